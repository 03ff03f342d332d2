using LeadDashboard.Core.Files.Delimited;

namespace LeadDashboard.Core.Importing.Mapping;

/// <summary>
/// Header cells that are empty at the right end: spreadsheets leave them behind, but sometimes values stand below them.
/// </summary>
internal static class UnnamedColumns
{
    public const int RowsLookedAt = 20_000;

    /// <summary>How many columns beyond the last named one hold a value somewhere.</summary>
    /// <param name="rows">The header first.</param>
    public static int Count(IEnumerable<RawRow> rows)
    {
        using var all = rows.GetEnumerator();
        if (!all.MoveNext())
        {
            return 0;
        }

        var header = all.Current.Cells;
        var named = Array.FindLastIndex(header, cell => !string.IsNullOrWhiteSpace(cell)) + 1;
        var widest = Math.Max(1, named);
        while (widest < header.Length && all.MoveNext())
        {
            var row = all.Current;
            if (row.Problem is null && row.Cells.Length <= header.Length)
            {
                widest = Math.Max(widest, Array.FindLastIndex(row.Cells, cell => !string.IsNullOrWhiteSpace(cell)) + 1);
            }
        }

        return widest - Math.Max(1, named);
    }
}
