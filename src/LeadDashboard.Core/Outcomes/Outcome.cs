using LeadDashboard.Core.Segments;

namespace LeadDashboard.Core.Outcomes;

/// <summary>How a lead ended; stored as a number, never renumbered.</summary>
public enum OutcomeKind
{
    Won = 1,
    Lost = 2,

    /// <summary>Not a fit: it could never have bought.</summary>
    Disqualified = 3,

    /// <summary>Handed to a partner: says nothing about the lead.</summary>
    Passed = 4,

    /// <summary>Sold to somebody else: its price is income, and it says nothing about the lead.</summary>
    Sold = 5,
}

/// <summary>Where an outcome comes from; stored as a number, never renumbered.</summary>
public enum OutcomeSource
{
    /// <summary>Came closed with a file.</summary>
    Import = 0,

    /// <summary>Marked by a person.</summary>
    Person = 1,

    /// <summary>Follows the deals of the lead.</summary>
    Deal = 2,
}

/// <summary>
/// How a lead ended, with what was known when it was marked. Never deleted: an undone outcome keeps its row.
/// </summary>
public sealed class Outcome
{
    public int Id { get; set; }
    public int LeadId { get; set; }
    public OutcomeKind Kind { get; set; }
    public OutcomeSource Source { get; set; }
    public decimal? Amount { get; set; }
    public string? Reason { get; set; }

    /// <summary>When the deal was decided.</summary>
    public DateTime ClosedUtc { get; set; }

    /// <summary>When it reached us.</summary>
    public DateTime RecordedUtc { get; set; }
    public string? ActorId { get; set; }

    /// <summary>The probability and the segment that the person saw, and the version that gave them.</summary>
    public double? ProbabilityShown { get; set; }
    public Segment? SegmentShown { get; set; }
    public int? ModelVersionId { get; set; }

    public DateTime? UndoneUtc { get; set; }
    public int? ImportBatchId { get; set; }
}
