using System.Text;
using LeadDashboard.App.Duplicates;
using LeadDashboard.App.Importing;
using LeadDashboard.App.Importing.Trial;
using LeadDashboard.App.Leads;
using LeadDashboard.App.Messages;
using LeadDashboard.App.Outcomes;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Matching;
using LeadDashboard.Core.Outcomes;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Tests.Importing;

/// <summary>Products and deals: brought in, brought in again, corrected, and what they do to their leads.</summary>
public sealed class DealImportTests : IDisposable
{
    private const string Leads =
        "Lead Id,Name,Email,Status,Created\nL1,Ann,ann@example.com,Open,2026-01-01\n"
        + "L2,Bob,bob@example.com,Open,2026-01-01\nL3,Cid,cid@example.com,Lost,2026-01-01\n"
        + "L4,Dan,dan@example.com,Open,2026-01-01\nL5,Eve,eve@example.com,Won,2026-01-01\n";
    private const string Header =
        "Deal ID,Lead ID,Email,Product,Quantity,Amount,Currency,Stage,Opened,Close date,Lost reason\n";
    private const string Deals =
        Header
        + "D1,L1,,Basic,2,100.50,EUR,Closed Won,2026-01-02,2026-02-02,\n"
        + "D2,L1,,A-2,,50,,Closed Won,2026-01-02,2026-03-02,\n"
        + "D3,,bob@example.com,,,,,Closed Lost,2026-01-03,2026-02-03,No budget\n"
        + "D4,L3,,,,70,,Closed Won,2026-01-03,2026-02-04,\n"
        + "D5,nobody,,,,70,,Closed Won,2026-01-03,2026-02-04,\n"
        + "D6,L4,,Basic,,20,USD,Closed Won,2026-01-03,2026-02-05,\n"
        + "D7,L4,,Basic,,many,,Proposal,2026-01-03,,\n"
        + "D8,L5,,Basic,,10,,Proposal,2026-01-03,2026-12-24,\n";

    private readonly TestApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Deals_OfOpenLeads_CloseThemWithSumAndFirstWin()
    {
        await _app.ImportAsync(Leads);
        var batch = await _app.ImportAsync(Deals, ImportKind.Deals);

        Assert.Equal(
            (6, 0, 2, 0, 8),
            (batch.ImportedCount, batch.UpdatedCount, batch.RejectedCount, batch.SkippedCount, batch.RowCount)
        );
        await using var context = await _app.Contexts.CreateDbContextAsync();
        var leads = await context.Leads.AsNoTracking().OrderBy(lead => lead.LeadKey).ToListAsync();
        Assert.Equal((LeadStatus.Won, 150.50m, Day(2, 2)), (leads[0].Status, leads[0].WonAmount, leads[0].ClosedUtc));
        Assert.Equal(
            (LeadStatus.Lost, "No budget", Day(2, 3)),
            (leads[1].Status, leads[1].LossReason, leads[1].ClosedUtc)
        );
        Assert.Equal((LeadStatus.Lost, null), (leads[2].Status, leads[2].WonAmount));
        Assert.Equal((LeadStatus.Won, null), (leads[3].Status, leads[3].WonAmount));
        Assert.Equal(LeadStatus.Won, leads[4].Status);
        var outcomes = await context
            .Outcomes.AsNoTracking()
            .Where(outcome => outcome.ImportBatchId == batch.Id)
            .OrderBy(outcome => outcome.LeadId)
            .ToListAsync();
        Assert.Equal(
            [
                (leads[0].Id, OutcomeKind.Won, 150.50m),
                (leads[1].Id, OutcomeKind.Lost, null),
                (leads[3].Id, OutcomeKind.Won, null),
            ],
            outcomes.Select(outcome => (outcome.LeadId, outcome.Kind, outcome.Amount))
        );
        Assert.All(outcomes, outcome => Assert.Equal(OutcomeSource.Deal, outcome.Source));
        var open = await context.Deals.SingleAsync(deal => deal.DealKey == "d8");
        Assert.Equal((LeadStatus.Open, null, Day(12, 24)), (open.Status, open.ClosedUtc, open.ExpectedCloseUtc));
    }

    [Fact]
    public async Task Deals_RowsThatDoNotFit_AreListedWithLineColumnAndReason()
    {
        await _app.ImportAsync(Leads);
        var batch = await _app.ImportAsync(Deals, ImportKind.Deals);

        var rejected = await _app.Get<ImportQueries>().RejectedAsync(Actor.System, batch.Id, 9);
        var kept = await _app.Get<ImportQueries>().KeptAsync(Actor.System, batch.Id, 9);

        Assert.Equal(
            [(6, "", "nobody"), (8, "Amount", "many")],
            rejected.Select(row => (row.LineNumber, row.Column, row.Value))
        );
        Assert.StartsWith("No lead with this id", Wording.English(rejected[0].Reason), StringComparison.Ordinal);
        Assert.Equal([5, 7], kept.Select(row => row.LineNumber));
        Assert.StartsWith("The lead stays lost", Wording.English(kept[0].Reason), StringComparison.Ordinal);
        Assert.StartsWith(
            "The amount stays with the deal: it is in USD and the company counts in EUR",
            Wording.English(kept[1].Reason),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Deals_CorrectedRow_IsTakenAndItsLeadFollows()
    {
        await _app.ImportAsync(Leads);
        var batch = await _app.ImportAsync(Deals, ImportKind.Deals);
        var rejected = await _app.Get<ImportQueries>().RejectedAsync(Actor.System, batch.Id, 9);

        await _app.Get<ImportService>()
            .CorrectAsync(
                rejected[0].Id,
                ["D5", "L2", "", "", "", "70", "", "Closed Won", "2026-01-03", "2026-02-04", ""],
                ImportSteps.Admin
            );
        await _app.Get<ImportService>().RetryAsync(batch.Id, all: false, ImportSteps.Admin);
        await _app.RunDataJobsAsync();

        var after = (await _app.Get<ImportQueries>().FindAsync(Actor.System, batch.Id))!;
        Assert.Equal((7, 1, 8), (after.ImportedCount, after.RejectedCount, after.RowCount));
        await using var context = await _app.Contexts.CreateDbContextAsync();
        var bob = await context.Leads.SingleAsync(lead => lead.LeadKey == "id:l2");
        Assert.Equal((LeadStatus.Won, 70m, null), (bob.Status, bob.WonAmount, bob.LossReason));
        Assert.Equal(
            [OutcomeKind.Won],
            await context
                .Outcomes.Where(outcome => outcome.LeadId == bob.Id && outcome.UndoneUtc == null)
                .Select(outcome => outcome.Kind)
                .ToListAsync()
        );
    }

    [Fact]
    public async Task Deals_ImportedTwice_ChangeNothing()
    {
        await _app.ImportAsync(Leads);
        await _app.ImportAsync(Deals, ImportKind.Deals);
        var before = await DumpAsync();

        var second = await _app.ImportAsync(Deals, ImportKind.Deals);

        Assert.Equal((0, 6, 2), (second.ImportedCount, second.UpdatedCount, second.RejectedCount));
        Assert.Equal(before, await DumpAsync());
    }

    [Fact]
    public async Task Deals_LaterFile_MovesTheLeadWithThem()
    {
        await _app.ImportAsync(Leads);
        await _app.ImportAsync(Deals, ImportKind.Deals);
        await _app.ImportAsync(
            "Deal ID,Amount,Stage,Close date\nD1,200,Closed Won,2026-02-02\nD3,,Proposal,2026-11-30\n",
            ImportKind.Deals
        );

        await using var context = await _app.Contexts.CreateDbContextAsync();
        var ann = await context.Leads.SingleAsync(lead => lead.LeadKey == "id:l1");
        var bob = await context.Leads.SingleAsync(lead => lead.LeadKey == "id:l2");
        Assert.Equal((LeadStatus.Won, 250m), (ann.Status, ann.WonAmount));
        Assert.Equal((LeadStatus.Open, null, null), (bob.Status, bob.ClosedUtc, bob.LossReason));
        Assert.Equal(
            1,
            await context.Outcomes.CountAsync(outcome => outcome.LeadId == ann.Id && outcome.UndoneUtc == null)
        );
        Assert.Equal(
            0,
            await context.Outcomes.CountAsync(outcome => outcome.LeadId == bob.Id && outcome.UndoneUtc == null)
        );
    }

    [Fact]
    public async Task Deals_LeadThatAPersonReopened_StaysOpenUntilADealChanges()
    {
        await _app.ImportAsync(Leads);
        await _app.ImportAsync(Deals, ImportKind.Deals);
        var ann = await LeadIdAsync("id:l1");
        int outcomeId;
        await using (var context = await _app.Contexts.CreateDbContextAsync())
        {
            outcomeId = await context
                .Outcomes.Where(outcome => outcome.LeadId == ann && outcome.UndoneUtc == null)
                .MaxAsync(outcome => outcome.Id);
        }

        await _app.Get<OutcomeService>().UndoAsync(outcomeId, ImportSteps.Admin);

        await _app.ImportAsync(Deals, ImportKind.Deals);
        Assert.Equal(LeadStatus.Open, await StatusAsync(ann));

        await _app.ImportAsync("Deal ID,Amount,Stage\nD1,120,Closed Won\n", ImportKind.Deals);
        Assert.Equal(LeadStatus.Won, await StatusAsync(ann));
    }

    [Fact]
    public async Task Deals_SameIdWithAnotherProductInOneFile_IsRejectedNotMerged()
    {
        await _app.ImportAsync(Leads);
        var batch = await _app.ImportAsync(
            Header + "D1,L1,,Basic,1,10,,Closed Won,,2026-02-02,\nD1,L1,,Plus,1,20,,Closed Won,,2026-02-02,\n",
            ImportKind.Deals
        );

        Assert.Equal((1, 1, 1), (batch.ImportedCount, batch.RejectedCount, batch.ConflictCount));
        Assert.StartsWith(
            "The deal 'D1' is in this file already",
            Wording.English(
                Assert.Single(await _app.Get<ImportQueries>().RejectedAsync(Actor.System, batch.Id, 9)).Reason
            ),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Deals_WithoutIds_AreKnownByLeadAndName()
    {
        const string text =
            "Deal name,Email,Amount,Stage\nBig one,ann@example.com,10,Proposal\nBig one,bob@example.com,20,Proposal\n";
        await _app.ImportAsync(Leads);
        await _app.ImportAsync(text, ImportKind.Deals);

        var second = await _app.ImportAsync(
            text.Replace("10,Proposal", "15,Closed Won", StringComparison.Ordinal)
                + "Small one,ann@example.com,1,Closed Lost\n",
            ImportKind.Deals
        );
        var third = await _app.ImportAsync(
            "Deal ID,Deal name,Email,Amount,Stage\nX1,big ONE,ann@example.com,15,Closed Won\n",
            ImportKind.Deals
        );

        Assert.Equal((1, 2), (second.ImportedCount, second.UpdatedCount));
        Assert.Equal((0, 1), (third.ImportedCount, third.UpdatedCount));
        await using var context = await _app.Contexts.CreateDbContextAsync();
        Assert.Equal(3, await context.Deals.CountAsync());
        Assert.Equal(15m, (await context.Leads.SingleAsync(lead => lead.LeadKey == "id:l1")).WonAmount);
    }

    [Fact]
    public async Task Products_ByNumberAndName_AreCreatedOnceAndUpdated()
    {
        await _app.ImportAsync(Leads);
        await _app.ImportAsync(Deals, ImportKind.Deals);
        var first = await _app.ImportAsync(
            "SKU,Product name,Category,Unit "
                + "price,Active\nA-1,Basic,Plans,10.50,yes\nA-2,Plus,Plans,20,yes\n,,Plans,1,yes\n",
            ImportKind.Products
        );
        var second = await _app.ImportAsync(
            "SKU,Product name,Unit price,Active\na-1,Basic+,12,no\n,Plus,21,\n",
            ImportKind.Products
        );

        // "Basic" and "A-2" were created by the deals; the file gives the first its number, and nothing tells that the
        // second is a number.
        Assert.Equal((1, 1, 1), (first.ImportedCount, first.UpdatedCount, first.RejectedCount));
        Assert.Equal((0, 2), (second.ImportedCount, second.UpdatedCount));
        await using var context = await _app.Contexts.CreateDbContextAsync();
        var products = await context.Products.OrderBy(product => product.Sku).ToListAsync();
        Assert.Equal(
            [(null, "A-2", null, true), ("A-1", "Basic+", 12m, false), ("A-2", "Plus", 21m, true)],
            products.Select(product => (product.Sku, product.Name, product.PriceAmount, product.IsActive))
        );
        Assert.Equal(3, await context.Deals.CountAsync(deal => deal.ProductId == products[1].Id));
    }

    [Fact]
    public async Task Trial_OfDeals_SaysWhatTheImportThenDoes()
    {
        await _app.ImportAsync(Leads);
        var staged = await _app.StageAsync(
            Encoding.UTF8.GetBytes(Deals + "D1,L1,,Plus,1,20,,Closed Won,,2026-02-02,\n"),
            ImportKind.Deals
        );
        var opened = (await _app.Get<ImportService>().OpenAsync(staged.Value!.Id, null, ImportSteps.Admin)).Value!;

        var figures = await _app.Get<ImportTrial>()
            .RunAsync(opened.Batch, opened.Format, opened.Map, ImportSteps.Admin);

        Assert.Equal((9, 6, 0, 3), (figures.Rows, figures.New, figures.Updated, figures.Rejected));
        await using var context = await _app.Contexts.CreateDbContextAsync();
        Assert.Equal((0, 0), (await context.Deals.CountAsync(), await context.Products.CountAsync()));
    }

    [Fact]
    public async Task Undo_SecondDealsFile_LeavesTheDatabaseAsBefore()
    {
        await _app.ImportAsync(Leads);
        await _app.ImportAsync(Deals, ImportKind.Deals);
        var before = await DumpAsync();
        var second = await _app.ImportAsync(
            Header
                + "D1,L2,,New thing,3,999,,Closed Won,,2026-05-05,\nD3,L2,,,,,,Proposal,,,\n"
                + "D9,L4,,New thing,1,5,,Closed Won,,2026-01-05,\n",
            ImportKind.Deals
        );
        Assert.NotEqual(before, await DumpAsync());

        var batch = await UndoAsync(second.Id);

        Assert.Equal((ImportStatus.Undone, 0), (batch.Status, batch.UndoConflictCount));
        Assert.Equal(before, await DumpAsync());
    }

    [Fact]
    public async Task Undo_TheFirstOfTwoFiles_KeepsAndListsWhatTheSecondChanged()
    {
        await _app.ImportAsync(Leads);
        var products = await _app.ImportAsync("Product name,Unit price\nBasic,10\nUnused,5\n", ImportKind.Products);
        var first = await _app.ImportAsync(Deals, ImportKind.Deals);
        await _app.ImportAsync("Deal ID,Amount\nD1,120\n", ImportKind.Deals);

        var undone = await UndoAsync(first.Id);
        var undoneProducts = await UndoAsync(products.Id);

        Assert.Equal((1, 1), (undone.UndoConflictCount, undoneProducts.UndoConflictCount));
        await using var context = await _app.Contexts.CreateDbContextAsync();
        Assert.Equal("d1", (await context.Deals.SingleAsync()).DealKey);
        Assert.Equal(["Basic"], await context.Products.Select(product => product.Name).ToListAsync());
        Assert.Equal(120m, (await context.Leads.SingleAsync(lead => lead.LeadKey == "id:l1")).WonAmount);
        Assert.Equal(LeadStatus.Open, (await context.Leads.SingleAsync(lead => lead.LeadKey == "id:l2")).Status);
        Assert.Equal(LeadStatus.Lost, (await context.Leads.SingleAsync(lead => lead.LeadKey == "id:l3")).Status);
    }

    [Fact]
    public async Task Undo_LeadsThatHaveDeals_KeepsThem()
    {
        var leads = await _app.ImportAsync(Leads);
        await _app.ImportAsync(Header + "D1,L4,,,,1,,Proposal,,,\n", ImportKind.Deals);

        var batch = await UndoAsync(leads.Id);

        Assert.Equal(1, batch.UndoConflictCount);
        Assert.StartsWith(
            "The lead got deals",
            Wording.English(
                Assert.Single(await _app.Get<ImportQueries>().UndoConflictsAsync(Actor.System, leads.Id, 9)).Reason
            ),
            StringComparison.Ordinal
        );
        await using var context = await _app.Contexts.CreateDbContextAsync();
        Assert.Equal((1, 1), (await context.Leads.CountAsync(), await context.Deals.CountAsync()));
    }

    [Fact]
    public async Task Merge_LeadsWithDeals_MovesThemAndUndoMovesThemBack()
    {
        await _app.ImportAsync(Leads);
        await _app.ImportAsync(Deals, ImportKind.Deals);
        var (ann, dan) = (await LeadIdAsync("id:l1"), await LeadIdAsync("id:l4"));
        var before = await DumpAsync();
        int pairId;
        await using (var context = await _app.Contexts.CreateDbContextAsync())
        {
            var pair = new DuplicatePair { LeftLeadId = ann, RightLeadId = dan };
            context.DuplicatePairs.Add(pair);
            await context.SaveChangesAsync();
            pairId = pair.Id;
        }

        var merged = await _app.Get<DuplicateService>()
            .MergeAsync(pairId, ann, new Dictionary<string, int>(), ImportSteps.Admin);

        Assert.True(merged.IsOk, MessageTexts.Say(merged.Error));
        await using (var context = await _app.Contexts.CreateDbContextAsync())
        {
            Assert.Equal(
                ["d1", "d2", "d6"],
                await context
                    .Deals.Where(deal => deal.LeadId == ann)
                    .OrderBy(deal => deal.DealKey)
                    .Select(deal => deal.DealKey)
                    .ToListAsync()
            );
        }

        var again = await _app.ImportAsync(Deals, ImportKind.Deals);
        Assert.Equal((0, 6), (again.ImportedCount, again.UpdatedCount));
        Assert.True((await _app.Get<DuplicateService>().UndoMergeAsync(merged.Value.Id, true, ImportSteps.Admin)).IsOk);
        Assert.Equal(before, await DumpAsync());
    }

    [Fact]
    public async Task LeadPage_AndImportPage_TellOfTheDeals()
    {
        await _app.ImportAsync(Leads);
        var batch = await _app.ImportAsync(Deals, ImportKind.Deals);

        var detail = (await _app.Get<LeadQueries>().FindAsync(Actor.System, await LeadIdAsync("id:l1")))!;
        var brought = await _app.Get<ImportQueries>().BroughtAsync(Actor.System, batch.Id);

        Assert.Equal(
            [("d2", "A-2"), ("d1", "Basic")],
            detail.Deals.Select(item => (item.Deal.DealKey, item.ProductName))
        );
        Assert.Equal((2, 6, 3), brought);
    }

    [Fact]
    public async Task DeleteLead_WithDeals_TakesThemAlong()
    {
        await _app.ImportAsync(Leads);
        await _app.ImportAsync(Deals, ImportKind.Deals);
        var ann = await LeadIdAsync("id:l1");

        await using var context = await _app.Contexts.CreateDbContextAsync();
        await context.Leads.Where(lead => lead.Id == ann).ExecuteDeleteAsync();

        Assert.Equal(4, await context.Deals.CountAsync());
        Assert.Equal(2, await context.Products.CountAsync());
    }

    private static DateTime Day(int month, int day) => new(2026, month, day, 0, 0, 0, DateTimeKind.Utc);

    private async Task<int> LeadIdAsync(string key)
    {
        await using var context = await _app.Contexts.CreateDbContextAsync();
        return (await context.Leads.SingleAsync(lead => lead.LeadKey == key)).Id;
    }

    private async Task<LeadStatus> StatusAsync(int leadId)
    {
        await using var context = await _app.Contexts.CreateDbContextAsync();
        return (await context.Leads.SingleAsync(lead => lead.Id == leadId)).Status;
    }

    private async Task<ImportBatch> UndoAsync(int batchId)
    {
        var job = await _app.Get<ImportService>().UndoAsync(batchId, ImportSteps.Admin);
        Assert.True(job.IsOk, MessageTexts.Say(job.Error));
        await _app.RunDataJobsAsync();
        Assert.Null((await _app.JobAsync(job.Value)).Error);
        return (await _app.Get<ImportQueries>().FindAsync(Actor.System, batchId))!;
    }

    /// <summary>Leads, deals, products and live outcomes as text.</summary>
    private async Task<string> DumpAsync()
    {
        await using var context = await _app.Contexts.CreateDbContextAsync();
        var leads = (await context.Leads.AsNoTracking().OrderBy(lead => lead.Id).ToListAsync()).Select(lead =>
            $"{lead.Id} {string.Join('|', LeadSnapshot.Read(lead))}"
        );
        var deals = (await context.Deals.AsNoTracking().OrderBy(deal => deal.Id).ToListAsync()).Select(deal =>
            $"{deal.Id} {string.Join('|', DealSnapshot.Fields.Read(deal))}"
        );
        var products = (await context.Products.AsNoTracking().OrderBy(product => product.Id).ToListAsync()).Select(
            product => $"{product.Id} {product.ProductKey} {string.Join('|', ProductSnapshot.Fields.Read(product))}"
        );
        var outcomes = await context
            .Outcomes.AsNoTracking()
            .Where(outcome => outcome.UndoneUtc == null)
            .OrderBy(outcome => outcome.LeadId)
            .Select(outcome => $"{outcome.LeadId} {outcome.Kind} {outcome.Amount}")
            .ToListAsync();
        return string.Join('\n', [.. leads, .. deals, .. products, .. outcomes]);
    }
}
