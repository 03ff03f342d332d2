using LeadDashboard.Learning.Forecasting;

namespace LeadDashboard.Learning.Tests.Forecasting;

public sealed class BackTestTests
{
    private static readonly SmoothingOptions Quarterly = SmoothingOptions.Default with { SeasonLength = 4 };

    [Fact]
    public void Run_TrendWithSeason_BeatsNaiveAndKeepsItsCoverage()
    {
        var random = new Random(8);
        double[] season = [8, -4, -6, 2];
        var values = Enumerable
            .Range(0, 60)
            .Select(t =>
                50
                + t
                + season[t % 4]
                + 3 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())
            )
            .ToArray();

        var report = BackTest.Run(values, Quarterly, horizon: 4, minTrain: 24, step: 3);

        Assert.True(report.BeatsNaive);
        Assert.InRange(report.Mase, 0.2, 0.9);
        Assert.InRange(report.Coverage, 0.8, 1);
        Assert.Equal(11 * 4 + 3, report.ForecastCount);
        Assert.Equal(4, report.MaseByStep.Count);
    }

    [Fact]
    public void Run_OneOriginByHand_EqualsTheFormulas()
    {
        double[] values = [10, 12, 11, 13, 20];
        var model = ExponentialSmoothing.Fit(values[..4], SmoothingOptions.Default);
        var forecast = model.Forecast(1)[0];

        var report = BackTest.Run(values, SmoothingOptions.Default, horizon: 3, minTrain: 4);

        const double Scale = (2.0 + 1 + 2) / 3;
        Assert.Equal(Math.Abs(forecast.Value - 20) / Scale, report.Mase, 1e-9);
        Assert.Equal(7 / Scale, report.NaiveMase, 1e-9);
        Assert.Equal(forecast.Value - 20, report.Bias, 1e-9);
        Assert.Equal(1, report.ForecastCount);
    }

    [Fact]
    public void Run_AnyThreads_SameReport()
    {
        var values = Enumerable.Range(0, 24).Select(t => 20 + t % 4 * 3 + Math.Sin(t)).ToArray();

        var one = BackTest.Run(values, Quarterly, 2, 16);
        var four = BackTest.Run(values, Quarterly, 2, 16, maxThreads: 4);

        Assert.Equal((one.Mase, one.Coverage, one.Bias), (four.Mase, four.Coverage, four.Bias));
    }

    [Fact]
    public void Run_ConstantMissingOrTooShort_IsSaneOrRefused()
    {
        Assert.Equal(0, BackTest.Run([3, 3, 3, 3, 3, 3], SmoothingOptions.Default, 2, 3).Mase);
        Assert.Equal(
            2,
            BackTest.Run([3, 4, double.NaN, 3, double.NaN, 5], SmoothingOptions.Default, 1, 3).ForecastCount
        );
        Assert.Throws<ArgumentException>(() => BackTest.Run([1, 2], SmoothingOptions.Default, 1, 2));
        Assert.Throws<ArgumentException>(() => BackTest.Run([1, 2, double.NaN], SmoothingOptions.Default, 1, 2));
    }

    [Fact]
    public void SeasonalNaive_TwoSeasons_RepeatsTheLastWithWiderLimits()
    {
        var points = SeasonalNaive.Forecast([1, 2, 3, 3, 4, double.NaN], seasonLength: 3, horizon: 6);

        Assert.Equal([3.0, 4, 3, 3, 4, 3], points.Select(point => point.Value));
        Assert.Equal(Math.Sqrt(2), (points[3].High - points[3].Value) / (points[0].High - points[0].Value), 1e-9);
        Assert.Equal(5, SeasonalNaive.Forecast([5], 12, 2)[1].Value);
        Assert.Throws<ArgumentException>(() => SeasonalNaive.Forecast([], 1, 1));
    }
}
