using LeadDashboard.App.Duplicates;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Matching;
using LeadDashboard.Data;
using LeadDashboard.Data.BulkWriting;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Tests.Duplicates;

public sealed class MergeChunkTests
{
    private static readonly MergeStamp Stamp = new(
        "me",
        new DateTime(2026, 6, 1, 0, 0, 0, DateTimeKind.Utc),
        "import:1"
    );

    /// <summary>Leads with activities, outcomes, deals and scores; several go into the same one.</summary>
    [Fact]
    public async Task Merge_ManyAtOnce_LeavesWhatOneAfterTheOtherDoes()
    {
        using var together = await PlantedAsync();
        using var single = await PlantedAsync();
        await using var context = await together.Contexts.CreateDbContextAsync();
        await using var transaction = await context.Database.BeginTransactionAsync();
        var leads = await context.Leads.AsNoTracking().ToDictionaryAsync(lead => lead.Id);
        var pairs = (await context.DuplicatePairs.OrderBy(pair => pair.Id).ToListAsync()).ConvertAll(
            pair => new ImportPair(pair, leads[pair.RightLeadId], leads[pair.LeftLeadId])
        );

        await new MergeChunk(context, new BulkWriter(), Stamp).MergeAsync(pairs, Choose, CancellationToken.None);
        await transaction.CommitAsync();

        await using var expected = await single.Contexts.CreateDbContextAsync();
        await using var steps = await expected.Database.BeginTransactionAsync();
        foreach (var pair in await expected.DuplicatePairs.OrderBy(pair => pair.Id).ToListAsync())
        {
            var (kept, gone) = (
                await expected.Leads.SingleAsync(lead => lead.Id == pair.LeftLeadId),
                await expected.Leads.SingleAsync(lead => lead.Id == pair.RightLeadId)
            );
            Assert.True(
                (
                    await LeadMerger.MergeAsync(
                        expected,
                        pair,
                        kept.Id,
                        Choose(kept, gone),
                        Stamp,
                        CancellationToken.None
                    )
                ).IsOk
            );
        }

        Assert.Equal(30, await context.MergeRecords.CountAsync());
        Assert.Equal(await DuplicatesData.DumpAsync(expected), await DuplicatesData.DumpAsync(context));
        Assert.Equal(await DuplicatesData.DumpMergesAsync(expected), await DuplicatesData.DumpMergesAsync(context));
        Assert.Equal(await DealsAsync(expected), await DealsAsync(context));
    }

    private static Dictionary<string, int> Choose(Lead kept, Lead gone) =>
        new(StringComparer.Ordinal) { ["Name"] = kept.Id, ["City"] = gone.Id };

    private static Task<List<string>> DealsAsync(LeadContext context) =>
        context
            .Deals.AsNoTracking()
            .OrderBy(deal => deal.Id)
            .Select(deal => deal.DealKey + " " + deal.LeadId)
            .ToListAsync();

    /// <summary>
    /// Leads 1 to 20 are kept; 21 to 40 go into them one by one, 41 to 50 into the first five of them once more.
    /// </summary>
    private static async Task<TestApp> PlantedAsync()
    {
        var app = new TestApp();
        await DuplicatesData.PlantAsync(app.Contexts, 60);
        await using var context = await app.Contexts.CreateDbContextAsync();
        context.Deals.AddRange(
            Enumerable.Range(15, 30).Select(id => new Core.Deals.Deal { DealKey = $"deal:{id}", LeadId = id })
        );
        context.DuplicatePairs.AddRange(
            Enumerable
                .Range(0, 30)
                .Select(i => new DuplicatePair
                {
                    LeftLeadId = i < 20 ? i + 1 : 1 + (i % 5),
                    RightLeadId = 21 + i,
                    Probability = 0.99,
                    IsJoined = true,
                })
        );
        await context.SaveChangesAsync();
        return app;
    }
}
