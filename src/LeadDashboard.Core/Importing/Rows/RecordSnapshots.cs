using LeadDashboard.Core.Campaigns;
using LeadDashboard.Core.Costs;
using LeadDashboard.Core.Deals;
using LeadDashboard.Core.Importing.Mapping;

namespace LeadDashboard.Core.Importing.Rows;

/// <summary>What an import may write of a campaign that is there; its name is how it is known.</summary>
public static class CampaignSnapshot
{
    public static FieldTexts<Campaign> Fields { get; } =
        new(
            (nameof(Campaign.Channel), c => c.Channel, (c, v) => c.Channel = v ?? ""),
            (nameof(Campaign.ExternalId), c => c.ExternalId, (c, v) => c.ExternalId = v),
            (nameof(Campaign.Programme), c => c.Programme, (c, v) => c.Programme = v),
            (
                nameof(Campaign.StartUtc),
                c => StoredText.Format(c.StartUtc),
                (c, v) => c.StartUtc = StoredText.Instant(v)
            ),
            (nameof(Campaign.EndUtc), c => StoredText.Format(c.EndUtc), (c, v) => c.EndUtc = StoredText.Instant(v)),
            (
                nameof(Campaign.BudgetAmount),
                c => StoredText.Format(c.BudgetAmount),
                (c, v) => c.BudgetAmount = StoredText.Amount(v)
            ),
            (nameof(Campaign.Goal), c => c.Goal, (c, v) => c.Goal = v),
            (nameof(Campaign.MessageVariant), c => c.MessageVariant, (c, v) => c.MessageVariant = v),
            (nameof(Campaign.Status), c => c.Status, (c, v) => c.Status = v)
        );
}

/// <summary>What an import may write of a line of an order.</summary>
public static class PurchaseSnapshot
{
    public static FieldTexts<Purchase> Fields { get; } =
        new(
            (
                nameof(Purchase.LeadId),
                p => StoredText.Format(p.LeadId),
                (p, v) => p.LeadId = StoredText.Number(v)!.Value
            ),
            (
                nameof(Purchase.ProductId),
                p => StoredText.Format(p.ProductId),
                (p, v) => p.ProductId = StoredText.Number(v)
            ),
            (
                nameof(Purchase.Quantity),
                p => StoredText.Format(p.Quantity),
                (p, v) => p.Quantity = StoredText.Amount(v)
            ),
            (nameof(Purchase.Amount), p => StoredText.Format(p.Amount), (p, v) => p.Amount = StoredText.Amount(v)),
            (nameof(Purchase.Currency), p => p.Currency, (p, v) => p.Currency = v),
            (
                nameof(Purchase.PurchasedUtc),
                p => StoredText.Format(p.PurchasedUtc),
                (p, v) => p.PurchasedUtc = StoredText.Instant(v)!.Value
            )
        );
}

/// <summary>What an import may write of a cost that is there: kind, subject and day are how it is known.</summary>
public static class CostSnapshot
{
    public static FieldTexts<CostRate> Fields { get; } =
        new(
            (
                nameof(CostRate.Amount),
                c => StoredText.Format(c.Amount),
                (c, v) => c.Amount = StoredText.Amount(v)!.Value
            ),
            (nameof(CostRate.Currency), c => c.Currency, (c, v) => c.Currency = v)
        );
}
