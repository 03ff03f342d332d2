using System.Reflection;
using LeadDashboard.App.Campaigns;
using LeadDashboard.App.Duplicates;
using LeadDashboard.App.Home;
using LeadDashboard.App.Importing;
using LeadDashboard.App.Jobs;
using LeadDashboard.App.Leads;
using LeadDashboard.App.Models;
using LeadDashboard.App.Rescoring;
using LeadDashboard.App.Segments;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Calendar;
using LeadDashboard.Core.Matching;
using LeadDashboard.Core.Segments;
using LeadDashboard.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace LeadDashboard.App.Tests.Access;

/// <summary>
/// Every reading method takes the person who asks and refuses the roles that are not named here: what a page forgets to
/// guard is guarded below it.
/// </summary>
public sealed class QueryMatrixTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly Role[] Everybody = [Role.SalesRep, Role.MarketingManager, Role.Admin];
    private static readonly Role[] Managers = [Role.MarketingManager, Role.Admin];
    private static readonly Role[] Admins = [Role.Admin];

    private static readonly Dictionary<string, (Role[] Allowed, Func<IServiceProvider, Actor, Task> Call)> Table = new(
        StringComparer.Ordinal
    )
    {
        ["CampaignQueries.ReportAsync"] = Of<CampaignQueries>(
            Managers,
            (q, actor) => q.ReportAsync(actor, "all", default)
        ),
        ["CampaignQueries.DetailAsync"] = Of<CampaignQueries>(
            Managers,
            (q, actor) => q.DetailAsync(actor, 1, "all", default)
        ),
        ["CampaignQueries.SummaryAsync"] = Of<CampaignQueries>(Managers, (q, actor) => q.SummaryAsync(actor, default)),
        ["CostQueries.ListAsync"] = Of<CostQueries>(Managers, (q, actor) => q.ListAsync(actor, null, default)),
        ["DuplicateQueries.CountsAsync"] = Of<DuplicateQueries>(Managers, (q, actor) => q.CountsAsync(actor)),
        ["DuplicateQueries.PairsAsync"] = Of<DuplicateQueries>(
            Managers,
            (q, actor) => q.PairsAsync(actor, PairState.Open)
        ),
        ["DuplicateQueries.FindAsync"] = Of<DuplicateQueries>(Managers, (q, actor) => q.FindAsync(actor, 1)),
        ["DuplicateQueries.MergesAsync"] = Of<DuplicateQueries>(Managers, (q, actor) => q.MergesAsync(actor)),
        ["HomeQueries.TodayAsync"] = Of<HomeQueries>(Everybody, (q, actor) => q.TodayAsync(actor, ZoneDays.Utc)),
        ["HomeQueries.HealthAsync"] = Of<HomeQueries>(Everybody, (q, actor) => q.HealthAsync(actor)),
        ["NextStepQueries.ListAsync"] = Of<NextStepQueries>(Everybody, (q, actor) => q.ListAsync(actor)),
        ["TrendQueries.WeeksAsync"] = Of<TrendQueries>(Everybody, (q, actor) => q.WeeksAsync(actor)),
        ["TrendQueries.SinceYesterdayAsync"] = Of<TrendQueries>(
            Everybody,
            (q, actor) => q.SinceYesterdayAsync(actor)
        ),
        ["ImportQueries.ListAsync"] = Of<ImportQueries>(Admins, (q, actor) => q.ListAsync(actor)),
        ["ImportQueries.FindAsync"] = Of<ImportQueries>(Admins, (q, actor) => q.FindAsync(actor, 1)),
        ["ImportQueries.UndoConflictsAsync"] = Of<ImportQueries>(
            Admins,
            (q, actor) => q.UndoConflictsAsync(actor, 1, 10)
        ),
        ["ImportQueries.UndoPreviewAsync"] = Of<ImportQueries>(Admins, (q, actor) => q.UndoPreviewAsync(actor, 1)),
        ["ImportQueries.LeadsAsync"] = Of<ImportQueries>(Admins, (q, actor) => q.LeadsAsync(actor, ["id:1"])),
        ["ImportQueries.BroughtAsync"] = Of<ImportQueries>(Admins, (q, actor) => q.BroughtAsync(actor, 1)),
        ["ImportQueries.KeptAsync"] = Of<ImportQueries>(Admins, (q, actor) => q.KeptAsync(actor, 1, 10)),
        ["ImportQueries.LookAlikesAsync"] = Of<ImportQueries>(Admins, (q, actor) => q.LookAlikesAsync(actor, 1, 10)),
        ["ImportQueries.LookAlikeCountsAsync"] = Of<ImportQueries>(
            Admins,
            (q, actor) => q.LookAlikeCountsAsync(actor, 1)
        ),
        ["ImportQueries.RejectedAsync"] = Of<ImportQueries>(Admins, (q, actor) => q.RejectedAsync(actor, 1, 10)),
        ["ImportQueries.BroughtLeadsAsync"] = Of<ImportQueries>(Admins, (q, actor) => q.BroughtLeadsAsync(actor, 1)),
        ["ImportQueries.RowCountsAsync"] = Of<ImportQueries>(Admins, (q, actor) => q.RowCountsAsync(actor, 1)),
        ["ImportQueries.StreamRejectedAsync"] = Of<ImportQueries>(
            Admins,
            (q, actor) => q.StreamRejectedAsync(actor, 1, isKept: true).ToListAsync().AsTask()
        ),
        ["JobQueries.FindAsync"] = Of<JobQueries>(Everybody, (q, actor) => q.FindAsync(actor, 1, default)),
        ["JobQueries.LatestAsync"] = Of<JobQueries>(
            Everybody,
            (q, actor) => q.LatestAsync(actor, "TrainModel", default)
        ),
        ["JobQueries.ActiveAsync"] = Of<JobQueries>(Everybody, (q, actor) => q.ActiveAsync(actor, default)),
        ["LeadQueries.PageAsync"] = Of<LeadQueries>(
            Everybody,
            (q, actor) => q.PageAsync(actor, new LeadFilter(), 0, 10)
        ),
        ["LeadQueries.StreamAsync"] = Of<LeadQueries>(
            Everybody,
            (q, actor) => q.StreamAsync(actor, new LeadFilter()).ToListAsync().AsTask()
        ),
        ["LeadQueries.AnyAsync"] = Of<LeadQueries>(Everybody, (q, actor) => q.AnyAsync(actor)),
        ["LeadQueries.FindAsync"] = Of<LeadQueries>(Everybody, (q, actor) => q.FindAsync(actor, 1)),
        ["LeadQueries.NeighboursAsync"] = Of<LeadQueries>(
            Everybody,
            (q, actor) => q.NeighboursAsync(actor, 1, new LeadFilter())
        ),
        ["LeadQueries.CampaignNamesAsync"] = Of<LeadQueries>(Everybody, (q, actor) => q.CampaignNamesAsync(actor)),
        ["LeadQueries.OwnerNamesAsync"] = Of<LeadQueries>(Everybody, (q, actor) => q.OwnerNamesAsync(actor)),
        ["ModelGlanceQueries.ReadAsync"] = Of<ModelGlanceQueries>(Managers, (q, actor) => q.ReadAsync(actor)),
        ["ModelQueries.ListAsync"] = Of<ModelQueries>(Managers, (q, actor) => q.ListAsync(actor)),
        ["ModelQueries.FindAsync"] = Of<ModelQueries>(Managers, (q, actor) => q.FindAsync(actor, null)),
        ["ModelQueries.StateAsync"] = Of<ModelQueries>(Managers, (q, actor) => q.StateAsync(actor)),
        ["PromotionPreviewQueries.FindAsync"] = Of<PromotionPreviewQueries>(
            Admins,
            (q, actor) => q.FindAsync(actor, 1)
        ),
        ["SegmentQueries.LimitsAsync"] = Of<SegmentQueries>(Everybody, (q, actor) => q.LimitsAsync(actor)),
        ["SegmentQueries.TableAsync"] = Of<SegmentQueries>(Everybody, (q, actor) => q.TableAsync(actor)),
        ["SegmentQueries.LimitOfAsync"] = Of<SegmentQueries>(Everybody, (q, actor) => q.LimitOfAsync(actor, 1)),
        ["SegmentQueries.CountsAsync"] = Of<SegmentQueries>(
            Everybody,
            (q, actor) => q.CountsAsync(actor, SegmentLimits.Default)
        ),
        ["SegmentQueries.ReportAsync"] = Of<SegmentQueries>(Everybody, (q, actor) => q.ReportAsync(actor)),
    };

    /// <summary>Found by their name: a class of queries that somebody adds is held to the table as well.</summary>
    private static IEnumerable<(Type Type, MethodInfo Method)> Reads =>
        typeof(LeadQueries)
            .Assembly.GetTypes()
            .Where(type => type.IsPublic && type.Name.EndsWith("Queries", StringComparison.Ordinal))
            .SelectMany(type =>
                type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                    .Where(method => !method.IsSpecialName)
                    .Select(method => (type, method))
            );

    [Fact]
    public void Table_Lines_AreMethodsThatExist() =>
        Assert.Empty(Table.Keys.Except(Reads.Select(read => $"{read.Type.Name}.{read.Method.Name}")));

    public static TheoryData<string, string> Methods()
    {
        var methods = new TheoryData<string, string>();
        foreach (var (type, method) in Reads)
        {
            methods.Add(type.FullName!, method.Name);
        }

        return methods;
    }

    /// <summary>Also of methods that the table does not know yet: each asks for some permission first.</summary>
    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Method_OfWhoMayNothing_IsRefused(string type, string method)
    {
        var (queries, read) = Reads.Single(read => read.Type.FullName == type && read.Method.Name == method);
        var nobody = new Actor("nobody", (Role)(-1), "Nobody");

        var fault = await Record.ExceptionAsync(async () =>
        {
            var answer = read.Invoke(
                app.Services.GetRequiredService(queries),
                [.. read.GetParameters().Select(parameter => Argument(parameter.ParameterType, nobody))]
            );
            await (answer as Task ?? FirstAsync((dynamic)answer!));
        });

        Assert.IsType<AccessDeniedException>(fault is TargetInvocationException thrown ? thrown.InnerException : fault);
    }

    private static object? Argument(Type type, Actor actor) =>
        type == typeof(Actor) ? actor
        : type == typeof(ZoneDays) ? ZoneDays.Utc
        : type.IsValueType ? Activator.CreateInstance(type)
        : type == typeof(LeadFilter) ? new LeadFilter()
        : null;

    private static async Task FirstAsync<T>(IAsyncEnumerable<T> rows) => await rows.FirstOrDefaultAsync();

    [Fact]
    public void Queries_EveryMethod_AsksWhoReads() =>
        Assert.Empty(
            Reads
                .Where(read => read.Method.GetParameters().FirstOrDefault()?.ParameterType != typeof(Actor))
                .Select(read => $"{read.Type.Name}.{read.Method.Name}")
        );

    public static TheoryData<string, Role> Calls()
    {
        var calls = new TheoryData<string, Role>();
        foreach (var method in Table.Keys)
        {
            foreach (var role in Everybody)
            {
                calls.Add(method, role);
            }
        }

        return calls;
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Method_OfARole_IsRefusedUnlessTheTableAllowsIt(string method, Role role)
    {
        var (allowed, call) = Table[method];
        await using var scope = app.Services.CreateAsyncScope();

        var fault = await Record.ExceptionAsync(() => call(scope.ServiceProvider, TestApp.ActorOf(role)));

        Assert.Equal(!allowed.Contains(role), fault is AccessDeniedException);
        Assert.True(fault is null or AccessDeniedException, fault?.Message);
    }

    private static (Role[] Allowed, Func<IServiceProvider, Actor, Task> Call) Of<TQueries>(
        Role[] allowed,
        Func<TQueries, Actor, Task> call
    )
        where TQueries : notnull =>
        (allowed, (services, actor) => call(services.GetRequiredService<TQueries>(), actor));
}
