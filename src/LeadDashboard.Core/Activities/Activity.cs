using LeadDashboard.Core.Importing;

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

/// <summary>Who began; stored as a number, never renumbered.</summary>
public enum ActivityDirection
{
    /// <summary>The lead came to us.</summary>
    Inbound = 1,

    /// <summary>We went to the lead.</summary>
    Outbound = 2,
}

/// <summary>A dated event of a lead.</summary>
public sealed class Activity : IImported
{
    public int Id { get; set; }
    public int LeadId { get; set; }
    public ActivityKind Kind { get; set; }
    public DateTime OccurredUtc { get; set; }

    /// <summary>What it was about, in a line: subject, page, file.</summary>
    public string? Detail { get; set; }

    /// <summary>What was written or said, of any length.</summary>
    public string? Text { get; set; }

    /// <summary>null = not said, or nobody began.</summary>
    public ActivityDirection? Direction { get; set; }

    /// <summary>How long it took, 0 or more, two decimals; null = not said.</summary>
    public decimal? Minutes { get; set; }

    /// <summary>
    /// What it is called where it comes from. Not unique: leads that were merged may both have been in one meeting.
    /// </summary>
    public string? ExternalId { get; set; }

    /// <summary>The answer of a survey or review as a number, two decimals.</summary>
    public decimal? Score { get; set; }

    /// <summary>The best answer: 10 for a recommendation, 5 for stars; null = not known.</summary>
    public decimal? ScoreTop { get; set; }

    /// <summary>The campaign that it was a touch of.</summary>
    public int? CampaignId { get; set; }

    /// <summary>The product it was about.</summary>
    public int? ProductId { get; set; }

    /// <summary>Who logged it; null = came with a file.</summary>
    public string? ActorId { get; set; }
    public int? ImportBatchId { get; set; }

    /// <summary>Done by a mail scanner or a robot, not by the lead: shown, but nothing is learned from it.</summary>
    public bool IsBot { get; set; }
}
