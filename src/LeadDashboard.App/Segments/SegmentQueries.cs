using LeadDashboard.App.Access;
using LeadDashboard.App.Models;
using LeadDashboard.App.Settings;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Modeling.Report;
using LeadDashboard.Core.Segments;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Segments;

/// <summary>Open leads at a pair of limits.</summary>
/// <param name="ExpectedWins">Sum of their probabilities.</param>
public sealed record SegmentCount(Segment Segment, int LeadCount, double ExpectedWins);

/// <summary>
/// All open probabilities in falling order, so that any limits are counted without asking the database again.
/// </summary>
public sealed class OpenScores(double[] descending)
{
    private readonly double[] _sums = Sums(descending);

    public int Count => descending.Length;

    public IReadOnlyList<SegmentCount> At(SegmentLimits limits)
    {
        var hot = CountFrom(limits.HotFrom);
        var warm = Math.Max(hot, CountFrom(limits.WarmFrom));
        return
        [
            new(Segment.Hot, hot, _sums[hot]),
            new(Segment.Warm, warm - hot, _sums[warm] - _sums[hot]),
            new(Segment.Cold, Count - warm, _sums[Count] - _sums[warm]),
        ];
    }

    /// <summary>The probability that the best <paramref name="count"/> leads reach; 1 for none.</summary>
    public double LimitOf(int count) => count <= 0 || Count == 0 ? 1 : descending[Math.Min(count, Count) - 1];

    private int CountFrom(double limit)
    {
        int low = 0,
            high = descending.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (descending[middle] >= limit)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private static double[] Sums(double[] values)
    {
        var running = new double[values.Length + 1];
        for (var i = 0; i < values.Length; i++)
        {
            running[i + 1] = running[i] + values[i];
        }

        return running;
    }
}

/// <summary>Read-only views on segments.</summary>
public sealed class SegmentQueries(IDbContextFactory<LeadContext> contexts, SettingStore settings, ModelQueries models)
{
    public async Task<SegmentLimits> LimitsAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        actor.Require(Permission.ViewLeads);
        return await settings.FindAsync<SegmentLimits>(cancellationToken) ?? SegmentLimits.Default;
    }

    public async Task<OpenScores> ScoresAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        var scope = LeadScope.Of(actor);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return new OpenScores(
            await scope
                .Within(context.Leads)
                .Where(lead => lead.Status == LeadStatus.Open && lead.Probability != null)
                .OrderByDescending(lead => lead.Probability)
                .Select(lead => lead.Probability!.Value)
                .ToArrayAsync(cancellationToken)
        );
    }

    /// <summary>The champion's measurement on leads it had not seen; null without a champion.</summary>
    public async Task<ModelReport?> ReportAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        actor.Require(Permission.ViewLeads);
        // The sentence on the limits is for everybody who works with segments, also who may not open the model.
        return (await models.FindAsync(Actor.System, null, cancellationToken))?.Report;
    }

    /// <summary>Share of all wins that a segment held among the measured leads, 0..1.</summary>
    public static double Coverage(ModelReport report, Segment segment, SegmentLimits limits)
    {
        double Recall(double threshold)
        {
            // Thresholds are whole hundredths; between two of them the recall is interpolated.
            var at = Math.Clamp(threshold, 0, 1) * 100;
            var low = (int)Math.Floor(at);
            var high = Math.Min(100, low + 1);
            return report.Confusions[low].Recall
                + ((report.Confusions[high].Recall - report.Confusions[low].Recall) * (at - low));
        }

        return segment switch
        {
            Segment.Hot => Recall(limits.HotFrom),
            Segment.Warm => Recall(limits.WarmFrom) - Recall(limits.HotFrom),
            _ => 1 - Recall(limits.WarmFrom),
        };
    }
}
