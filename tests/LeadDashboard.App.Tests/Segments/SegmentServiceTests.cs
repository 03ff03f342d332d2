using LeadDashboard.App.Segments;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Segments;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Tests.Segments;

public sealed class SegmentServiceTests : IDisposable
{
    private readonly TestApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Save_NewLimits_MovesOpenScoredLeadsOnly()
    {
        await using (var context = await _app.Contexts.CreateDbContextAsync())
        {
            foreach (
                var (name, probability, status) in new (string, double?, LeadStatus)[]
                {
                    ("above", 0.9, LeadStatus.Open),
                    ("on hot", 0.6, LeadStatus.Open),
                    ("between", 0.5, LeadStatus.Open),
                    ("on warm", 0.3, LeadStatus.Open),
                    ("below", 0.29, LeadStatus.Open),
                    ("closed", 0.95, LeadStatus.Won),
                    ("unscored", null, LeadStatus.Open),
                }
            )
            {
                context.Add(
                    new Lead
                    {
                        LeadKey = name,
                        Name = name,
                        Probability = probability,
                        Status = status,
                        Segment = probability is null ? null : Segment.Cold,
                        CreatedUtc = new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc),
                    }
                );
            }

            await context.SaveChangesAsync();
        }

        var result = await _app.Get<SegmentService>()
            .SaveAsync(new SegmentLimits(0.6, 0.3), TestApp.ActorOf(Role.MarketingManager));

        Assert.True(result.IsOk);
        Assert.Equal(new SegmentLimits(0.6, 0.3), await _app.Get<SegmentQueries>().LimitsAsync(Actor.System));
        await using var after = await _app.Contexts.CreateDbContextAsync();
        var found = await after.Leads.ToDictionaryAsync(
            lead => lead.Name,
            lead => lead.Segment,
            StringComparer.Ordinal
        );
        Assert.Equal(
            new Dictionary<string, Segment?>(StringComparer.Ordinal)
            {
                ["above"] = Segment.Hot,
                ["on hot"] = Segment.Hot,
                ["between"] = Segment.Warm,
                ["on warm"] = Segment.Warm,
                ["below"] = Segment.Cold,
                ["closed"] = Segment.Cold,
                ["unscored"] = null,
            },
            found
        );
        Assert.Equal(5, (await _app.Get<SegmentQueries>().TableAsync(Actor.System)).Count);
    }

    [Theory]
    [InlineData(0.2, 0.3)]
    [InlineData(1.1, 0.3)]
    [InlineData(0.5, -0.1)]
    [InlineData(double.NaN, 0.1)]
    public async Task Save_LimitsThatAreNone_AreRefusedAndNothingIsSaved(double hotFrom, double warmFrom)
    {
        var result = await _app.Get<SegmentService>()
            .SaveAsync(new SegmentLimits(hotFrom, warmFrom), TestApp.ActorOf(Role.Admin));

        Assert.Equal("segments.limits", result.Error?.Code);
        Assert.Equal(SegmentLimits.Default, await _app.Get<SegmentQueries>().LimitsAsync(Actor.System));
    }
}
