using System.Globalization;
using LeadDashboard.App.Access;
using LeadDashboard.App.Caching;
using LeadDashboard.App.Models;
using LeadDashboard.App.Settings;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Modeling.Report;
using LeadDashboard.Core.Segments;
using LeadDashboard.Data;
using LeadDashboard.Learning.Evaluation;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Segments;

/// <summary>Read-only views on segments.</summary>
public sealed class SegmentQueries(
    IDbContextFactory<LeadContext> contexts,
    SettingStore settings,
    ModelQueries models,
    ReportCache reports
)
{
    public async Task<SegmentLimits> LimitsAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        actor.Require(Permission.ViewLeads);
        return await settings.FindAsync<SegmentLimits>(cancellationToken) ?? SegmentLimits.Default;
    }

    /// <summary>
    /// Hot, warm and cold at limits of any kind, counted by the database as <see cref="SegmentRules.Assign"/> says.
    /// </summary>
    public async Task<SegmentCounts> CountsAsync(
        Actor actor,
        SegmentLimits limits,
        CancellationToken cancellationToken = default
    )
    {
        var scope = LeadScope.For(actor);
        return await reports.GetAsync(
            string.Create(CultureInfo.InvariantCulture, $"segments/{limits.HotFrom:R}/{limits.WarmFrom:R}"),
            CacheScope(scope),
            async token =>
            {
                await using var context = await contexts.CreateDbContextAsync(token);
                var (hot, warm) = (limits.HotFrom, limits.WarmFrom);
                var found = await Probabilities(context, scope)
                    .GroupBy(probability =>
                        probability >= hot ? Segment.Hot
                        : probability >= warm ? Segment.Warm
                        : Segment.Cold
                    )
                    .Select(group => new SegmentCount(group.Key, group.Count(), group.Sum()))
                    .ToListAsync(token);
                return new SegmentCounts([
                    .. new[] { Segment.Hot, Segment.Warm, Segment.Cold }.Select(segment =>
                        found.Find(count => count.Segment == segment) ?? new SegmentCount(segment, 0, 0)
                    ),
                ]);
            },
            cancellationToken
        );
    }

    /// <summary>The same at every limit of three decimals, to move limits without asking again.</summary>
    public async Task<ThresholdTable> TableAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        var scope = LeadScope.For(actor);
        return await reports.GetAsync(
            "thresholds",
            CacheScope(scope),
            async token =>
            {
                const double Steps = ThresholdTable.StepCount;
                await using var context = await contexts.CreateDbContextAsync(token);

                // The product may be rounded over the limit it stands for: both neighbours are compared.
                var found = await Probabilities(context, scope)
                    .Select(probability => new { Value = probability, Near = Math.Floor(probability * Steps) })
                    .Select(row => new
                    {
                        row.Value,
                        Step = row.Value < row.Near / Steps ? row.Near - 1
                        : row.Value >= (row.Near + 1) / Steps ? row.Near + 1
                        : row.Near,
                    })
                    .GroupBy(row => row.Step)
                    .Select(group => new
                    {
                        Step = group.Key,
                        Count = group.Count(),
                        Sum = group.Sum(row => row.Value),
                    })
                    .ToListAsync(token);
                return ThresholdTable.From(found.Select(row => ((int)row.Step, row.Count, row.Sum)));
            },
            cancellationToken
        );
    }

    /// <summary>The probability that the best <paramref name="count"/> open leads reach; 1 for none.</summary>
    public async Task<double> LimitOfAsync(Actor actor, int count, CancellationToken cancellationToken = default)
    {
        var scope = LeadScope.For(actor);
        if (count <= 0)
        {
            return 1;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var open = Probabilities(context, scope).Select(probability => (double?)probability);
        return await open.OrderByDescending(probability => probability)
                .Skip(count - 1)
                .FirstOrDefaultAsync(cancellationToken)
            ?? await open.MinAsync(cancellationToken)
            ?? 1;
    }

    /// <summary>The champion's measurement on leads it had not seen; null without a champion.</summary>
    public async Task<ModelReport?> ReportAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        actor.Require(Permission.ViewLeads);
        // The sentence on the limits is for everybody who works with segments, also who may not open the model.
        return (await models.FindAsync(Actor.System, null, cancellationToken))?.Report;
    }

    /// <summary>Share of all wins that a segment held among the measured leads, 0..1.</summary>
    public static double Coverage(ModelReport report, Segment segment, SegmentLimits limits) =>
        Part(segment, limits, threshold => Measured(report, threshold, row => row.Recall));

    /// <summary>Share of the measured leads that a segment held, 0..1: what its wins are compared with.</summary>
    public static double LeadShare(ModelReport report, Segment segment, SegmentLimits limits) =>
        Part(segment, limits, threshold => Measured(report, threshold, row => row.CalledShare));

    /// <param name="above">Of all that is at or above a threshold, 0..1.</param>
    private static double Part(Segment segment, SegmentLimits limits, Func<double, double> above) =>
        segment switch
        {
            Segment.Hot => above(limits.HotFrom),
            Segment.Warm => above(limits.WarmFrom) - above(limits.HotFrom),
            _ => 1 - above(limits.WarmFrom),
        };

    /// <summary>Thresholds are whole hundredths; between two of them the figure is interpolated.</summary>
    private static double Measured(ModelReport report, double threshold, Func<Confusion, double> read)
    {
        var at = Math.Clamp(threshold, 0, 1) * 100;
        var low = (int)Math.Floor(at);
        var high = Math.Min(100, low + 1);
        var (from, to) = (read(report.Confusions[low]), read(report.Confusions[high]));
        return from + ((to - from) * (at - low));
    }

    /// <summary>Probabilities know no days: every zone has the same ones.</summary>
    private static ReportScope CacheScope(LeadScope scope) => ReportScope.Company with { Rows = scope.Key };

    /// <summary>Of the open leads that have one; read from an index.</summary>
    private static IQueryable<double> Probabilities(LeadContext context, LeadScope scope) =>
        scope
            .Within(context.Leads)
            .Where(lead => lead.Status == LeadStatus.Open && lead.Probability != null)
            .Select(lead => lead.Probability!.Value);
}
