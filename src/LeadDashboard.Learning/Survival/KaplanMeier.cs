namespace LeadDashboard.Learning.Survival;

/// <summary>
/// One step: behind <paramref name="Days"/> the share <paramref name="Surviving"/> (0..1, 95 % interval Low..High) has
/// had no event; AtRisk were watched just before.
/// </summary>
public sealed record SurvivalStep(double Days, int AtRisk, int EventCount, double Surviving, double Low, double High);

/// <summary>
/// The survival curve of a group without features (Kaplan and Meier 1958): S(t) = product over event days of (1 -
/// events / atRisk).
/// </summary>
public static class KaplanMeier
{
    /// <summary>
    /// One step per day with an event, rising. The interval is log-log (Kalbfleisch and Prentice) on Greenwood's
    /// variance, so it stays in 0..1.
    /// A lead censored on the day of an event was at risk of it.
    /// </summary>
    /// <param name="days">float[rowCount] &gt;= 0.</param>
    /// <param name="isEvent">bool[rowCount]; false = censored.</param>
    public static IReadOnlyList<SurvivalStep> Curve(float[] days, bool[] isEvent)
    {
        Concordance.Require(days, isEvent);
        var order = Enumerable.Range(0, days.Length).OrderBy(row => days[row]).ToArray();
        var steps = new List<SurvivalStep>();
        double surviving = 1,
            greenwood = 0;
        for (var i = 0; i < order.Length;)
        {
            var day = days[order[i]];
            int atRisk = order.Length - i,
                events = 0;
            for (; i < order.Length && days[order[i]] == day; i++)
            {
                events += isEvent[order[i]] ? 1 : 0;
            }

            if (events == 0)
            {
                continue;
            }

            surviving *= 1 - (double)events / atRisk;
            greenwood += atRisk > events ? (double)events / atRisk / (atRisk - events) : 0;
            var (low, high) = Interval(surviving, greenwood);
            steps.Add(new SurvivalStep(day, atRisk, events, surviving, low, high));
        }

        return steps;
    }

    private static (double Low, double High) Interval(double surviving, double greenwood)
    {
        if (surviving <= 0)
        {
            return (0, 0);
        }

        var half = 1.959964 * Math.Sqrt(greenwood) / Math.Abs(Math.Log(surviving));
        return (Math.Pow(surviving, Math.Exp(half)), Math.Pow(surviving, Math.Exp(-half)));
    }
}
