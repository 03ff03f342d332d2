namespace LeadDashboard.Core.Deals;

/// <summary>A deal entered a stage. Unique by deal, instant and stage.</summary>
public sealed class DealStageChange
{
    public int Id { get; set; }
    public int DealId { get; set; }

    /// <summary>The step of the sale as the file calls it.</summary>
    public string Stage { get; set; } = "";

    /// <summary>By a history; else when an import brought the new stage, of a closed deal when it was closed.</summary>
    public DateTime EnteredUtc { get; set; }

    /// <summary>The import that said so.</summary>
    public int? ImportBatchId { get; set; }
}
