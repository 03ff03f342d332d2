using System.Globalization;
using LeadDashboard.App.Campaigns;
using LeadDashboard.App.Importing;
using LeadDashboard.App.Importing.Trial;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Messages;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Tests.Importing;

/// <summary>Campaigns, products with cost, stages, purchases and costs: in, again, out, and in again.</summary>
public sealed class RecordImportTests : IAsyncLifetime
{
    private readonly TestApp _app = new();

    public Task InitializeAsync() => _app.ImportAsync(RecordFiles.Leads);

    public Task DisposeAsync()
    {
        _app.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [MemberData(nameof(RecordFiles.All), MemberType = typeof(RecordFiles))]
    public Task Import_AgainAndUndoneAndAgain_SameNumbers(ImportKind kind, string file, string later) =>
        RecordFiles.WalkAsync(_app, kind, file, later);

    [Theory]
    [MemberData(nameof(RecordFiles.All), MemberType = typeof(RecordFiles))]
    public async Task Trial_File_CountsAsTheImportDoes(ImportKind kind, string file, string later)
    {
        await _app.ImportAsync(file, kind);
        var staged = (await _app.StageAsync(later, kind)).Value!;
        var opened = (await _app.Get<ImportService>().OpenAsync(staged.Id, null, ImportSteps.Admin)).Value!;

        var trial = await _app.Get<ImportTrial>().RunAsync(staged, opened.Format, opened.Map, ImportSteps.Admin);
        var batch = await _app.ImportAsync(later, kind);

        Assert.Equal(
            (batch.ImportedCount, batch.UpdatedCount, batch.RejectedCount, batch.SkippedCount),
            (trial.New, trial.Updated, trial.Rejected, trial.Skipped)
        );
    }

    [Fact]
    public async Task Campaigns_EmptyCells_EraseNothingAndSpendFindsThemByName()
    {
        await _app.ImportAsync("Campaign,Campaign ID,Budget,Goal\nFair,C1,5000,40\n", ImportKind.Campaigns);
        await _app.ImportAsync("Campaign ID,Budget,Goal,Status\nC1,,,Done\n", ImportKind.Campaigns);
        await _app.ImportAsync("Day,Campaign,Cost\n2026-01-02,fair,10\n2026-01-03,C1,15\n", ImportKind.Spend);

        await using var context = await _app.Contexts.CreateDbContextAsync();
        var campaign = await context.Campaigns.SingleAsync();
        Assert.Equal(
            ("Fair", 5000m, "40", "Done"),
            (campaign.Name, campaign.BudgetAmount, campaign.Goal, campaign.Status)
        );
        Assert.Equal([10m, 15m], (await context.CampaignSpends.ToListAsync()).Select(spend => spend.SpendAmount));
    }

    [Fact]
    public async Task Campaigns_RowsThatCannotBe_AreRejectedWithTheirReason()
    {
        await _app.ImportAsync("Campaign,Campaign ID,Budget\nFair,C1,5000\n", ImportKind.Campaigns);

        var batch = await _app.ImportAsync(
            "Campaign,Campaign ID,Budget\nFair,C9,1\n,C8,2\nMail,C7,-3\n",
            ImportKind.Campaigns
        );

        Assert.Equal(
            [ImportMessages.NegativeAmount, ImportMessages.CampaignNameTaken, ImportMessages.CampaignUnnamed],
            await ReasonsAsync(batch.Id)
        );
    }

    [Fact]
    public async Task Stages_HistoryThenDeals_EachChangeOnceInOrder()
    {
        await _app.ImportAsync("Deal ID,Lead ID,Amount,Stage\nD1,L1,900,Talk\n", ImportKind.Deals);
        Assert.Empty(await StagesAsync());
        const string history =
            "Opportunity ID,Stage,Entered on\nD1,Talk,2026-02-01\nD1,Proposal,2026-02-10\nD9,Talk,2026-02-01\n";
        var batch = await _app.ImportAsync(history, ImportKind.Stages);
        Assert.Equal((2, 1), (batch.ImportedCount, batch.RejectedCount));
        Assert.Equal([ImportMessages.NoSuchDeal], await ReasonsAsync(batch.Id));
        var again = await _app.ImportAsync(history, ImportKind.Stages);
        Assert.Equal((0, 2, 1), (again.ImportedCount, again.SkippedCount, again.RejectedCount));

        // The deal shows the stage that the history ended with: nothing new. Then it closes on a day.
        await _app.ImportAsync("Deal ID,Amount,Stage\nD1,900,Proposal\n", ImportKind.Deals);
        Assert.Equal(["Talk 2026-02-01", "Proposal 2026-02-10"], await StagesAsync());
        var closing = await _app.ImportAsync(
            "Deal ID,Amount,Stage,Close date\nD1,900,Closed Won,2026-03-05\n",
            ImportKind.Deals
        );
        Assert.Equal(["Talk 2026-02-01", "Proposal 2026-02-10", "Closed Won 2026-03-05"], await StagesAsync());

        await _app.UndoAsync(closing.Id);
        Assert.Equal(["Talk 2026-02-01", "Proposal 2026-02-10"], await StagesAsync());
        await _app.UndoAsync(batch.Id);
        Assert.Empty(await StagesAsync());
    }

    [Fact]
    public async Task Purchases_OfAnyLead_LeaveItsOutcomeAndKeepItFromBeingUndone()
    {
        var late = await _app.ImportAsync("Lead ID,Name,Status\nL7,Di,Open\n");
        var batch = await _app.ImportAsync(
            "Order ID,Order line,Customer ID,Product,Quantity,Amount,Currency,Order date\n"
                + "B1,1,L7,Basic,1,49,USD,2026-04-02\nB1,2,L7,Basic,1,49,USD,2026-04-02\n"
                + "B1,2,L7,Basic,2,98,USD,2026-04-02\n"
                + "B4,1,L99,Basic,1,49,USD,2026-04-02\n",
            ImportKind.Purchases
        );

        Assert.Equal((2, 1, 1), (batch.ImportedCount, batch.UpdatedCount, batch.RejectedCount));
        await using (var context = await _app.Contexts.CreateDbContextAsync())
        {
            var lead = await context.Leads.SingleAsync(row => row.Name == "Di");
            Assert.Equal((LeadStatus.Open, null), (lead.Status, lead.WonAmount));
            Assert.Empty(await context.Outcomes.Where(row => row.LeadId == lead.Id).ToListAsync());
            Assert.Equal(
                [(49m, "USD"), (98m, "USD")],
                (await context.Purchases.OrderBy(row => row.Id).ToListAsync()).Select(row =>
                    (row.Amount!.Value, row.Currency!)
                )
            );
        }

        await _app.UndoAsync(late.Id);
        await using var now = await _app.Contexts.CreateDbContextAsync();
        Assert.True(await now.Leads.AnyAsync(row => row.Name == "Di"));
        Assert.Equal(
            [ImportMessages.HasLaterPurchase],
            (await now.UndoConflicts.ToListAsync()).Select(row => Message.FromStored(row.Reason)!.Key)
        );
    }

    [Fact]
    public async Task Spend_ReportsOfAdvertising_AreTakenAsTheyCome()
    {
        var google = await _app.ImportAsync(
            "Day,Campaign,Campaign status,Campaign type,Currency code,Clicks,Impr.,CTR,Avg. CPC,Cost\n"
                + "2026-01-02,Brand,Enabled,Search,EUR,10,200,5.00%,1.20,12.00\n",
            ImportKind.Spend
        );
        var meta = await _app.ImportAsync(
            "Campaign name,Day,Reach,Impressions,Amount spent (EUR),Reporting starts,Reporting ends\n"
                + "Social,2026-01-02,900,1000,7.50,2026-01-02,2026-01-02\n",
            ImportKind.Spend
        );

        Assert.Equal((1, 1), (google.ImportedCount, meta.ImportedCount));
        await using var context = await _app.Contexts.CreateDbContextAsync();
        Assert.Equal([12m, 7.5m], (await context.CampaignSpends.ToListAsync()).Select(spend => spend.SpendAmount));
    }

    [Theory]
    [InlineData(2025, "")]
    [InlineData(2026, "RepHour 48, Product Basic 18")]
    [InlineData(2028, "RepHour 52, Product Basic 18")]
    public async Task Costs_OfADay_AreTheNewestThatHaveBegun(int year, string expected)
    {
        await _app.ImportAsync(
            "Kind of cost,Applies to,Cost,Valid from\nrep hour,,48,2026-01-01\nrep hour,,52,2027-07-01\n"
                + "product,Basic,18,2026-01-01\n",
            ImportKind.Costs
        );

        var costs = await _app.Get<CostQueries>().ListAsync(ImportSteps.Admin, new DateOnly(year, 6, 1), default);

        Assert.Equal(3, costs.Count);
        Assert.Equal(
            expected,
            string.Join(
                ", ",
                costs
                    .Where(cost => cost.IsValid)
                    .Select(cost =>
                        string.Create(CultureInfo.InvariantCulture, $"{cost.Kind} {cost.Subject} {cost.Amount:0}")
                            .Replace("  ", " ", StringComparison.Ordinal)
                    )
            )
        );
    }

    private async Task<IReadOnlyList<string>> ReasonsAsync(int batchId)
    {
        await using var context = await _app.Contexts.CreateDbContextAsync();
        var rows = await context
            .RejectedRows.Where(row => row.ImportBatchId == batchId && !row.IsKept)
            .OrderBy(row => row.Id)
            .ToListAsync();
        return rows.ConvertAll(row => Message.FromStored(row.Reason)!.Key);
    }

    private async Task<IReadOnlyList<string>> StagesAsync()
    {
        await using var context = await _app.Contexts.CreateDbContextAsync();
        var changes = await context.DealStageChanges.OrderBy(change => change.EnteredUtc).ToListAsync();
        return changes.ConvertAll(change =>
            string.Create(CultureInfo.InvariantCulture, $"{change.Stage} {change.EnteredUtc:yyyy-MM-dd}")
        );
    }
}
