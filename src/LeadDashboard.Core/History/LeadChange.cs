namespace LeadDashboard.Core.History;

/// <summary>What wrote a change; stored as a number, never renumbered.</summary>
public enum ChangeSource
{
    Import = 0,
    Person = 1,
    Merge = 2,
    Undo = 3,

    /// <summary>Another program, by its key.</summary>
    Program = 4,

    /// <summary>The program itself.</summary>
    System = 5,
}

/// <summary>
/// One lead in one save: the changed fields. A creation writes none: the batch of the lead says it. Kept when the lead
/// is merged away, so that undoing brings its history back.
/// </summary>
public sealed class LeadChange
{
    public int Id { get; set; }
    public int LeadId { get; set; }
    public int? ImportBatchId { get; set; }

    /// <summary>The audit entry whose hash covers the row; null = older than the audit.</summary>
    public int? AuditEntryId { get; set; }
    public DateTime ChangedUtc { get; set; }

    /// <summary>Who; null = came with an import of before this was noted.</summary>
    public string? ActorId { get; set; }
    public ChangeSource Source { get; set; }

    /// <summary>JSON map {field: [old, new]}; null = empty. "{}" once the person is erased.</summary>
    public string FieldsJson { get; set; } = "{}";

    /// <summary>Random, so that a hash cannot be guessed back to its values; "" once the person is erased.</summary>
    public string Salt { get; set; } = "";

    /// <summary>SHA-256 over salt, lead and fields, lower hexadecimal; "" = older than the audit.</summary>
    public string Hash { get; set; } = "";

    /// <summary>When an undo of the batch took the change back.</summary>
    public DateTime? UndoneUtc { get; set; }
}
