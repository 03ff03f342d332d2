namespace LeadDashboard.Learning.Survival;

/// <summary>How well a risk orders times to the event (Harrell 1982).</summary>
public static class Concordance
{
    /// <summary>
    /// Of all pairs in which one lead had its event before the other one's event or censoring, the share where the
    /// earlier one has the higher risk; equal risks count half.
    /// 0..1, 0.5 = chance, also where no pair can be compared. Two events on the same day are no pair; an event and a
    /// censoring on the same day are one.
    /// O(n log n).
    /// </summary>
    /// <param name="days">float[rowCount] &gt;= 0.</param>
    /// <param name="isEvent">bool[rowCount]; false = censored.</param>
    /// <param name="risks">double[rowCount], higher = earlier; for example P(won within 90 days).</param>
    public static double Index(float[] days, bool[] isEvent, double[] risks)
    {
        Require(days, isEvent);
        if (risks.Length != days.Length || Array.Exists(risks, double.IsNaN))
        {
            throw new ArgumentException(
                $"There are {risks.Length} risks for {days.Length} rows, or one is not a number. Give one risk per "
                    + $"row.",
                nameof(risks)
            );
        }

        var distinct = risks.Distinct().Order().ToArray();
        var ranks = risks.Select(risk => Array.BinarySearch(distinct, risk)).ToArray();
        // Later leads first; on the same day the censored ones before the events, so that they are already counted.
        var order = Enumerable
            .Range(0, days.Length)
            .OrderByDescending(row => days[row])
            .ThenBy(row => isEvent[row])
            .ToArray();
        var counts = new long[distinct.Length + 1];
        double concordant = 0,
            pairs = 0;
        long added = 0;
        for (var i = 0; i < order.Length;)
        {
            var end = i;
            while (end < order.Length && days[order[end]] == days[order[i]] && isEvent[order[end]] == isEvent[order[i]])
            {
                end++;
            }

            for (var j = i; j < end && isEvent[order[i]]; j++)
            {
                var rank = ranks[order[j]];
                long below = CountBelow(counts, rank),
                    upTo = CountBelow(counts, rank + 1);
                concordant += below + 0.5 * (upTo - below);
                pairs += added;
            }

            for (; i < end; i++)
            {
                added++;
                for (var at = ranks[order[i]] + 1; at < counts.Length; at += at & -at)
                {
                    counts[at]++;
                }
            }
        }

        return pairs == 0 ? 0.5 : concordant / pairs;
    }

    internal static void Require(float[] days, bool[] isEvent)
    {
        if (days.Length != isEvent.Length)
        {
            throw new ArgumentException(
                $"There are {days.Length} ages for {isEvent.Length} ends. Give one of each per row.",
                nameof(days)
            );
        }

        var bad = Array.FindIndex(days, age => !float.IsFinite(age) || age < 0);
        if (bad >= 0)
        {
            throw new ArgumentException(
                $"Row {bad} has an age of {days[bad]} days where a number >= 0 is expected.",
                nameof(days)
            );
        }
    }

    /// <summary>How many added ranks are below <paramref name="rank"/> (Fenwick tree).</summary>
    private static long CountBelow(long[] counts, int rank)
    {
        long sum = 0;
        for (var at = rank; at > 0; at -= at & -at)
        {
            sum += counts[at];
        }

        return sum;
    }
}
