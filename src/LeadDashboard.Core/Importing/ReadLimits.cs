namespace LeadDashboard.Core.Importing;

/// <summary>How far a reader goes before it refuses. The defaults keep memory constant whatever the file holds.</summary>
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
}
