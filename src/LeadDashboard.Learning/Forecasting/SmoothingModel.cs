using LeadDashboard.Learning.Internals;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace LeadDashboard.Learning.Forecasting;

/// <summary>
/// A fitted exponential smoothing, standing at the end of its series. Immutable, safe for concurrent use.
/// </summary>
public sealed class SmoothingModel
{
    private const string Magic = "LEADSMOO";
    private const string What = "forecast";
    private const int Version = 1;

    private readonly double[] _season;
    private readonly SmoothingOptions _options;

    internal SmoothingModel(
        SmoothingShape shape,
        int seasonLength,
        SmoothingWeights weights,
        double level,
        double trend,
        double[] season,
        double squaredErrors,
        double deviation,
        int valueCount,
        double aicc,
        SmoothingOptions options
    )
    {
        Shape = shape;
        SeasonLength = seasonLength;
        Weights = weights;
        Level = level;
        Trend = trend;
        _season = season;
        SquaredErrors = squaredErrors;
        Deviation = deviation;
        ValueCount = valueCount;
        Aicc = aicc;
        _options = options;
    }

    public SmoothingShape Shape { get; }

    public int SeasonLength { get; }

    public SmoothingWeights Weights { get; }

    /// <summary>Level at the end of the series.</summary>
    public double Level { get; }

    /// <summary>Change per period there.</summary>
    public double Trend { get; }

    /// <summary>double[SeasonLength], from the next period on; empty without a season.</summary>
    public IReadOnlyList<double> Season => _season;

    /// <summary>Sum of the squared one-step errors.</summary>
    public double SquaredErrors { get; }

    /// <summary>
    /// Standard deviation of the next one-step error: SSE / (n - k) * (n + k) / n under the root, because the k weights
    /// and seasonal terms were found on the same values (Akaike 1969).
    /// </summary>
    public double Deviation { get; }

    /// <summary>Values it was fitted on, missing ones not counted.</summary>
    public int ValueCount { get; }

    /// <summary>Lower is better; compares shapes on one series only.</summary>
    public double Aicc { get; }

    /// <summary>
    /// ForecastPoint[horizon]. Student intervals of the stated coverage: by formula, or from simulated futures where
    /// the season multiplies.
    /// </summary>
    public IReadOnlyList<ForecastPoint> Forecast(int horizon)
    {
        if (horizon < 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(horizon),
                horizon,
                "The number of future periods must be >= 0."
            );
        }

        var points = new ForecastPoint[horizon];
        var state = NewState();
        var simulated =
            Shape.Season == SeasonKind.Multiplicative ? Simulate(horizon, _options.PathCount, _options.Seed) : null;
        var freedom = Math.Max(1, ValueCount - Shape.FoundCount(SeasonLength));
        var quantile = StudentT.InvCDF(0, 1, freedom, 0.5 + _options.Coverage / 2);
        for (var h = 0; h < horizon; h++)
        {
            var value = state.Next(Weights.Phi);
            state.Advance(Weights, 0);
            double low,
                high;
            if (simulated is null)
            {
                var half = quantile * Deviation * Math.Sqrt(VarianceFactor(h + 1));
                (low, high) = (value - half, value + half);
            }
            else
            {
                Array.Sort(simulated[h]);
                low = Quantile(simulated[h], 0.5 - _options.Coverage / 2);
                high = Quantile(simulated[h], 0.5 + _options.Coverage / 2);
            }

            points[h] = _options.IsNonNegative
                ? new ForecastPoint(h + 1, Math.Max(0, value), Math.Max(0, low), Math.Max(0, high))
                : new ForecastPoint(h + 1, value, Math.Min(low, value), Math.Max(high, value));
        }

        return points;
    }

    /// <summary>
    /// Variance of the h-step error / variance of the one-step error = 1 + sum over j = 1 .. h-1 of c[j]^2,
    /// c[j] = alpha + beta (phi + .. + phi^j) + gamma where j is a whole season. Not for multiplicative seasons.
    /// </summary>
    internal double VarianceFactor(int step)
    {
        double sum = 1,
            damped = 0,
            power = 1;
        for (var j = 1; j < step; j++)
        {
            power *= Weights.Phi;
            damped += power;
            var effect =
                Weights.Alpha
                + Weights.Beta * damped
                + (Shape.Season != SeasonKind.None && j % SeasonLength == 0 ? Weights.Gamma : 0);
            sum += effect * effect;
        }

        return sum;
    }

    /// <summary>double[horizon][pathCount] of simulated futures with Student errors.</summary>
    internal double[][] Simulate(int horizon, int pathCount, int seed)
    {
        var random = new Random(seed);
        var freedom = Math.Max(1, ValueCount - Shape.FoundCount(SeasonLength));
        var futures = Enumerable.Range(0, horizon).Select(_ => new double[pathCount]).ToArray();
        for (var path = 0; path < pathCount; path++)
        {
            var state = NewState();
            // One draw of the unknown deviation per future gives Student errors that stay comparable within it.
            var deviation = Deviation * Math.Sqrt(freedom / Math.Max(1e-9, Gamma.Sample(random, freedom / 2.0, 0.5)));
            for (var h = 0; h < horizon; h++)
            {
                var error = deviation * Normal.Sample(random, 0, 1);
                futures[h][path] = state.Next(Weights.Phi) + error;
                if (!state.Advance(Weights, error))
                {
                    // A future that fell to nothing stays there.
                    for (; h + 1 < horizon; h++)
                    {
                        futures[h + 1][path] = 0;
                    }
                }
            }
        }

        return futures;
    }

    public void Write(Stream stream) =>
        StoredPart.Write(
            stream,
            Magic,
            Version,
            writer =>
            {
                writer.Write((int)Shape.Trend);
                writer.Write((int)Shape.Season);
                writer.Write(SeasonLength);
                writer.Write(ValueCount);
                StoredPart.WriteDoubles(
                    writer,
                    [
                        Weights.Alpha,
                        Weights.Beta,
                        Weights.Gamma,
                        Weights.Phi,
                        Level,
                        Trend,
                        SquaredErrors,
                        Deviation,
                        Aicc,
                        _options.Coverage,
                    ]
                );
                StoredPart.WriteDoubles(writer, _season);
                writer.Write(_options.IsNonNegative);
                writer.Write(_options.PathCount);
                writer.Write(_options.Seed);
            }
        );

    /// <exception cref="InvalidDataException">Another file, an unknown version, or damaged.</exception>
    public static SmoothingModel Read(Stream stream) =>
        StoredPart.Read(
            stream,
            Magic,
            Version,
            What,
            reader =>
            {
                var shape = new SmoothingShape((TrendKind)reader.ReadInt32(), (SeasonKind)reader.ReadInt32());
                int seasonLength = reader.ReadInt32(),
                    valueCount = reader.ReadInt32();
                var n = StoredPart.ReadDoubles(reader, What);
                var season = StoredPart.ReadDoubles(reader, What);
                if (
                    n.Length != 10
                    || !Enum.IsDefined(shape.Trend)
                    || !Enum.IsDefined(shape.Season)
                    || season.Length != (shape.Season == SeasonKind.None ? 0 : seasonLength)
                )
                {
                    throw new InvalidDataException(
                        $"The stored {What} is damaged: {n.Length} figures and {season.Length} seasonal terms. Make "
                            + $"the forecast again."
                    );
                }

                var options = new SmoothingOptions
                {
                    SeasonLength = seasonLength,
                    Shape = shape,
                    Coverage = n[9],
                    IsNonNegative = reader.ReadBoolean(),
                    PathCount = reader.ReadInt32(),
                    Seed = reader.ReadInt32(),
                };
                return new SmoothingModel(
                    shape,
                    seasonLength,
                    new SmoothingWeights(n[0], n[1], n[2], n[3]),
                    n[4],
                    n[5],
                    season,
                    n[6],
                    n[7],
                    valueCount,
                    n[8],
                    options
                );
            }
        );

    private SmoothingState NewState() => new(Shape, Level, Trend, [.. _season]);

    private static double Quantile(double[] sorted, double share) =>
        SortedArrayStatistics.QuantileCustom(sorted, share, QuantileDefinition.R7);
}
