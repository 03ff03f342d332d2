using LeadDashboard.Core.Deals;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Importing.Rows;

/// <summary>What an import may write of a deal.</summary>
public static class DealSnapshot
{
    public static FieldTexts<Deal> Fields { get; } =
        new(
            (nameof(Deal.LeadId), d => StoredText.Format(d.LeadId), (d, v) => d.LeadId = StoredText.Number(v)!.Value),
            (nameof(Deal.DealKey), d => d.DealKey, (d, v) => d.DealKey = v),
            (nameof(Deal.Name), d => d.Name, (d, v) => d.Name = v ?? ""),
            (nameof(Deal.ProductId), d => StoredText.Format(d.ProductId), (d, v) => d.ProductId = StoredText.Number(v)),
            (nameof(Deal.Quantity), d => StoredText.Format(d.Quantity), (d, v) => d.Quantity = StoredText.Amount(v)),
            (nameof(Deal.Amount), d => StoredText.Format(d.Amount), (d, v) => d.Amount = StoredText.Amount(v)),
            (
                nameof(Deal.ListAmount),
                d => StoredText.Format(d.ListAmount),
                (d, v) => d.ListAmount = StoredText.Amount(v)
            ),
            (
                nameof(Deal.OfferedAmount),
                d => StoredText.Format(d.OfferedAmount),
                (d, v) => d.OfferedAmount = StoredText.Amount(v)
            ),
            (
                nameof(Deal.CostAmount),
                d => StoredText.Format(d.CostAmount),
                (d, v) => d.CostAmount = StoredText.Amount(v)
            ),
            (nameof(Deal.OwnerText), d => d.OwnerText, (d, v) => d.OwnerText = v),
            (nameof(Deal.Currency), d => d.Currency, (d, v) => d.Currency = v),
            (nameof(Deal.Stage), d => d.Stage, (d, v) => d.Stage = v),
            (
                nameof(Deal.Status),
                d => StoredText.Format((int)d.Status),
                (d, v) => d.Status = (LeadStatus)StoredText.Number(v)!.Value
            ),
            (
                nameof(Deal.OpenedUtc),
                d => StoredText.Format(d.OpenedUtc),
                (d, v) => d.OpenedUtc = StoredText.Instant(v)
            ),
            (
                nameof(Deal.ClosedUtc),
                d => StoredText.Format(d.ClosedUtc),
                (d, v) => d.ClosedUtc = StoredText.Instant(v)
            ),
            (
                nameof(Deal.ExpectedCloseUtc),
                d => StoredText.Format(d.ExpectedCloseUtc),
                (d, v) => d.ExpectedCloseUtc = StoredText.Instant(v)
            ),
            (nameof(Deal.LossReason), d => d.LossReason, (d, v) => d.LossReason = v),
            (nameof(Deal.AccountId), d => StoredText.Format(d.AccountId), (d, v) => d.AccountId = StoredText.Number(v))
        );
}

/// <summary>What an import may write of a product; its keys follow.</summary>
public static class ProductSnapshot
{
    public static FieldTexts<Product> Fields { get; } =
        new(
            (nameof(Product.Name), p => p.Name, (p, v) => p.Name = v ?? ""),
            (nameof(Product.Sku), p => p.Sku, (p, v) => p.Sku = v),
            (nameof(Product.Category), p => p.Category, (p, v) => p.Category = v),
            (
                nameof(Product.PriceAmount),
                p => StoredText.Format(p.PriceAmount),
                (p, v) => p.PriceAmount = StoredText.Amount(v)
            ),
            (
                nameof(Product.UnitCostAmount),
                p => StoredText.Format(p.UnitCostAmount),
                (p, v) => p.UnitCostAmount = StoredText.Amount(v)
            ),
            (
                nameof(Product.StockQuantity),
                p => StoredText.Format(p.StockQuantity),
                (p, v) => p.StockQuantity = StoredText.Amount(v)
            ),
            (nameof(Product.IsActive), p => p.IsActive ? "true" : "false", (p, v) => p.IsActive = v is not "false")
        );
}
