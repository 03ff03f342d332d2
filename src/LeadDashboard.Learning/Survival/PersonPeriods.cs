namespace LeadDashboard.Learning.Survival;

/// <summary>
/// Which intervals each lead was at risk in, without a row per lead and interval: a lead was at risk in full in
/// intervals 0 .. LastInterval - 1,
/// and with the weight LastExposure (0..1) in LastInterval, where the event happened (1) or not (0).
/// </summary>
internal sealed class PersonPeriods
{
    private PersonPeriods(int intervalCount, int[] lastIntervals, float[] lastExposures, byte[] events)
    {
        IntervalCount = intervalCount;
        LastIntervals = lastIntervals;
        LastExposures = lastExposures;
        Events = events;
    }

    public int IntervalCount { get; }

    public int[] LastIntervals { get; }

    public float[] LastExposures { get; }

    public byte[] Events { get; }

    /// <summary>
    /// The periods of one kind of event. A lead that is still open inside an interval was at risk for the part of it
    /// that it has lived:
    /// with a constant hazard inside the interval its likelihood is (1 - h)^part.
    /// Within an interval winning is asked first: a lead won there was not at risk of being lost in it (the likelihood
    /// of a competing event factorises so).
    /// </summary>
    public static PersonPeriods Build(LeadEnd kind, float[] days, LeadEnd[] ends, IReadOnlyList<double> intervalEnds)
    {
        var last = new int[days.Length];
        var exposure = new float[days.Length];
        var events = new byte[days.Length];
        for (var row = 0; row < days.Length; row++)
        {
            var k = IntervalOf(days[row], intervalEnds);
            if (k == intervalEnds.Count)
            {
                // Older than the horizon: at risk in every interval, nothing happened in any.
                (last[row], exposure[row]) = (k - 1, 1);
                continue;
            }

            last[row] = k;
            var start = k == 0 ? 0 : intervalEnds[k - 1];
            events[row] = ends[row] == kind ? (byte)1 : (byte)0;
            exposure[row] = ends[row] switch
            {
                _ when ends[row] == kind => 1,
                LeadEnd.Open => (float)((days[row] - start) / (intervalEnds[k] - start)),
                LeadEnd.Lost => 1,
                _ => 0,
            };
        }

        return new PersonPeriods(intervalEnds.Count, last, exposure, events);
    }

    /// <summary>Losses that only end the watch are open leads of that age.</summary>
    public static LeadEnd[] WithoutLosses(LeadEnd[] ends) =>
        [.. ends.Select(end => end == LeadEnd.Lost ? LeadEnd.Open : end)];

    /// <summary>0-based; intervalEnds.Count behind the horizon.</summary>
    public static int IntervalOf(double days, IReadOnlyList<double> intervalEnds)
    {
        int low = 0,
            high = intervalEnds.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (intervalEnds[middle] >= days)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }
}
