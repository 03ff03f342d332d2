using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Deals;

/// <summary>One line of an order that a customer placed. See decision 28.</summary>
public sealed class Purchase : IImported
{
    public int Id { get; set; }
    public int LeadId { get; set; }

    /// <summary>Unique: the order and its line. Set by <see cref="KeyOf"/>.</summary>
    public string PurchaseKey { get; set; } = "";

    /// <summary>The order as the file calls it.</summary>
    public string OrderId { get; set; } = "";
    public int? ProductId { get; set; }

    /// <summary>Pieces; null = not said.</summary>
    public decimal? Quantity { get; set; }

    /// <summary>Of the whole line, in <see cref="Currency"/>; below 0 for what was given back.</summary>
    public decimal? Amount { get; set; }

    /// <summary>ISO 4217, upper case; null = the company's own.</summary>
    public string? Currency { get; set; }
    public DateTime PurchasedUtc { get; set; }

    /// <summary>The import that created the line.</summary>
    public int? ImportBatchId { get; set; }

    /// <summary>The import that wrote it last.</summary>
    public int? LastImportBatchId { get; set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; set; }

    /// <param name="line">Its number in the order, else what was bought; null = the order has one line.</param>
    public static string KeyOf(string orderId, string? line)
    {
        var key = NormalForms.Fold(orderId) + "\u001F" + NormalForms.Fold(line ?? "");
        return key.Length <= TextLengths.Field ? key : key[..TextLengths.Field];
    }
}
