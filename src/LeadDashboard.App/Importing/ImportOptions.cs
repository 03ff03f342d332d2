namespace LeadDashboard.App.Importing;

/// <summary>Section "Import" of the configuration.</summary>
public sealed record ImportOptions
{
    /// <summary>
    /// Rows that are stored together, 1 to 100,000: what a kill costs at most, and what memory holds three times.
    /// </summary>
    public int ChunkRows { get; init; } = 5_000;

    /// <summary>Days that an uploaded file is kept after its import has ended, 1 to 3,650.</summary>
    public int KeepUploadsDays { get; init; } = 30;

    /// <summary>All faults at once, each naming its key; empty when valid.</summary>
    public IReadOnlyList<string> Validate() =>
        [
            .. ChunkRows is >= 1 and <= 100_000
                ? Array.Empty<string>()
                : [$"Import:ChunkRows is {ChunkRows}; expected 1 to 100000."],
            .. KeepUploadsDays is >= 1 and <= 3_650
                ? Array.Empty<string>()
                : [$"Import:KeepUploadsDays is {KeepUploadsDays}; expected 1 to 3650."],
        ];

    internal static ImportOptions Read(IConfiguration? configuration)
    {
        var options = configuration?.GetSection("Import").Get<ImportOptions>() ?? new ImportOptions();
        var faults = options.Validate();
        return faults.Count == 0
            ? options
            : throw new InvalidOperationException(string.Join(Environment.NewLine, faults));
    }
}
