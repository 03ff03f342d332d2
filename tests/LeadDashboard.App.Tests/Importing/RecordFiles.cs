using LeadDashboard.App.Importing;
using LeadDashboard.Core.Importing;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Tests.Importing;

/// <summary>Files of campaigns, products, deals, purchases and costs, and the walk that each must survive.</summary>
public static class RecordFiles
{
    public const string Leads =
        "Lead ID,Name,Email,Status,Created Date\n"
        + "L1,Ann,ann@example.com,Open,2026-01-05\n"
        + "L2,Bob,bob@example.com,Won,2026-01-06\n"
        + "L3,Cy,cy@example.com,Lost,2026-01-07\n";

    /// <summary>A file, and what a later file says of the same records.</summary>
    public static TheoryData<ImportKind, string, string> All =>
        new()
        {
            {
                ImportKind.Campaigns,
                "Campaign,Campaign ID,Channel,Programme,Start date,End date,Budget,Goal,Message variant,Status\n"
                    + "Fair,C1,Event,Spring,2026-01-05,2026-03-31,5000,40 leads,A,Running\n"
                    + "Search,C2,Web,Spring,2026-02-01,,1200.50,25,B,Planned\n",
                "Campaign,Campaign ID,Budget,Status\nFair,C1,6000,Done\nMail,C3,10,Planned\n"
            },
            {
                ImportKind.Products,
                "SKU,Product name,Price,Unit cost,Stock\nP1,Basic,49,18.25,250\nP2,Premium,99,41,\n",
                "SKU,Unit cost,Stock\nP1,19,240\nP3,7,1\n"
            },
            {
                ImportKind.Deals,
                "Deal ID,Lead ID,Deal name,Amount,List price,Offered price,Deal cost,Owner,Stage,Stage entered\n"
                    + "D1,L1,Big,900,1000,950,400,Kim,Proposal,2026-02-01\n"
                    + "D2,L3,Small,100,,,,Lee,Talk,2026-02-03\n",
                "Deal ID,Stage,Deal cost\nD1,Negotiation,420\nD2,Talk,30\n"
            },
            {
                ImportKind.Purchases,
                "Order ID,Customer ID,Product,Quantity,Amount,Order date\n"
                    + "B1,L2,Basic,2,98,2026-04-02\nB1,L2,Basic,1,49,2026-04-02\nB1,L2,Premium,1,99,2026-04-02\n"
                    + "B2,L2,Basic,1,49,2026-05-02\n",
                "Order ID,Customer ID,Product,Quantity,Amount,Order date\nB2,L2,Basic,3,147,2026-05-02\n"
                    + "B3,L2,Basic,1,49,2026-06-02\n"
            },
            {
                ImportKind.Costs,
                "Kind of cost,Applies to,Cost,Valid from\nrep hour,,48,2026-01-01\nproduct,Basic,18,2026-01-01\n"
                    + "lead generation,Fair,12.5,2026-01-01\n",
                "Kind of cost,Applies to,Cost,Valid from\nrep hour,,50,2026-01-01\nrep hour,,52,2026-07-01\n"
            },
        };

    /// <summary>In, in again, changed and undone, undone, and in again: the same numbers.</summary>
    public static async Task WalkAsync(TestApp app, ImportKind kind, string file, string later)
    {
        var empty = await StateAsync(app);
        var batch = await app.ImportAsync(file, kind);
        Assert.Equal((ImportStatus.Done, 0, 0), (batch.Status, batch.RejectedCount, batch.WarningCount));
        var first = await StateAsync(app);
        Assert.NotEqual(empty, first);

        var again = await app.ImportAsync(file, kind);
        Assert.Equal((0, 0), (again.ImportedCount, again.RejectedCount));
        Assert.Equal(first, await StateAsync(app));

        var changed = await app.ImportAsync(later, kind);
        Assert.Equal(0, changed.RejectedCount);
        Assert.NotEqual(first, await StateAsync(app));
        await app.UndoAsync(changed.Id);
        Assert.Equal(first, await StateAsync(app));

        await app.UndoAsync(again.Id);
        Assert.Equal(first, await StateAsync(app));
        await app.UndoAsync(batch.Id);
        Assert.Equal(empty, await StateAsync(app));

        await app.ImportAsync(file, kind);
        Assert.Equal(first, await StateAsync(app));
    }

    public static async Task UndoAsync(this TestApp app, int batchId)
    {
        var undone = await app.Get<ImportService>().UndoAsync(batchId, ImportSteps.Admin);
        Assert.True(undone.IsOk);
        await app.RunDataJobsAsync();
    }

    /// <summary>Everything that these files may touch, as text without ids that the database gives.</summary>
    private static async Task<string> StateAsync(TestApp app)
    {
        await using var context = await app.Contexts.CreateDbContextAsync();
        var products = await context.Products.ToDictionaryAsync(product => product.Id, product => product.Name);
        var deals = await context.Deals.ToDictionaryAsync(deal => deal.Id);
        string Product(int? id) => id is { } known ? products[known] : "";
        var lines = (await context.Campaigns.ToListAsync())
            .Select(row =>
                $"campaign {row.Name} {row.ExternalId} {row.Channel} {row.Programme} {row.StartUtc:u} {row.EndUtc:u} "
                + $"{row.BudgetAmount:0.00} {row.Goal} {row.MessageVariant} {row.Status}"
            )
            .Concat(
                (await context.Products.ToListAsync()).Select(row =>
                    $"product {row.ProductKey} {row.PriceAmount:0.00} {row.UnitCostAmount:0.00} "
                    + $"{row.StockQuantity:0.00}"
                )
            )
            .Concat(
                deals.Values.Select(row =>
                    $"deal {row.DealKey} {row.LeadId} {row.Amount:0.00} {row.ListAmount:0.00} {row.OfferedAmount:0.00} "
                    + $"{row.CostAmount:0.00} {row.OwnerText} {row.Stage} {row.Status}"
                )
            )
            .Concat(
                (await context.DealStageChanges.ToListAsync()).Select(row =>
                    $"stage {deals[row.DealId].DealKey} {row.Stage} {row.EnteredUtc:u}"
                )
            )
            .Concat(
                (await context.Purchases.ToListAsync()).Select(row =>
                    $"purchase {row.OrderId} {row.LeadId} {Product(row.ProductId)} {row.Quantity:0.00} "
                    + $"{row.Amount:0.00} {row.Currency} {row.PurchasedUtc:u}"
                )
            )
            .Concat(
                (await context.CostRates.ToListAsync()).Select(row =>
                    $"cost {row.Kind} {row.Subject} {row.Amount:0.00} {row.Currency} {row.ValidFromUtc:u}"
                )
            )
            .Concat(
                (await context.Leads.ToListAsync()).Select(row =>
                    $"lead {row.LeadKey} {row.Status} {row.WonAmount:0.00}"
                )
            );
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }
}
