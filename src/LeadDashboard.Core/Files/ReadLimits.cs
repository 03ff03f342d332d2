namespace LeadDashboard.Core.Files;

/// <summary>
/// How far a reader goes before it refuses. The defaults keep memory constant whatever the file holds.
/// </summary>
public sealed record ReadLimits
{
    public static ReadLimits Default { get; } = new();

    /// <summary>Longest cell in characters, 1 ..; a longer one rejects its row.</summary>
    public int MaxCellLength { get; init; } = 1024 * 1024;

    /// <summary>Longest row in characters, all cells and quotes together.</summary>
    public int MaxRowLength { get; init; } = 4 * 1024 * 1024;

    /// <summary>Most columns a file may have.</summary>
    public int MaxColumnCount { get; init; } = 2_000;

    /// <summary>Most bytes a workbook may unpack to: a ZIP of a few kilobytes can hold gigabytes.</summary>
    public long MaxUnpackedBytes { get; init; } = 2L * 1024 * 1024 * 1024;

    /// <summary>
    /// Times its own size that a workbook above <see cref="FreelyUnpackedBytes"/> may unpack to; those that people make
    /// reach some thirty.
    /// </summary>
    public int MaxUnpackRatio { get; init; } = 200;

    /// <summary>Bytes that any workbook may unpack to, however small it is.</summary>
    public long FreelyUnpackedBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>
    /// Most bytes of the texts that the cells of a workbook share: they alone are held in memory as a whole.
    /// </summary>
    public long MaxSharedTextBytes { get; init; } = 256L * 1024 * 1024;
}
