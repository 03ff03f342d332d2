namespace LeadDashboard.Learning.Forecasting;

/// <summary>
/// Weights of the error-correction form (Hyndman, Koehler, Ord and Snyder 2008), each step with error e = y - forecast:
/// level += Alpha e, trend += Beta e, season += Gamma e; a multiplicative season divides the errors by its factor or by
/// the level.
/// </summary>
/// <param name="Alpha">In (0, 1).</param>
/// <param name="Beta">In (0, Alpha); 0 without a trend.</param>
/// <param name="Gamma">In (0, 1 - Alpha); 0 without a season.</param>
/// <param name="Phi">0.8..0.98 damped; 1 linear; 0 without a trend.</param>
public sealed record SmoothingWeights(double Alpha, double Beta, double Gamma, double Phi);

/// <summary>Level, trend and season at one instant; one step at a time.</summary>
internal sealed class SmoothingState(SmoothingShape shape, double level, double trend, double[] season)
{
    private int _phase;

    public double Level { get; private set; } = level;

    public double Trend { get; private set; } = trend;

    /// <summary>The seasonal terms from the next period on.</summary>
    public double[] SeasonFromHere => [.. season.Select((_, i) => season[(_phase + i) % season.Length])];

    /// <summary>The forecast of the next period.</summary>
    public double Next(double phi)
    {
        var line = Level + phi * Trend;
        return shape.Season switch
        {
            SeasonKind.Additive => line + season[_phase],
            SeasonKind.Multiplicative => line * season[_phase],
            _ => line,
        };
    }

    /// <summary>
    /// Moves on by one period with its error (0 where the value is missing). False where a multiplicative state lost
    /// its meaning.
    /// </summary>
    public bool Advance(SmoothingWeights weights, double error)
    {
        var line = Level + weights.Phi * Trend;
        double levelError = error,
            seasonError = error;
        if (shape.Season == SeasonKind.Multiplicative)
        {
            if (!(line > 0) || !(season[_phase] > 0))
            {
                return false;
            }

            levelError = error / season[_phase];
            seasonError = error / line;
        }

        Level = line + weights.Alpha * levelError;
        Trend = weights.Phi * Trend + weights.Beta * levelError;
        if (shape.Season != SeasonKind.None)
        {
            season[_phase] += weights.Gamma * seasonError;
            _phase = (_phase + 1) % season.Length;
        }

        return true;
    }
}
