using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Deals;

/// <summary>One sale, or the try at one: a lead may have several.</summary>
public sealed class Deal : IImported
{
    public int Id { get; set; }
    public int LeadId { get; set; }

    /// <summary>
    /// What the deal is called where it comes from, lower case, unique; null = a deal without an id, known by lead and
    /// name.
    /// </summary>
    public string? DealKey { get; set; }
    public string Name { get; set; } = "";
    public int? ProductId { get; set; }

    /// <summary>Pieces, two decimals; null = not said.</summary>
    public decimal? Quantity { get; set; }

    /// <summary>What the whole deal is worth, in <see cref="Currency"/>.</summary>
    public decimal? Amount { get; set; }

    /// <summary>What it would cost by the price list, in <see cref="Currency"/>.</summary>
    public decimal? ListAmount { get; set; }

    /// <summary>What was offered, in <see cref="Currency"/>.</summary>
    public decimal? OfferedAmount { get; set; }

    /// <summary>What delivering costs the company, in <see cref="Currency"/>.</summary>
    public decimal? CostAmount { get; set; }

    /// <summary>Who works on it, as the file says it.</summary>
    public string? OwnerText { get; set; }

    /// <summary>ISO 4217, upper case; null = the company's own.</summary>
    public string? Currency { get; set; }

    /// <summary>The step of the sale as the file calls it.</summary>
    public string? Stage { get; set; }

    public LeadStatus Status { get; set; }
    public DateTime? OpenedUtc { get; set; }

    /// <summary>When it was won or lost; null while it is open.</summary>
    public DateTime? ClosedUtc { get; set; }

    /// <summary>When an open deal is expected to close.</summary>
    public DateTime? ExpectedCloseUtc { get; set; }
    public string? LossReason { get; set; }

    /// <summary>The import that created the deal.</summary>
    public int? ImportBatchId { get; set; }

    /// <summary>The import that wrote it last.</summary>
    public int? LastImportBatchId { get; set; }

    /// <summary>The company that buys; null = not known.</summary>
    public int? AccountId { get; set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; set; }
}
