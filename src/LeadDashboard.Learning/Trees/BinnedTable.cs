namespace LeadDashboard.Learning.Trees;

/// <summary>
/// A table as bytes, kept twice: by row for building histograms (one row = one or two cache lines) and by column for
/// partitioning rows.
/// Within each column bins 0 .. BinCounts[c]-2 hold values and the last bin, BinCounts[c]-1, holds missing.
/// </summary>
internal sealed class BinnedTable(int rowCount, int[] binCounts, byte[] byRow, byte[][] byColumn)
{
    public int RowCount { get; } = rowCount;

    public int ColumnCount => BinCounts.Length;

    /// <summary>int[columnCount], missing bin included, each 1..256.</summary>
    public int[] BinCounts { get; } = binCounts;

    /// <summary>int[columnCount]: where a column's bins start in a histogram.</summary>
    public int[] BinOffsets { get; } = Offsets(binCounts);

    public int TotalBinCount { get; } = binCounts.Sum();

    /// <summary>byte[rowCount x columnCount], cell (r, c) at r * columnCount + c.</summary>
    public byte[] ByRow { get; } = byRow;

    /// <summary>byte[columnCount][rowCount].</summary>
    public byte[][] ByColumn { get; } = byColumn;

    private static int[] Offsets(int[] binCounts)
    {
        var offsets = new int[binCounts.Length];
        for (var c = 1; c < offsets.Length; c++)
        {
            offsets[c] = offsets[c - 1] + binCounts[c - 1];
        }

        return offsets;
    }
}
