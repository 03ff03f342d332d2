using LeadDashboard.Core.Importing.Quality;
using LeadDashboard.Core.Importing.Rows;

namespace LeadDashboard.Core.Importing;

/// <summary>What a file holds; stored as a number, never renumbered.</summary>
public enum ImportKind
{
    Leads = 0,
    Activities = 1,
    Spend = 2,
    Products = 3,
    Deals = 4,
    Campaigns = 10,

    /// <summary>When deals entered their stages.</summary>
    Stages = 11,

    /// <summary>Lines of the orders of customers.</summary>
    Purchases = 12,
    Costs = 13,

    /// <summary>Rows of both, or rows of activities with the columns of their lead.</summary>
    LeadsAndActivities = 20,
}

/// <summary>Stored as a number, never renumbered.</summary>
public enum ImportStatus
{
    /// <summary>The file is stored; nobody has said yet what its columns mean.</summary>
    Staged = 0,
    Running = 1,
    Done = 2,
    Failed = 3,
    Canceled = 4,

    /// <summary>What it brought is being taken back.</summary>
    Undoing = 5,
    Undone = 6,
}

/// <summary>
/// One uploaded file and what became of it. Invariant when Done: ImportedCount + UpdatedCount + RejectedCount +
/// SkippedCount = RowCount.
/// </summary>
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

    /// <summary>
    /// Values of rows that were taken, left out or doubtful; see <see cref="RejectedRow.IsKept"/>.
    /// </summary>
    public int WarningCount { get; set; }

    /// <summary>Of the rejected rows, those that fit more than one lead.</summary>
    public int ConflictCount { get; set; }

    /// <summary>
    /// What became of the cells of the rows that were taken, JSON of <see cref="CellReport"/>; null = imported before
    /// it was counted.
    /// </summary>
    public string? CellsJson { get; set; }

    /// <summary>What the columns held, JSON of <see cref="QualityReport"/>; null until imported.</summary>
    public string? QualityJson { get; set; }

    /// <summary>Leads and fields that an undo left as they are, because they were changed later.</summary>
    public int UndoConflictCount { get; set; }
    public DateTime? UndoneUtc { get; set; }

    /// <summary>When the stored upload was removed; null = it is still there.</summary>
    public DateTime? FileRemovedUtc { get; set; }
    public int? JobId { get; set; }

    /// <summary>Why it failed, a stored message; null = it did not.</summary>
    public string? Error { get; set; }
}

/// <summary>A row that was not taken, with the reason: never dropped silently.</summary>
public sealed class RejectedRow
{
    public int Id { get; set; }
    public int ImportBatchId { get; set; }

    /// <summary>0-based among the data rows of the file.</summary>
    public int RowIndex { get; set; }

    /// <summary>The row fits more than one lead.</summary>
    public bool IsConflict { get; set; }

    /// <summary>The row was taken; this value was left out, or needs a look.</summary>
    public bool IsKept { get; set; }

    /// <summary>
    /// The lead that the row looked like, so that it was skipped; null = no such row. Counted as skipped, not as
    /// rejected.
    /// </summary>
    public int? ResembledLeadId { get; set; }

    /// <summary>1-based line in the file.</summary>
    public int LineNumber { get; set; }
    public string Column { get; set; } = "";
    public string Value { get; set; } = "";

    /// <summary>A stored <see cref="Messages.Message"/>.</summary>
    public string Reason { get; set; } = "";

    /// <summary>The whole row as read, JSON array of cells.</summary>
    public string CellsJson { get; set; } = "[]";

    /// <summary>The row as a person corrected it, waiting to be run again; null = not corrected.</summary>
    public string? CorrectedJson { get; set; }
}

/// <summary>Stored as a number, never renumbered.</summary>
public enum RecordChangeKind
{
    /// <summary>Spend that a later file replaced: JSON of what it was.</summary>
    SpendReplaced = 1,

    /// <summary>Fields of a product: JSON of <see cref="ProductSnapshot"/> changes.</summary>
    ProductUpdated = 2,

    /// <summary>Fields of a deal: JSON of <see cref="DealSnapshot"/> changes.</summary>
    DealUpdated = 3,

    /// <summary>Fields of a campaign, a purchase, a cost.</summary>
    CampaignUpdated = 10,
    PurchaseUpdated = 11,
    CostUpdated = 12,

    /// <summary>Fields of an activity: JSON of <see cref="ActivitySnapshot"/> changes.</summary>
    ActivityUpdated = 20,
}

/// <summary>
/// What an import changed on records other than leads that were there before, so that it can be undone. Leads have
/// <see cref="History.LeadChange"/>.
/// </summary>
public sealed class RecordChange
{
    public int Id { get; set; }
    public int ImportBatchId { get; set; }
    public RecordChangeKind Kind { get; set; }

    /// <summary>Id of the record.</summary>
    public int EntityId { get; set; }
    public string ChangeJson { get; set; } = "{}";
}

/// <summary>What an undo could not take back, and why.</summary>
public sealed class UndoConflict
{
    public int Id { get; set; }
    public int ImportBatchId { get; set; }
    public int? LeadId { get; set; }
    public string LeadName { get; set; } = "";

    /// <summary>Name of the field; "" = the whole lead.</summary>
    public string Field { get; set; } = "";

    /// <summary>A stored <see cref="Messages.Message"/>.</summary>
    public string Reason { get; set; } = "";
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
