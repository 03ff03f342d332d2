using System.ComponentModel;
using LeadDashboard.Core.Segments;

namespace LeadDashboard.App.Segments;

/// <summary>Open leads of one segment at a pair of limits.</summary>
/// <param name="ExpectedWins">Sum of their probabilities.</param>
public sealed record SegmentCount(Segment Segment, int LeadCount, double ExpectedWins);

/// <summary>The open leads at a pair of limits.</summary>
/// <param name="Segments">Hot, warm, cold.</param>
[ImmutableObject(true)]
public sealed record SegmentCounts(IReadOnlyList<SegmentCount> Segments)
{
    /// <summary>Open leads that have a probability.</summary>
    public int Total => Segments.Sum(count => count.LeadCount);
}

/// <summary>
/// How many open leads reach each limit of 0, 0.001 .. 1, so that limits are moved without asking the database again:
/// 1,001 rows, however many leads there are. Leads with the same probability are always on the same side.
/// </summary>
[ImmutableObject(true)]
public sealed class ThresholdTable
{
    /// <summary>Limits have three decimals: tenths of a point of the score.</summary>
    public const int StepCount = 1000;

    private readonly int[] _counts;
    private readonly double[] _sums;

    private ThresholdTable(int[] counts, double[] sums) => (_counts, _sums) = (counts, sums);

    /// <summary>Open leads that have a probability.</summary>
    public int Count => _counts[0];

    /// <param name="steps">Step k: from k/1000 up to the next; how many leads, and the sum of their
    /// probabilities.</param>
    public static ThresholdTable From(IEnumerable<(int Step, int Count, double Sum)> steps)
    {
        var counts = new int[StepCount + 1];
        var sums = new double[StepCount + 1];
        foreach (var (step, count, sum) in steps)
        {
            counts[Math.Clamp(step, 0, StepCount)] += count;
            sums[Math.Clamp(step, 0, StepCount)] += sum;
        }

        for (var step = StepCount - 1; step >= 0; step--)
        {
            counts[step] += counts[step + 1];
            sums[step] += sums[step + 1];
        }

        return new ThresholdTable(counts, sums);
    }

    /// <summary>The step that a limit means: 35.7 divided by 100 is 0.357 and no neighbour of it.</summary>
    public static double Snap(double limit)
    {
        var step = Math.Round(limit * StepCount) / StepCount;
        return Math.Abs(step - limit) < 1e-9 ? step : limit;
    }

    /// <summary>null where a limit lies between two steps: only the database can tell.</summary>
    public SegmentCounts? At(SegmentLimits limits)
    {
        if (StepOf(limits.HotFrom) is not { } hot || StepOf(limits.WarmFrom) is not { } warm)
        {
            return null;
        }

        warm = Math.Min(hot, warm);
        return new SegmentCounts([
            new(Segment.Hot, _counts[hot], _sums[hot]),
            new(Segment.Warm, _counts[warm] - _counts[hot], _sums[warm] - _sums[hot]),
            new(Segment.Cold, _counts[0] - _counts[warm], _sums[0] - _sums[warm]),
        ]);
    }

    private static int? StepOf(double limit) =>
        limit is >= 0 and <= 1 && Math.Round(limit * StepCount) / StepCount == limit
            ? (int)Math.Round(limit * StepCount)
            : null;
}
