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

    /// <summary>
    /// Rows above the header: titles, each with a single filled cell, then names of groups of columns.
    /// </summary>
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

        while (titles + 2 < rows.Count && NamesGroups(rows, titles))
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

    /// <summary>
    /// A row with gaps above the true header: its names reach over several columns ("Contact" over name, e-mail and
    /// phone).
    /// </summary>
    private static bool NamesGroups(IReadOnlyList<RawRow> rows, int index)
    {
        if (rows[index].Problem is not null || rows[index + 1].Problem is not null)
        {
            return false;
        }

        var (upper, lower) = (rows[index].Cells, rows[index + 1].Cells);
        var width = Array.FindLastIndex(lower, IsFilled) + 1;
        if (
            upper.Length != lower.Length
            || !upper.Take(width).Any(cell => !IsFilled(cell))
            || upper.Concat(lower).Any(HeaderEvidence.IsTyped)
            || Enumerable.Range(0, width).Any(column => !IsFilled(upper[column]) && !IsFilled(lower[column]))
        )
        {
            return false;
        }

        var known = lower.Count(TargetNames.IsKnown);
        return known > 1 && known > upper.Count(TargetNames.IsKnown)
            || Enumerable
                .Range(0, width)
                .Count(column =>
                    IsFilled(lower[column]) && HeaderEvidence.IsTypedBelow(rows.Skip(index + 2), column)
                ) > 1;
    }

    /// <summary>Excel's own first line "sep=;" says it outright.</summary>
    public static char? Directive(string text) =>
        text.Length > 5 && text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text[5] is '\r' or '\n'
            ? text[4]
            : null;

    private static int Filled(RawRow row) => row.Cells.Count(IsFilled);

    private static bool IsFilled(string cell) => !string.IsNullOrWhiteSpace(cell);
}
