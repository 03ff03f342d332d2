namespace LeadDashboard.Core.History;

/// <summary>
/// What was done, once per save or per chunk of a bulk write. Each entry holds the hash of the one before it, so that
/// none can be changed, left out or put in later without showing.
/// </summary>
public sealed class AuditEntry
{
    public int Id { get; set; }
    public DateTime AtUtc { get; set; }
    public string ActorId { get; set; } = "";

    /// <summary>"import.chunk", "outcome.record", "lead.merge" ...</summary>
    public string Action { get; set; } = "";

    /// <summary>"Lead", "Deal" ...; null where a batch says it.</summary>
    public string? EntityKind { get; set; }
    public int? EntityId { get; set; }
    public int? ImportBatchId { get; set; }

    /// <summary>Records that the save wrote.</summary>
    public int Count { get; set; }

    /// <summary>
    /// SHA-256 over the columns above, the hashes of its <see cref="LeadChange"/> rows in the order of their ids, and
    /// <see cref="PreviousHash"/>; lower hexadecimal.
    /// </summary>
    public string Hash { get; set; } = "";

    /// <summary>Hash of the entry before it; unique, "" for the first.</summary>
    public string PreviousHash { get; set; } = "";
}
