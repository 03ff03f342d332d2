using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Messages;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Tests.Importing;

/// <summary>Texts that are longer than their columns: cut, and listed beside their rows.</summary>
public sealed class LongTextTests : IDisposable
{
    private const string Leads =
        "Lead Id,Name,Email,Status,Created\nL1,Ann,ann@example.com,Open,2026-01-01\n"
        + "L2,Bob,bob@example.com,Open,2026-01-01\n";
    private const string DealHeader =
        "Deal ID,Lead ID,Email,Product,Quantity,Amount,Currency,Stage,Opened,Close date,Lost reason\n";

    private readonly TestApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Deals_TextsLongerThanTheirColumns_AreCutAndEachIsListed()
    {
        await _app.ImportAsync(Leads);
        var (field, sentence) = (new string('a', TextLengths.Field), new string('b', TextLengths.Sentence));
        var id = new string('d', 200);
        var rows =
            $"{id}xyz,L2,,{field}xyz,,,,Closed Lost,2026-01-03,2026-02-03,{sentence}xyz\n"
            + "D2,L1,,,,,,Closed Won,2026-01-03,2026-02-03,\n";

        var batch = await _app.ImportAsync(DealHeader + rows, ImportKind.Deals);

        await using var context = await _app.Contexts.CreateDbContextAsync();
        var deal = await context.Deals.AsNoTracking().SingleAsync(deal => deal.DealKey != "d2");
        Assert.Equal((id, id, sentence), (deal.DealKey, deal.Name, deal.LossReason));
        Assert.Equal(field, (await context.Products.SingleAsync(product => product.Id == deal.ProductId)).Name);
        Assert.Equal((2, 3), (batch.ImportedCount, batch.WarningCount));
        var listed = await context.RejectedRows.AsNoTracking().Where(kept => kept.IsKept).ToListAsync();
        Assert.Equal(["Deal ID", "Lost reason", "Product"], listed.Select(kept => kept.Column).Order());
        Assert.All(listed, kept => Assert.Equal(ImportMessages.TextCut, Message.FromStored(kept.Reason)!.Key));
    }

    [Fact]
    public async Task Products_TextsLongerThanTheirColumns_AreCutAndEachIsListed()
    {
        var field = new string('a', TextLengths.Field);

        var batch = await _app.ImportAsync(
            $"Article number,Product name,Category,Price\nS{field},N{field},C{field},10\n",
            ImportKind.Products
        );

        await using var context = await _app.Contexts.CreateDbContextAsync();
        var product = await context.Products.AsNoTracking().SingleAsync();
        Assert.Equal(
            ("S" + field[1..], "N" + field[1..], "C" + field[1..]),
            (product.Sku, product.Name, product.Category)
        );
        Assert.Equal((1, 3), (batch.ImportedCount, batch.WarningCount));
    }

    [Fact]
    public async Task Spend_CampaignLongerThanItsColumn_IsCutAndListed()
    {
        var field = new string('a', TextLengths.Field);

        var batch = await _app.ImportAsync($"Campaign,Date,Spend\n{field}xyz,2026-01-02,10\n", ImportKind.Spend);

        await using var context = await _app.Contexts.CreateDbContextAsync();
        Assert.Equal(field, (await context.Campaigns.SingleAsync()).Name);
        Assert.Equal((1, 1), (batch.ImportedCount, batch.WarningCount));
    }
}
