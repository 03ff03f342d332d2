namespace LeadDashboard.Core.Importing;

public enum ImportKind
{
    Leads = 0,
    Activities = 1,
    Spend = 2,
}

public enum ImportStatus
{
    /// <summary>The file is stored; nobody has said yet what its columns mean.</summary>
    Staged = 0,
    Running = 1,
    Done = 2,
    Failed = 3,
    Canceled = 4,
}

/// <summary>One uploaded file and what became of it. Invariant when Done: ImportedCount + UpdatedCount + RejectedCount + SkippedCount = RowCount.</summary>
public sealed class ImportBatch
{
    public int Id { get; set; }
    public ImportKind Kind { get; set; }
    public ImportStatus Status { get; set; }
    public string FileName { get; set; } = "";
    public long SizeBytes { get; set; }
    public string Sha256 { get; set; } = "";
    public string ActorId { get; set; } = "";
    public DateTime CreatedUtc { get; set; }
    public DateTime? FinishedUtc { get; set; }

    /// <summary>Path of the stored upload, relative to the data folder.</summary>
    public string StoredPath { get; set; } = "";

    /// <summary>JSON of FileFormat: encoding, delimiter, header, as detected or corrected.</summary>
    public string FormatJson { get; set; } = "{}";

    /// <summary>JSON of ColumnMap, null until mapped.</summary>
    public string? MapJson { get; set; }

    public int RowCount { get; set; }
    public int ImportedCount { get; set; }
    public int UpdatedCount { get; set; }
    public int RejectedCount { get; set; }
    public int SkippedCount { get; set; }
    public int? JobId { get; set; }
    public string? Error { get; set; }
}

/// <summary>A row that was not taken, with the reason: never dropped silently.</summary>
public sealed class RejectedRow
{
    public int Id { get; set; }
    public int ImportBatchId { get; set; }

    /// <summary>1-based line in the file.</summary>
    public int LineNumber { get; set; }
    public string Column { get; set; } = "";
    public string Value { get; set; } = "";
    public string Reason { get; set; } = "";

    /// <summary>The whole row as read, JSON array of cells.</summary>
    public string CellsJson { get; set; } = "[]";
}

/// <summary>What a header meant last time, so that the same file is mapped at once.</summary>
public sealed class RememberedMap
{
    public int Id { get; set; }

    /// <summary>Hash of the header cells.</summary>
    public string HeaderFingerprint { get; set; } = "";
    public string MapJson { get; set; } = "{}";
    public DateTime SavedUtc { get; set; }
}
