using System.Globalization;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Costs;

/// <summary>What something costs; stored as a number, never renumbered.</summary>
public enum CostKind
{
    /// <summary>One hour of a sales rep.</summary>
    RepHour = 0,

    /// <summary>Handling one lead.</summary>
    Lead = 1,

    /// <summary>One call.</summary>
    Call = 2,
    LegalPerLead = 3,
    LegalPerDeal = 4,
    AdministrationPerLead = 5,
    AdministrationPerDeal = 6,

    /// <summary>One piece of a product.</summary>
    Product = 7,

    /// <summary>Generating one lead, in general or by a campaign or channel.</summary>
    LeadGeneration = 8,
}

/// <summary>A cost from a day on, until a later one of the same thing. Unique by kind, subject and day.</summary>
public sealed class CostRate : IImported
{
    public int Id { get; set; }

    /// <summary>Set by <see cref="KeyOf"/>.</summary>
    public string CostKey { get; set; } = "";
    public CostKind Kind { get; set; }

    /// <summary>0 or more, in <see cref="Currency"/>.</summary>
    public decimal Amount { get; set; }

    /// <summary>ISO 4217, upper case; null = the company's own.</summary>
    public string? Currency { get; set; }

    /// <summary>The first day, as its midnight: no zone moves it.</summary>
    public DateTime ValidFromUtc { get; set; }

    /// <summary>The name of the product, campaign or channel; "" = of all.</summary>
    public string Subject { get; set; } = "";
    public int? ImportBatchId { get; set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; set; }

    public static string KeyOf(CostKind kind, string subject, DateTime validFromUtc)
    {
        var name = NormalForms.Fold(subject);
        var day = validFromUtc.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{(int)kind}|{day}|") + name;
    }
}
