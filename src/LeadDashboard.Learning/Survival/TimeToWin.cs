namespace LeadDashboard.Learning.Survival;

/// <summary>
/// One lead's forecast from its arrival on. With hazards w[k], l[k]:
/// stillOpen[k] = stillOpen[k-1] (1 - w[k]) (1 - l[k]), wonBy[k] = wonBy[k-1] + stillOpen[k-1] w[k].
/// Inside an interval the daily hazard is constant; behind the horizon the last interval's daily hazard goes on.
/// </summary>
public sealed class TimeToWin
{
    private readonly double[] _wonHazards;
    private readonly double[] _lostHazards;

    internal TimeToWin(IReadOnlyList<double> intervalEnds, double[] wonHazards, double[] lostHazards)
    {
        IntervalEnds = intervalEnds;
        _wonHazards = wonHazards;
        _lostHazards = lostHazards;
        var wonBy = new double[wonHazards.Length];
        var stillOpen = new double[wonHazards.Length];
        double won = 0,
            open = 1;
        for (var k = 0; k < wonBy.Length; k++)
        {
            won += open * wonHazards[k];
            open *= (1 - wonHazards[k]) * (1 - lostHazards[k]);
            (wonBy[k], stillOpen[k]) = (won, open);
        }

        WonBy = wonBy;
        StillOpen = stillOpen;
    }

    /// <summary>Days, rising.</summary>
    public IReadOnlyList<double> IntervalEnds { get; }

    /// <summary>double[intervalCount]: P(won by the end of the interval), 0..1, never falling.</summary>
    public IReadOnlyList<double> WonBy { get; }

    /// <summary>
    /// double[intervalCount]: P(neither won nor lost by the end of the interval), 0..1, never rising: the survival
    /// curve.
    /// </summary>
    public IReadOnlyList<double> StillOpen { get; }

    /// <summary>The day by which the lead is won with probability 0.5; null = not within the horizon.</summary>
    public double? MedianDays => DayOf(0.5);

    /// <summary>
    /// The middle day among the futures in which it is won within the horizon; null where winning is impossible.
    /// </summary>
    public double? MedianDaysIfWon => WonBy[^1] > 0 ? DayOf(WonBy[^1] / 2) : null;

    /// <summary>P(won within <paramref name="days"/> &gt;= 0 of arrival), 0..1.</summary>
    public double WonWithin(double days) => At(days).Won;

    /// <summary>
    /// P(won within the next <paramref name="days"/> | still open at <paramref name="age"/> days), 0..1.
    /// </summary>
    public double WonWithin(double days, double age)
    {
        var (wonBefore, open) = At(age);
        return open <= 0 ? 0 : Math.Clamp((At(age + days).Won - wonBefore) / open, 0, 1);
    }

    /// <summary>P(neither won nor lost at <paramref name="days"/> &gt;= 0), 0..1.</summary>
    public double OpenAt(double days) => At(days).Open;

    private (double Won, double Open) At(double days)
    {
        if (!(days >= 0))
        {
            throw new ArgumentOutOfRangeException(
                nameof(days),
                days,
                "Days count from the lead's arrival and must be >= 0."
            );
        }

        var last = _wonHazards.Length - 1;
        var k = Math.Min(PersonPeriods.IntervalOf(days, IntervalEnds), last);
        var start = k == 0 ? 0 : IntervalEnds[k - 1];
        var part = (days - start) / (IntervalEnds[k] - start);
        double wonBefore = k == 0 ? 0 : WonBy[k - 1],
            openBefore = k == 0 ? 1 : StillOpen[k - 1];
        var stay = (1 - _wonHazards[k]) * (1 - _lostHazards[k]);
        var open = openBefore * Math.Pow(stay, part);
        return (wonBefore + (stay < 1 ? (openBefore - open) * _wonHazards[k] / (1 - stay) : 0), open);
    }

    private double? DayOf(double share)
    {
        for (var k = 0; k < WonBy.Count; k++)
        {
            if (WonBy[k] < share)
            {
                continue;
            }

            double start = k == 0 ? 0 : IntervalEnds[k - 1],
                wonBefore = k == 0 ? 0 : WonBy[k - 1],
                openBefore = k == 0 ? 1 : StillOpen[k - 1];
            var stay = (1 - _wonHazards[k]) * (1 - _lostHazards[k]);
            var left = (share - wonBefore) * (1 - stay) / (openBefore * _wonHazards[k]);
            var part = stay <= 0 ? left : Math.Log(Math.Max(1 - left, stay)) / Math.Log(stay);
            return start + Math.Clamp(part, 0, 1) * (IntervalEnds[k] - start);
        }

        return null;
    }
}
