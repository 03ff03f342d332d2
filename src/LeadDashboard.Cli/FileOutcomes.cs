namespace LeadDashboard.Cli;

/// <summary>How the rows of a file ended.</summary>
/// <param name="Rows">int[rowCount], rising: the rows of the file that have an outcome.</param>
/// <param name="Labels">float[rowCount], 0 = lost, 1 = won.</param>
/// <param name="Positive">The value that means won.</param>
/// <param name="Notes">What a reader should know.</param>
internal sealed record FileOutcomes(int[] Rows, float[] Labels, string Positive, IReadOnlyList<string> Notes)
{
    private static readonly string[] WonWords =
    [
        "won", "win", "yes", "y", "true", "1", "converted", "purchased", "subscribed", "closed won", "是", "赢单", "成交",
    ];

    /// <param name="file">Read whole.</param>
    /// <param name="label">Name of the column.</param>
    /// <param name="positive">The value that means won; null = the one that usually does.</param>
    public static FileOutcomes Of(TableFile file, string label, string? positive)
    {
        var cells = file.Column(file.Require(label)).Select(cell => cell.Trim()).ToArray();
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
        return new FileOutcomes(
            rows,
            [.. rows.Select(row => cells[row].Equals(positive, StringComparison.OrdinalIgnoreCase) ? 1f : 0f)],
            positive,
            rows.Length < cells.Length
                ? [$"{cells.Length - rows.Length} rows have no outcome and were left out."]
                : []
        );
    }

    private static string Show(string[] values) =>
        values.Length == 0
            ? "nothing"
            : string.Join(", ", values.Take(8).Select(value => $"'{value}'"))
                + (values.Length > 8 ? $" and {values.Length - 8} more" : "");
}
