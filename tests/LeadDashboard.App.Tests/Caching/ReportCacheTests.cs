using System.ComponentModel;
using LeadDashboard.App.Caching;
using LeadDashboard.App.Events;
using LeadDashboard.Core.Events;
using LeadDashboard.Data.Events;
using LeadDashboard.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace LeadDashboard.App.Tests.Caching;

public sealed class ReportCacheTests
{
    private int _made;

    [Fact]
    public async Task Get_NothingChanged_IsMadeOnce()
    {
        await using var host = await StartAsync();
        var cache = host.Services.GetRequiredService<ReportCache>();

        Assert.Equal(1, (await GetAsync(cache)).Number);
        Assert.Equal(1, (await GetAsync(cache)).Number);
    }

    [Fact]
    public async Task Get_OtherNameScopeOrZone_IsAnotherReport()
    {
        await using var host = await StartAsync();
        var cache = host.Services.GetRequiredService<ReportCache>();

        Assert.Equal(1, (await GetAsync(cache)).Number);
        Assert.Equal(2, (await GetAsync(cache, name: "other")).Number);
        Assert.Equal(3, (await GetAsync(cache, scope: new ReportScope("team 7", "UTC"))).Number);
        Assert.Equal(4, (await GetAsync(cache, scope: new ReportScope("all", "Asia/Shanghai"))).Number);
        Assert.Equal(1, (await GetAsync(cache)).Number);
    }

    [Fact]
    public async Task Get_AnotherProcessChangedData_IsMadeAnew()
    {
        await using var host = await StartAsync();
        await using var other = host.Restart();
        var cache = host.Services.GetRequiredService<ReportCache>();
        Assert.Equal(1, (await GetAsync(cache)).Number);

        await using (var context = other.Context())
        {
            Outbox.Add(context, EventKinds.LeadChanged, host.Time.NowUtc, entityId: 1);
            await context.SaveChangesAsync();
        }

        Assert.Equal(2, (await GetAsync(cache)).Number);
    }

    [Fact]
    public async Task Get_ManyAtOnce_IsMadeOnceForAll()
    {
        await using var host = await StartAsync();
        var cache = host.Services.GetRequiredService<ReportCache>();
        var end = new TaskCompletionSource<Report>();
        var asked = Enumerable
            .Range(0, 5)
            .Select(_ =>
                cache.GetAsync(
                    "slow",
                    ReportScope.Company,
                    _ =>
                    {
                        Interlocked.Increment(ref _made);
                        return end.Task;
                    },
                    CancellationToken.None
                )
            )
            .ToList();
        end.SetResult(new Report(9));

        Assert.All(await Task.WhenAll(asked), report => Assert.Equal(9, report.Number));
        Assert.Equal(1, _made);
    }

    [Fact]
    public async Task Get_CouldNotBeMade_IsTriedAgainByTheNextOne()
    {
        await using var host = await StartAsync();
        var cache = host.Services.GetRequiredService<ReportCache>();

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            cache.GetAsync<Report>(
                "report",
                ReportScope.Company,
                _ => throw new InvalidOperationException("not now"),
                CancellationToken.None
            )
        );

        Assert.Equal(1, (await GetAsync(cache)).Number);
    }

    private static Task<JobHost> StartAsync() => JobHost.StartAsync(services => services.AddEvents().AddCaching());

    private Task<Report> GetAsync(ReportCache cache, string name = "report", ReportScope? scope = null) =>
        cache.GetAsync(
            name,
            scope ?? ReportScope.Company,
            _ => Task.FromResult(new Report(++_made)),
            CancellationToken.None
        );

    [ImmutableObject(true)]
    private sealed record Report(int Number);
}
