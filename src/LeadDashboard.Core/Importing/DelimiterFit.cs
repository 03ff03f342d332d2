namespace LeadDashboard.Core.Importing;

/// <summary>How well a delimiter explains sampled rows.</summary>
/// <param name="Score">0 .. ; higher is better, 0 = a single column.</param>
/// <param name="ColumnCount">Cells of the first row.</param>
/// <param name="Agreeing">Rows with as many cells as the first.</param>
internal readonly record struct DelimiterFit(double Score, int ColumnCount, int Agreeing)
{
    public static DelimiterFit Of(IReadOnlyList<RawRow> rows)
    {
        if (rows.Count == 0)
        {
            return default;
        }

        var columnCount = rows[0].Cells.Length;
        var agreeing = rows.Count(row => row.Problem is null && row.Cells.Length == columnCount);
        if (columnCount < 2)
        {
            return new DelimiterFit(0, columnCount, agreeing);
        }

        var share = (double)agreeing / rows.Count;
        return new DelimiterFit(share * share * Math.Log2(1 + columnCount), columnCount, agreeing);
    }

    /// <summary>Excel's own first line "sep=;" says it outright.</summary>
    public static char? Directive(string text) =>
        text.Length > 5 && text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text[5] is '\r' or '\n' ? text[4] : null;
}
