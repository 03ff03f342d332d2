using LeadDashboard.Learning.Forecasting;

namespace LeadDashboard.Learning.Tests.Forecasting;

public sealed class ExponentialSmoothingTests
{
    private static readonly SmoothingOptions Monthly = SmoothingOptions.Default with { SeasonLength = 12 };

    [Theory]
    [InlineData("simple")]
    [InlineData("linear")]
    [InlineData("damped")]
    [InlineData("additive")]
    [InlineData("multiplicative")]
    public void Fit_GivenShape_ReachesScipysOptimumAndForecast(string name)
    {
        var fixture = ForecastFixture.Read()[name];

        var model = ExponentialSmoothing.Fit(fixture.Values, Monthly with { Shape = fixture.Shape });

        Assert.InRange(model.SquaredErrors, 0.999 * fixture.SquaredErrors, 1.001 * fixture.SquaredErrors);
        var range = fixture.Values.Max() - fixture.Values.Min();
        Assert.Equal(
            fixture.Forecast,
            model.Forecast(18).Select(point => point.Value),
            (expected, actual) => Math.Abs(expected - actual) < 0.02 * range
        );
    }

    [Fact]
    public void Fit_Automatically_SeesTrendAndSeasonWhereTheyAre()
    {
        var fixtures = ForecastFixture.Read();

        Assert.Equal(SeasonKind.None, ExponentialSmoothing.Fit(fixtures["simple"].Values, Monthly).Shape.Season);
        Assert.NotEqual(TrendKind.None, ExponentialSmoothing.Fit(fixtures["linear"].Values, Monthly).Shape.Trend);
        Assert.NotEqual(SeasonKind.None, ExponentialSmoothing.Fit(fixtures["additive"].Values, Monthly).Shape.Season);
        Assert.Equal(
            SeasonKind.Multiplicative,
            ExponentialSmoothing.Fit(fixtures["multiplicative"].Values, Monthly).Shape.Season
        );
    }

    [Fact]
    public void Forecast_ExactLineWithSeason_GoesOnExactly()
    {
        double[] season = [5, -3, 0, -2];
        var values = Enumerable.Range(0, 40).Select(t => 10 + 2.0 * t + season[t % 4]).ToArray();

        var points = ExponentialSmoothing.Fit(values, SmoothingOptions.Default with { SeasonLength = 4 }).Forecast(8);

        Assert.All(
            points,
            point => Assert.Equal(10 + 2.0 * (39 + point.Step) + season[(39 + point.Step) % 4], point.Value, 0.2)
        );
    }

    [Fact]
    public void Forecast_ManySimulatedLevels_IntervalsHoldTheStatedShare()
    {
        var random = new Random(4);
        int inside = 0,
            total = 0;
        for (var round = 0; round < 100; round++)
        {
            // A level that walks: simple smoothing with alpha 0.4 is the truth.
            var level = 100.0;
            var values = new double[70];
            for (var t = 0; t < values.Length; t++)
            {
                var error = 5 * Normal(random);
                values[t] = level + error;
                level += 0.4 * error;
            }

            var points = ExponentialSmoothing.Fit(values[..60], SmoothingOptions.Default).Forecast(10);
            inside += points.Count(point =>
                point.Low <= values[59 + point.Step] && values[59 + point.Step] <= point.High
            );
            total += 10;
        }

        Assert.InRange((double)inside / total, 0.85, 0.95);
    }

    [Fact]
    public void Forecast_ManySimulatedMultiplicativeSeasons_IntervalsHoldTheStatedShare()
    {
        var random = new Random(5);
        double[] season = [1.3, 0.9, 0.7, 1.1];
        int inside = 0,
            total = 0;
        for (var round = 0; round < 80; round++)
        {
            double level = 100;
            var values = new double[52];
            for (var t = 0; t < values.Length; t++)
            {
                var error = 4 * Normal(random);
                values[t] = level * season[t % 4] + error;
                level += 0.3 * error / season[t % 4];
            }

            var points = ExponentialSmoothing
                .Fit(
                    values[..44],
                    SmoothingOptions.Default with
                    {
                        SeasonLength = 4,
                        Shape = new SmoothingShape(TrendKind.None, SeasonKind.Multiplicative),
                        PathCount = 1000,
                    }
                )
                .Forecast(8);
            inside += points.Count(point =>
                point.Low <= values[43 + point.Step] && values[43 + point.Step] <= point.High
            );
            total += 8;
        }

        Assert.InRange((double)inside / total, 0.83, 0.96);
    }

    [Theory]
    [InlineData("simple")]
    [InlineData("damped")]
    [InlineData("additive")]
    public void VarianceFactor_Formula_EqualsSimulatedFutures(string name)
    {
        var fixture = ForecastFixture.Read()[name];
        var model = ExponentialSmoothing.Fit(fixture.Values, Monthly with { Shape = fixture.Shape });

        var futures = model.Simulate(15, 40_000, seed: 1);

        // Student errors with f degrees of freedom have the variance f / (f - 2).
        var freedom = 72.0 - fixture.Shape.FoundCount(12);
        for (var h = 0; h < 15; h += 7)
        {
            var mean = futures[h].Average();
            var variance =
                futures[h].Average(value => (value - mean) * (value - mean)) / (model.Deviation * model.Deviation);
            Assert.Equal(1, variance / (model.VarianceFactor(h + 1) * freedom / (freedom - 2)), 0.04);
        }
    }

    [Fact]
    public void Fit_ConstantOneValueOrMissing_IsSane()
    {
        Assert.All(
            ExponentialSmoothing.Fit([7, 7, 7, 7, 7, 7], Monthly).Forecast(3),
            point => Assert.Equal(7, point.Value, 1e-6)
        );
        Assert.Equal(5, ExponentialSmoothing.Fit([5], Monthly).Forecast(2)[1].Value, 0.1);
        Assert.All(
            ExponentialSmoothing.Fit([double.NaN, 4, double.NaN, 6, 5], Monthly).Forecast(3),
            point => Assert.InRange(point.Value, 3, 8)
        );
        Assert.All(
            ExponentialSmoothing.Fit([0, 0, 0], Monthly).Forecast(2),
            point => Assert.Equal(0, point.Value, 1e-6)
        );
        Assert.Empty(ExponentialSmoothing.Fit([1, 2], Monthly).Forecast(0));
    }

    [Fact]
    public void Forecast_SalesFallingToNothing_AreNotNegative()
    {
        double[] values = [.. Enumerable.Range(0, 20).Select(t => 40 - 2.0 * t)];

        Assert.All(
            ExponentialSmoothing.Fit(values, SmoothingOptions.Default with { IsNonNegative = true }).Forecast(10),
            point => Assert.True(point.Low >= 0 && point.Value >= 0)
        );
    }

    [Fact]
    public void Fit_WrongInput_SaysWhatAndWhere()
    {
        string Message(double[] values, SmoothingOptions options) =>
            Assert.Throws<ArgumentException>(() => ExponentialSmoothing.Fit(values, options)).Message;

        Assert.Contains(
            "Period 1 is infinite",
            Message([1, double.PositiveInfinity], Monthly),
            StringComparison.Ordinal
        );
        Assert.Contains("no value in 2 periods", Message([double.NaN, double.NaN], Monthly), StringComparison.Ordinal);
        Assert.Contains("no value in 0 periods", Message([], Monthly), StringComparison.Ordinal);
        Assert.Contains(
            "two full ones",
            Message([1, 2, 3], Monthly with { Shape = new SmoothingShape(TrendKind.None, SeasonKind.Additive) }),
            StringComparison.Ordinal
        );
        Assert.Contains("coverage 1", Message([1], Monthly with { Coverage = 1 }), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_ReadAgain_SameForecastAndUnknownVersionRefused()
    {
        var fixture = ForecastFixture.Read()["multiplicative"];
        var model = ExponentialSmoothing.Fit(fixture.Values, Monthly with { Shape = fixture.Shape });
        using var stream = new MemoryStream();
        model.Write(stream);
        var bytes = stream.ToArray();

        Assert.Equal(model.Forecast(12), SmoothingModel.Read(new MemoryStream(bytes)).Forecast(12));
        bytes[8] = 6;
        Assert.Contains(
            "format version 6; this program reads version 1",
            Assert.Throws<InvalidDataException>(() => SmoothingModel.Read(new MemoryStream(bytes))).Message,
            StringComparison.Ordinal
        );
        bytes[8] = 1;
        Assert.Throws<InvalidDataException>(() => SmoothingModel.Read(new MemoryStream(bytes, 0, 60)));
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
