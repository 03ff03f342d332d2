using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Modeling.Training;

namespace LeadDashboard.Cli;

/// <summary>A file as a training set: one column is the outcome, some are left out, the rest is typed.</summary>
internal sealed record LabelledFile(
    TrainingSet Set,
    string Positive,
    FileFormat Format,
    IReadOnlyList<string> LeftOut,
    IReadOnlyList<string> Notes
)
{
    /// <param name="file">Read whole.</param>
    /// <param name="outcomes">How its rows ended.</param>
    /// <param name="drop">Columns to leave out, the outcome among them.</param>
    /// <param name="order">How the rows stand in time.</param>
    public static LabelledFile Of(
        TableFile file,
        FileOutcomes outcomes,
        IReadOnlyList<string> drop,
        RowOrder order
    )
    {
        var dropped = drop.Select(file.Require).ToHashSet();
        var columns = Enumerable.Range(0, file.Header.Length).Where(column => !dropped.Contains(column)).ToArray();
        var table = file.ToRawTable(columns).SelectRows(outcomes.Rows);
        return new LabelledFile(
            order.IsAsWritten
                ? TrainingSet.FromOrderedTable(table, outcomes.Labels)
                : TrainingSet.FromTable(table, outcomes.Labels, order.Instants(file, outcomes.Rows)),
            outcomes.Positive,
            file.Format,
            [.. dropped.Order().Select(column => file.Header[column])],
            [.. file.Notes, .. outcomes.Notes]
        );
    }
}

/// <summary>How the rows of a file stand in time.</summary>
/// <param name="IsAsWritten">True: oldest first.</param>
/// <param name="Date">Name of the column that dates them; null = none.</param>
internal sealed record RowOrder(bool IsAsWritten, string? Date)
{
    public static RowOrder Unknown { get; } = new(false, null);

    public static RowOrder AsWritten { get; } = new(true, null);

    /// <summary>DateTime[rows], null where no column dates them.</summary>
    /// <exception cref="CommandException">A row has no date.</exception>
    public DateTime[]? Instants(TableFile file, int[] rows)
    {
        if (Date is null)
        {
            return null;
        }

        var cells = file.Column(file.Require(Date));
        return
        [
            .. rows.Select(row =>
                DateText.TryParse(cells[row], file.Format.DateOrder, out var date)
                    ? date
                    : throw CommandException.RefusedAs("cli.no-date", Date, cells[row])
            ),
        ];
    }
}
