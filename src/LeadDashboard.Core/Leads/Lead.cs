using System.Text.Json.Serialization;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Segments;

namespace LeadDashboard.Core.Leads;

/// <summary>
/// How a lead ended; stored as a number, never renumbered. Open covers passed and sold too; a disqualified lead is
/// Lost: pages and lists know these three.
/// </summary>
public enum LeadStatus
{
    Open = 0,
    Won = 1,
    Lost = 2,
}

/// <summary>A person or company that may buy.</summary>
public sealed class Lead : IImported
{
    public int Id { get; set; }

    /// <summary>
    /// Unique natural key, see <see cref="Leads.LeadKey"/>: what makes two rows of two files the same lead.
    /// </summary>
    public string LeadKey { get; set; } = "";

    public string Name { get; set; } = "";
    public string? Email { get; set; }
    public string? Phone { get; set; }

    /// <summary>The phone number in E.164; null = not a whole international number.</summary>
    public string? PhoneE164 { get; set; }

    /// <summary>Digits that are dialled after the call is answered; null = none.</summary>
    public string? PhoneExtension { get; set; }
    public string? Company { get; set; }
    public string? Title { get; set; }
    public string? Industry { get; set; }
    public string? CompanySize { get; set; }
    public string? Country { get; set; }
    public string? City { get; set; }
    public string? Source { get; set; }
    public string? Product { get; set; }
    public string? Notes { get; set; }
    public bool? Consent { get; set; }

    public int? CampaignId { get; set; }

    /// <summary>Id of the rep who works the lead; null = nobody yet.</summary>
    public string? OwnerId { get; set; }

    /// <summary>The owner as the file calls it, where that is no user; null = none, or a user.</summary>
    public string? OwnerText { get; set; }

    /// <summary>The team that works the lead; null = no team.</summary>
    public int? TeamId { get; set; }

    /// <summary>The company that the lead belongs to, see <see cref="Accounts.AccountRules"/>.</summary>
    public int? AccountId { get; set; }

    /// <summary>Expected deal size when won.</summary>
    public decimal? ValueAmount { get; set; }

    /// <summary>
    /// Custom fields: JSON object of field name to text as imported. See <see cref="LeadAttributes"/>.
    /// </summary>
    public string AttributesJson { get; set; } = "{}";

    public DateTime CreatedUtc { get; set; }

    /// <summary>
    /// False when the file had no creation date and <see cref="CreatedUtc"/> is the instant of import.
    /// </summary>
    public bool IsCreatedKnown { get; set; }

    public DateTime? LastActivityUtc { get; set; }
    public int ActivityCount { get; set; }

    public LeadStatus Status { get; set; }
    public DateTime? ClosedUtc { get; set; }
    public decimal? WonAmount { get; set; }
    public string? LossReason { get; set; }

    /// <summary>Calibrated chance 0..1 that the open lead is won; null until a model has scored it.</summary>
    public double? Probability { get; set; }
    public double? ProbabilityLow { get; set; }
    public double? ProbabilityHigh { get; set; }
    public Segment? Segment { get; set; }

    /// <summary>
    /// Feature and signed log-odds share of the strongest reasons, JSON of <see cref="Scoring.LeadReason"/>[].
    /// </summary>
    public string? TopReasonsJson { get; set; }
    public int? ModelVersionId { get; set; }
    public DateTime? ScoredUtc { get; set; }

    public int? ImportBatchId { get; set; }

    /// <summary>0-based position in the file: the order of events where no date tells it.</summary>
    public int ImportRowIndex { get; set; }

    /// <summary>
    /// What the import that created the lead wrote, see the fingerprint: differs from
    /// the lead once somebody changed it.
    /// </summary>
    public long? ImportFingerprint { get; set; }

    /// <summary>Concurrency token: grows with every tracked save. No part of what a lead says.</summary>
    [JsonIgnore]
    public int Version { get; set; }
}
