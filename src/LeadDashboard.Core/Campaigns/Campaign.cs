namespace LeadDashboard.Core.Campaigns;

/// <summary>What brought a lead.</summary>
public sealed class Campaign
{
    public int Id { get; set; }

    /// <summary>Unique, compared without case.</summary>
    public string Name { get; set; } = "";
    public string Channel { get; set; } = "";
    public DateTime? StartUtc { get; set; }
    public DateTime? EndUtc { get; set; }

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
