using LeadDashboard.Core.Files;
using LeadDashboard.Core.Modeling.Training;

namespace LeadDashboard.Cli;

/// <summary>A file as a training set: one column is the outcome, some are left out, the rest is typed.</summary>
internal sealed record LabelledFile(
    TrainingSet Set,
    string Positive,
    FileFormat Format,
    IReadOnlyList<string> Notes
)
{
    private static readonly string[] WonWords =
    [
        "won", "win", "yes", "y", "true", "1", "converted", "purchased", "subscribed", "closed won", "是", "赢单", "成交",
    ];

    public static async Task<LabelledFile> ReadAsync(
        string path,
        string label,
        string? positive,
        IReadOnlyList<string> drop,
        bool isOrdered = false
    )
    {
        var file = await TableFile.ReadAsync(path);
        var labelIndex = file.Require(label);
        var dropped = drop.Select(file.Require).Append(labelIndex).ToHashSet();
        var cells = file.Column(labelIndex).Select(cell => cell.Trim()).ToArray();
        var values = cells
            .Where(cell => cell.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Order(StringComparer.OrdinalIgnoreCase)
            .ToArray();
        positive ??=
            values.FirstOrDefault(value => WonWords.Contains(value, StringComparer.OrdinalIgnoreCase))
            ?? throw new CommandException(
                $"Column '{label}' holds {Show(values)}; which of them means won? Say it with --positive VALUE."
            );
        if (!values.Contains(positive, StringComparer.OrdinalIgnoreCase))
        {
            throw new CommandException(
                $"Column '{label}' never holds '{positive}'; it holds {Show(values)}. Give one of these with "
                    + $"--positive."
            );
        }

        var rows = Enumerable.Range(0, cells.Length).Where(row => cells[row].Length > 0).ToArray();
        var columns = Enumerable.Range(0, file.Header.Length).Where(column => !dropped.Contains(column)).ToArray();
        var labels = rows.Select(row => cells[row].Equals(positive, StringComparison.OrdinalIgnoreCase) ? 1f : 0f)
            .ToArray();
        var table = file.ToRawTable(columns).SelectRows(rows);
        var notes = new List<string>(file.Notes);
        if (rows.Length < cells.Length)
        {
            notes.Add($"{cells.Length - rows.Length} rows have no outcome and were left out.");
        }

        return new LabelledFile(
            isOrdered ? TrainingSet.FromOrderedTable(table, labels) : TrainingSet.FromTable(table, labels),
            positive,
            file.Format,
            notes
        );
    }

    private static string Show(string[] values) =>
        values.Length == 0
            ? "nothing"
            : string.Join(", ", values.Take(8).Select(value => $"'{value}'"))
                + (values.Length > 8 ? $" and {values.Length - 8} more" : "");
}
