using LeadDashboard.Core.Importing;

namespace LeadDashboard.Core.Campaigns;

/// <summary>What brought a lead.</summary>
public sealed class Campaign : IImported
{
    public int Id { get; set; }

    /// <summary>Unique, compared without case.</summary>
    public string Name { get; set; } = "";
    public string Channel { get; set; } = "";
    public DateTime? StartUtc { get; set; }
    public DateTime? EndUtc { get; set; }

    /// <summary>What the campaign is called where it comes from; null = it has no id.</summary>
    public string? ExternalId { get; set; }

    /// <summary>What it is a part of; null = not said.</summary>
    public string? Programme { get; set; }

    /// <summary>What may be spent, in the company's money, 0 or more; null = not said.</summary>
    public decimal? BudgetAmount { get; set; }

    /// <summary>What it is to reach, a text or a number as the file says it.</summary>
    public string? Goal { get; set; }

    /// <summary>Which wording it sends.</summary>
    public string? MessageVariant { get; set; }

    /// <summary>How far it is, as the file calls it.</summary>
    public string? Status { get; set; }

    /// <summary>The import that brought the campaign; null = created by hand.</summary>
    public int? ImportBatchId { get; set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; set; }
}

/// <summary>Money spent for a campaign on one day.</summary>
public sealed class CampaignSpend
{
    public int Id { get; set; }
    public int CampaignId { get; set; }
    public DateTime DayUtc { get; set; }
    public decimal SpendAmount { get; set; }
    public int? ImportBatchId { get; set; }
}
