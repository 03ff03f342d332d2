namespace LeadDashboard.Core.Activities;

/// <summary>Stored as a number, never renumbered.</summary>
public enum ActivityKind
{
    Visit = 0,
    Open = 1,
    Click = 2,
    Form = 3,
    Download = 4,
    Call = 5,
    Meeting = 6,
    Trial = 7,
    Cart = 8,
    Note = 9,
    Search = 10,
    PricingPage = 11,

    /// <summary>A webinar, a fair, a workshop: one of many guests.</summary>
    Event = 12,
    GuestAccount = 13,

    /// <summary>Written by a person to a person; what a mailing sends is opened or clicked.</summary>
    Email = 14,
    Chat = 15,

    /// <summary>The lead answers a mail.</summary>
    Reply = 16,
    Social = 17,
    Review = 18,
    Survey = 19,
}

/// <summary>A dated event of a lead.</summary>
public sealed class Activity
{
    public int Id { get; set; }
    public int LeadId { get; set; }
    public ActivityKind Kind { get; set; }
    public DateTime OccurredUtc { get; set; }
    public string? Detail { get; set; }

    /// <summary>Who logged it; null = came with a file.</summary>
    public string? ActorId { get; set; }
    public int? ImportBatchId { get; set; }

    /// <summary>Done by a mail scanner or a robot, not by the lead: shown, but nothing is learned from it.</summary>
    public bool IsBot { get; set; }
}
