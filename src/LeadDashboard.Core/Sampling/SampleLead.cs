using LeadDashboard.Core.Activities;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Sampling;

/// <summary>A generated event.</summary>
internal readonly record struct SampleActivity(ActivityKind Kind, DateTime OccurredUtc, string Detail);

/// <summary>A generated lead before the mess of an export is put on it. Empty text = missing.</summary>
internal sealed class SampleLead
{
    public required int Index { get; init; }
    public required SampleCountry Country { get; init; }
    public required SampleCampaign Campaign { get; init; }
    public required DateTime CreatedUtc { get; init; }
    public string ExternalId => "L-" + (Index + 1).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
    public string Name { get; set; } = "";
    public string Email { get; set; } = "";
    public bool HasFreeEmail { get; set; }
    public string Phone { get; set; } = "";
    public string Company { get; set; } = "";
    public string Title { get; set; } = "";

    /// <summary>0 = intern .. 4 = owner or chief.</summary>
    public int Seniority { get; set; }
    public int IndustryIndex { get; set; }

    /// <summary>0 = 1-10 .. 5 = 5000+.</summary>
    public int SizeIndex { get; set; }
    public string City { get; set; } = "";
    public int OwnerIndex { get; set; }
    public int ProductIndex { get; set; }
    public decimal ValueAmount { get; set; }

    /// <summary>-1 = not asked.</summary>
    public int TimeframeIndex { get; set; } = -1;

    /// <summary>-1 = not known.</summary>
    public int CurrentSolutionIndex { get; set; } = -1;

    /// <summary>0 = not known.</summary>
    public int UserCount { get; set; }
    public double ResponseHours { get; set; }
    public bool? Consent { get; set; }
    public bool IsNewsletterReader { get; set; }
    public string Notes { get; set; } = "";

    /// <summary>-1 = cool, 0 = says nothing, 1 = eager; what the note says, in words.</summary>
    public int NoteMood { get; set; }

    /// <summary>Up to now and before the deal was decided, oldest first.</summary>
    public List<SampleActivity> Activities { get; } = [];

    /// <summary>
    /// Chance of a win given everything above: a function of what an export shows, so a perfect learner can reach it.
    /// </summary>
    public double TrueProbability { get; set; }
    public LeadStatus Status { get; set; }
    public DateTime? ClosedUtc { get; set; }
    public decimal? WonAmount { get; set; }
    public string LossReason { get; set; } = "";
}
