using LeadDashboard.App.Rescoring;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Segments;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LeadDashboard.App.Tests.Rescoring;

/// <summary>What a version would say is told before it serves, and nothing is written by asking.</summary>
public sealed class PromotionPreviewTests
{
    [Fact]
    public async Task Find_LeadWithAnotherStoredScore_IsAmongTheMovers()
    {
        await using var host = await RescoringHost.TrainedAsync();
        var id = await RescoringHost.OpenLeadAsync(host);
        var said = (await RescoringHost.LeadAsync(host, id)).Probability!.Value;
        await StoreAsync(host, id, 0.999);
        var version = (await host.VersionsAsync())[0].Id;

        var preview = await Previews(host).FindAsync(ModelsHost.Admin, version);

        Assert.NotNull(preview);
        var moved = Assert.Single(preview.Lowered);
        Assert.Empty(preview.Raised);
        Assert.Equal((id, 0.999), (moved.Id, moved.Before));
        Assert.Equal(said, moved.After, 9);
        Assert.Equal(4, preview.ComparedCount);
        Assert.Equal(4, preview.Moves.Sum(move => move.LeadCount));
        var limits = SegmentLimits.Default;
        Assert.Equal(SegmentRules.Assign(said, limits) == Segment.Hot ? 0 : 1, preview.NoLongerHotCount);
        Assert.Equal(0.999, (await RescoringHost.LeadAsync(host, id)).Probability);
    }

    [Fact]
    public async Task Find_VersionThatIsNotThere_IsNull()
    {
        await using var host = await RescoringHost.TrainedAsync();

        Assert.Null(await Previews(host).FindAsync(ModelsHost.Admin, 999));
    }

    private static PromotionPreviewQueries Previews(ModelsHost host) =>
        ActivatorUtilities.CreateInstance<PromotionPreviewQueries>(host.Jobs.Services);

    private static async Task StoreAsync(ModelsHost host, int id, double probability)
    {
        await using var context = host.Jobs.Context();
        await context
            .Leads.Where(lead => lead.Id == id && lead.Status == LeadStatus.Open)
            .ExecuteUpdateAsync(set => set.SetProperty(lead => lead.Probability, probability));
    }
}
