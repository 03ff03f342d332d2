using System.Diagnostics;
using System.Globalization;
using LeadDashboard.App;
using LeadDashboard.App.Caching;
using LeadDashboard.App.Campaigns;
using LeadDashboard.App.Home;
using LeadDashboard.App.Segments;
using LeadDashboard.Benchmarks.Grid;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Campaigns;
using LeadDashboard.Data;
using LeadDashboard.Data.BulkWriting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LeadDashboard.Benchmarks.Reports;

/// <summary>
/// What the server computes for the pages of figures (campaigns, segments, home): the first visit after a change, a
/// visit after that, and 20 people who visit one page after the other at the same time.
/// </summary>
internal static class ReportsCommand
{
    private const int Repeats = 7;
    private const int Readers = 20;
    private const int VisitsOfAReader = 5;

    public static async Task<int> RunAsync(string[] args)
    {
        var rowCount = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
        var folder = Directory.CreateTempSubdirectory("leads-reports-").FullName;
        try
        {
            await using var services = new ServiceCollection().AddApp(new DataOptions(), folder).BuildServiceProvider();
            await FillAsync(services, rowCount);
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{rowCount:N0} leads, load of the machine {Load()}")
            );
            foreach (var (name, visit) in Visits())
            {
                await MeasureAsync(services, name, visit);
            }

            Console.WriteLine($"load of the machine {Load()}");
            return 0;
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<(string Name, Func<IServiceProvider, Task> Visit)> Visits()
    {
        yield return (
            "campaigns",
            services => services.GetRequiredService<CampaignQueries>().ReportAsync(Actor.System, "all", default)
        );
        yield return (
            "campaigns, 12 months",
            services => services.GetRequiredService<CampaignQueries>().ReportAsync(Actor.System, "12-months", default)
        );
        yield return ("segments", SegmentsAsync);
        yield return ("home of a manager", HomeAsync);
    }

    private static async Task SegmentsAsync(IServiceProvider services)
    {
        var queries = services.GetRequiredService<SegmentQueries>();
        await queries.TableAsync(Actor.System);
        await queries.CountsAsync(Actor.System, await queries.LimitsAsync(Actor.System));
    }

    private static async Task HomeAsync(IServiceProvider services)
    {
        var reports = services.GetRequiredService<ReportCache>();
        await reports.GetAsync(
            "data-health",
            ReportScope.Company,
            token => services.GetRequiredService<HomeQueries>().HealthAsync(Actor.System, token),
            CancellationToken.None
        );
        var segments = services.GetRequiredService<SegmentQueries>();
        await segments.CountsAsync(Actor.System, await segments.LimitsAsync(Actor.System));
        await services.GetRequiredService<CampaignQueries>().SummaryAsync(Actor.System, CancellationToken.None);
    }

    private static async Task MeasureAsync(ServiceProvider services, string name, Func<IServiceProvider, Task> visit)
    {
        var first = new List<double>();
        var second = new List<double>();
        var work = new List<double>();
        for (var i = 0; i < Repeats + 1; i++)
        {
            await ChangeAsync(services);
            var before = Environment.CpuUsage.TotalTime;
            first.Add(await TimeAsync(services, visit));
            work.Add((Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
            second.Add(await TimeAsync(services, visit));
        }

        await ChangeAsync(services);
        var together = await Task.WhenAll(Enumerable.Range(0, Readers).Select(_ => ReadAsync(services, visit)));
        var sorted = together.SelectMany(times => times).Order().ToArray();

        // The very first one compiles the queries: an earlier visitor has paid for it.
        var p95 = sorted[(int)Math.Ceiling(0.95 * sorted.Length) - 1];
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-22} compiled {first[0],7:0} ms   first {Median(first.Skip(1)),7:0.0} ms "
                    + $"({Median(work.Skip(1)),5:0} ms of processor)   again "
                    + $"{Median(second.Skip(1)),7:0.0} ms   {Readers} readers: p95 {p95,7:0} ms"
            )
        );
    }

    private static async Task<List<double>> ReadAsync(ServiceProvider services, Func<IServiceProvider, Task> visit)
    {
        var times = new List<double>();
        for (var i = 0; i < VisitsOfAReader; i++)
        {
            times.Add(await Task.Run(() => TimeAsync(services, visit)));
        }

        return times;
    }

    private static async Task<double> TimeAsync(ServiceProvider services, Func<IServiceProvider, Task> visit)
    {
        await using var scope = services.CreateAsyncScope();
        var clock = Stopwatch.StartNew();
        await visit(scope.ServiceProvider);
        return clock.Elapsed.TotalMilliseconds;
    }

    /// <summary>Something happened since: whatever was remembered does not count any more.</summary>
    private static async Task ChangeAsync(ServiceProvider services)
    {
        var contexts = services.GetRequiredService<IDbContextFactory<LeadContext>>();
        await using var context = await contexts.CreateDbContextAsync();
        Data.Events.Outbox.Add(
            context,
            Core.Events.EventKinds.LeadChanged,
            TimeProvider.System.GetUtcNow().UtcDateTime,
            entityId: 1
        );
        await context.SaveChangesAsync();
    }

    private static async Task FillAsync(ServiceProvider services, int rowCount)
    {
        var campaigns = new Dictionary<string, Campaign>(StringComparer.OrdinalIgnoreCase);
        var leads = await GridLeads.GenerateAsync(rowCount, campaigns);
        var contexts = services.GetRequiredService<IDbContextFactory<LeadContext>>();
        await using var context = await contexts.CreateDbContextAsync();
        await context.Database.MigrateAsync();
        context.Campaigns.AddRange(campaigns.Values);
        await context.SaveChangesAsync();
        var day = leads.Min(lead => lead.CreatedUtc).Date;
        context.CampaignSpends.AddRange(
            from campaign in campaigns.Values
            from number in Enumerable.Range(0, 500)
            select new CampaignSpend
            {
                CampaignId = campaign.Id,
                DayUtc = day.AddDays(number),
                SpendAmount = 10 + (number * campaign.Id % 97) + 0.25m,
            }
        );
        await context.SaveChangesAsync();
        await services.GetRequiredService<BulkWriter>().InsertAsync(context, leads, CancellationToken.None);
    }

    private static double Median(IEnumerable<double> times)
    {
        var sorted = times.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private static string Load() =>
        File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}
