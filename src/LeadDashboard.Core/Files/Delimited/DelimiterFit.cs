using LeadDashboard.Core.Importing.Mapping;

namespace LeadDashboard.Core.Files.Delimited;

/// <summary>How well a delimiter explains sampled rows.</summary>
/// <param name="Score">0 .. ; higher is better, 0 = a single column.</param>
/// <param name="ColumnCount">Cells of the first row of the table.</param>
/// <param name="Agreeing">Rows with as many cells as that one.</param>
/// <param name="TitleRowCount">Rows above the table.</param>
internal readonly record struct DelimiterFit(double Score, int ColumnCount, int Agreeing, int TitleRowCount)
{
    private const int MostTitleRows = 10;

    public static DelimiterFit Measure(IReadOnlyList<RawRow> rows)
    {
        if (rows.Count == 0)
        {
            return default;
        }

        var titles = CountTitles(rows);
        var columnCount = rows[titles].Cells.Length;
        var agreeing = rows.Skip(titles).Count(row => row.Problem is null && row.Cells.Length == columnCount);
        if (columnCount < 2)
        {
            return new DelimiterFit(0, columnCount, agreeing, 0);
        }

        // A delimiter that also explains the first row is the better explanation: with decimal commas, "a;b" over
        // "1,5;2,5" looks like a title.
        var share = (double)agreeing / (rows.Count - titles);
        return new DelimiterFit(
            share * share * Math.Log2(1 + columnCount) * (titles > 0 ? 0.5 : 1),
            columnCount,
            agreeing,
            titles
        );
    }

    /// <summary>Leading rows with a single filled cell above rows that are wider and look like a table.</summary>
    public static int CountTitles(IReadOnlyList<RawRow> rows)
    {
        var titles = 0;
        while (
            titles < MostTitleRows
            && titles + 2 < rows.Count
            && rows[titles].Problem is null
            && Filled(rows[titles]) <= 1
        )
        {
            titles++;
        }

        if (titles == 0 || rows[titles].Problem is not null || Filled(rows[titles]) < 2)
        {
            return 0;
        }

        var below = rows.Skip(titles).ToList();
        return
            below.Count(row => row.Cells.Length == below[0].Cells.Length) >= below.Count * 0.9
            && HeaderEvidence.Judge([.. below.Where(row => row.Problem is null).Select(row => row.Cells)]).HasHeader
            ? titles
            : 0;
    }

    /// <summary>Excel's own first line "sep=;" says it outright.</summary>
    public static char? Directive(string text) =>
        text.Length > 5 && text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text[5] is '\r' or '\n'
            ? text[4]
            : null;

    private static int Filled(RawRow row) => row.Cells.Count(cell => !string.IsNullOrWhiteSpace(cell));
}
