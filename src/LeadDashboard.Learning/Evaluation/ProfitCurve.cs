namespace LeadDashboard.Learning.Evaluation;

/// <summary>What calls bring and cost.</summary>
public sealed record ProfitOptions
{
    /// <summary>Money earned by a won lead, before the cost of calls.</summary>
    public required double ValuePerWin { get; init; }

    /// <summary>Money spent on each called lead, won or not; &gt;= 0.</summary>
    public required double CostPerCall { get; init; }

    /// <summary>Money spent whoever is called.</summary>
    public double FixedCost { get; init; }

    /// <summary>Leads that can be called; infinite by default.</summary>
    public double Capacity { get; init; } = double.PositiveInfinity;
}

/// <summary>Calling the best-scored leads down to here.</summary>
/// <param name="LeadShare">0..1 of all leads.</param>
/// <param name="Calls">Leads called.</param>
/// <param name="Wins">Of them won.</param>
/// <param name="Threshold">Leads of at least this probability are called; null = nobody.</param>
/// <param name="Profit">Wins * value - calls * cost - fixed cost.</param>
/// <param name="Roi">Profit / money spent; 0 when nothing is spent.</param>
public sealed record ProfitPoint(
    double LeadShare,
    double Calls,
    double Wins,
    double? Threshold,
    double Profit,
    double Roi
);

/// <summary>Profit and return by how many of the best-scored leads are called.</summary>
public static class ProfitCurve
{
    /// <summary>
    /// From nobody to everybody (capacity only limits <see cref="Best"/>), one point per distinct probability, at most
    /// <paramref name="maxPoints"/>; in between the line is straight.
    /// </summary>
    public static IReadOnlyList<ProfitPoint> Points(RankedOutcomes ranked, ProfitOptions options, int maxPoints = 201)
    {
        Require(options);
        return Thinning.Keep(All(ranked, options), maxPoints);
    }

    /// <summary>
    /// The most profitable cut-off within capacity; the one with the fewest calls where several tie. Profit is straight
    /// inside a group of ties, so the best is
    /// at the end of a group or at capacity, where a group may be called in part.
    /// </summary>
    public static ProfitPoint Best(RankedOutcomes ranked, ProfitOptions options)
    {
        Require(options);
        var points = All(ranked, options);
        var best = points[0];
        for (var i = 1; i < points.Count; i++)
        {
            var point = points[i];
            if (point.Calls > options.Capacity)
            {
                point = At(
                    ranked,
                    options,
                    options.Capacity,
                    ranked.WinsInBest(options.Capacity),
                    options.Capacity > points[i - 1].Calls ? point.Threshold : points[i - 1].Threshold
                );
            }

            best = point.Profit > best.Profit ? point : best;
            if (points[i].Calls >= options.Capacity)
            {
                break;
            }
        }

        return best;
    }

    /// <summary>
    /// The probability from which one more call pays: cost / value, 0..1; null where no call can pay. With calibrated
    /// probabilities this is the best cut-off.
    /// </summary>
    public static double? BreakEvenProbability(ProfitOptions options)
    {
        Require(options);
        return options.ValuePerWin > 0 && options.CostPerCall <= options.ValuePerWin
            ? options.CostPerCall / options.ValuePerWin
            : null;
    }

    private static List<ProfitPoint> All(RankedOutcomes ranked, ProfitOptions options)
    {
        var points = new List<ProfitPoint> { At(ranked, options, 0, 0, null) };
        double wins = 0,
            rows = 0;
        for (var g = 0; g < ranked.Rows.Length; g++)
        {
            wins += ranked.Wins[g];
            rows += ranked.Rows[g];
            points.Add(At(ranked, options, rows, wins, ranked.Probabilities[g]));
        }

        return points;
    }

    private static ProfitPoint At(
        RankedOutcomes ranked,
        ProfitOptions options,
        double calls,
        double wins,
        double? threshold
    )
    {
        var spent = calls * options.CostPerCall + options.FixedCost;
        var profit = wins * options.ValuePerWin - spent;
        return new ProfitPoint(
            ranked.RowCount == 0 ? 0 : calls / ranked.RowCount,
            calls,
            wins,
            threshold,
            profit,
            spent == 0 ? 0 : profit / spent
        );
    }

    private static void Require(ProfitOptions options)
    {
        if (
            !double.IsFinite(options.ValuePerWin)
            || !(options.CostPerCall >= 0)
            || double.IsInfinity(options.CostPerCall)
            || !double.IsFinite(options.FixedCost)
            || !(options.Capacity >= 0)
        )
        {
            throw new ArgumentException(
                $"Value per win is {options.ValuePerWin}, cost per call {options.CostPerCall}, fixed cost "
                    + $"{options.FixedCost}, capacity {options.Capacity}. Give finite amounts, a cost and a "
                    + $"capacity >= 0.",
                nameof(options)
            );
        }
    }
}
