using System.Globalization;
using System.Text;
using System.Text.Json;
using LeadDashboard.Core.Modeling.Report;
using LeadDashboard.Web.Components.Charts;
using LeadDashboard.Web.Components.Shared;
using LeadDashboard.Web.Features.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace LeadDashboard.Web.Tests.Models;

/// <summary>What a chart of a model shows is what its report says.</summary>
public sealed class ModelChartsTests : IDisposable
{
    private readonly CultureInfo _culture = CultureInfo.CurrentCulture;
    private readonly ServiceProvider _services = new ServiceCollection().AddLogging().AddLocalization()
        .BuildServiceProvider();
    private readonly ModelReport _report = SampleReport.Of(winRate: 0.3);
    private readonly ModelCharts _charts;

    public ModelChartsTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-US");
        _charts = Charts(_report);
    }

    public void Dispose()
    {
        _services.Dispose();
        CultureInfo.CurrentCulture = _culture;
    }

    [Fact]
    public void Gains_Report_AreBetweenPerfectAndRandom()
    {
        var (model, perfect, random) = Three(_charts.Gains());

        Same(_report.Gains.Select(point => (point.LeadShare, point.WinShare)), model);
        Same([(0, 0), (_report.Metrics.WinRate, 1), (1, 1)], perfect);
        Same(_report.Gains.Select(point => (point.LeadShare, point.LeadShare)), random);
    }

    [Fact]
    public void Lift_Report_IsOneColumnForEachTenthAgainstChance()
    {
        var spec = _charts.Lift();

        Same(_report.Deciles.Select((decile, i) => ((double)i, decile.Lift)), Assert.Single(spec.Series));
        Assert.Equal(Enumerable.Range(1, 10).Select(i => i.ToString(CultureInfo.InvariantCulture)), spec.Labels);
        Assert.Equal(1, Assert.Single(spec.YMarks).Value);
    }

    [Fact]
    public void RocAndPrecision_Report_AreItsPoints()
    {
        Same(
            _report.Roc.Select(point => (point.FalsePositiveRate, point.TruePositiveRate)),
            _charts.Roc().Series[0]
        );
        Same(
            _report.PrecisionRecall.Select(point => (point.Recall, point.Precision)),
            _charts.PrecisionRecall().Series[0]
        );
        Assert.All(
            _charts.PrecisionRecall().Series[1].Points,
            point => Assert.Equal(_report.Metrics.WinRate, point[1], 1e-5)
        );
    }

    [Fact]
    public void Calibration_Report_IsItsBinsWithTheirIntervals()
    {
        var (band, diagonal, observed) = Three(_charts.Calibration());

        Same(_report.Calibration.Select(bin => (bin.MeanProbability, bin.ObservedRate)), observed);
        Same(_report.Calibration.Select(bin => (bin.MeanProbability, bin.ObservedLow)), band);
        Same(
            _report.Calibration.Select(bin => (bin.MeanProbability, bin.ObservedHigh)),
            band with { Points = [.. band.Points.Select(point => new[] { point[0], point[2] })] }
        );
        Assert.All(diagonal.Points, point => Assert.Equal(point[0], point[1]));
    }

    [Fact]
    public void Separation_Report_MarksTheDistanceThatTheMetricsSay()
    {
        var spec = _charts.Separation();

        var mark = Assert.Single(spec.XMarks);
        Assert.Contains(Format.Percent(_report.Metrics.Ks), mark.Label, StringComparison.Ordinal);
        var there = spec.Series.Select(series => series.Points.MinBy(point => Math.Abs(point[0] - mark.Value))![1]);
        Assert.Equal(_report.Metrics.Ks, Math.Abs(there.First() - there.Last()), 0.03);
    }

    /// <summary>Each step of the threshold, against counting by hand.</summary>
    [Fact]
    public void Tracks_EveryStep_EqualTheConfusionsOfTheReport()
    {
        var (gains, lift, roc) = (_charts.Gains().Track!, _charts.Lift().Track!, _charts.Roc().Track!);
        var (precision, profit) = (_charts.PrecisionRecall().Track!, _charts.Profit(100, 10).Track!);
        var (apart, calibration) = (_charts.Separation().Track!, _charts.Calibration().Track!);
        Assert.Equal(101, _report.Confusions.Count);
        foreach (var (k, row) in _report.Confusions.Index())
        {
            double called = row.TruePositives + row.FalsePositives;
            var share = called / _report.TestRowCount;
            var losses = row.FalsePositives / (double)(row.FalsePositives + row.TrueNegatives);
            Near(share, gains.X[k]);
            Near(row.Recall, gains.Y[k]);
            Near(share * 10, lift.X[k]);
            Near(called == 0 ? null : row.Precision / _report.Metrics.WinRate, lift.Y[k]);
            Near(losses, roc.X[k]);
            Near(row.Recall, roc.Y[k]);
            Near(row.Recall, precision.X[k]);
            Near(called == 0 ? null : row.Precision, precision.Y[k]);
            Near(k, profit.X[k]);
            Near(100 * row.TruePositives - 10 * called, profit.Y[k]);
            Near(Math.Abs(row.Recall - losses), apart.Y[k]);
            Near(k / 100.0, calibration.X[k]);
        }

        Assert.Empty(calibration.Y);
    }

    [Fact]
    public void Profit_Curve_IsBestWhereTheLearnerFindsItBest()
    {
        var spec = _charts.Profit(valuePerWin: 100, costPerCall: 40);

        var best = _report.Confusions.Max(row => ModelCharts.Profit(row, 100, 40));
        Assert.Equal(best, spec.Series[0].Points.Max(point => point[1]));
        var there = spec.Series[0].Points.Single(point => point[0] == Assert.Single(spec.XMarks).Value);
        Assert.Equal(best, there[1]);
    }

    [Fact]
    public void Drivers_Report_AreBarsInItsOrder()
    {
        var spec = _charts.Drivers(_services.GetRequiredService<IStringLocalizer<FieldText>>());

        Assert.Equal(["Visits", "Source"], spec.Labels);
        Assert.Equal([[0, 0.5], [1, 0.25]], Assert.Single(spec.Series).Points);
    }

    [Fact]
    public void Tables_SayWhatTheReportSays()
    {
        Assert.Equal(10, _charts.LiftTable().Rows.Count);
        Assert.Equal(_report.Deciles[0].Lift, _charts.LiftTable().Rows[0][5]);
        Assert.Equal(_report.Calibration[0].LeadCount, (double)_charts.CalibrationTable().Rows[0][4]);
        Assert.Equal(ModelCharts.GainAt(_report.Gains, 0.2), (double)_charts.GainsTable().Rows[3][1]);
        Assert.Equal(101, _charts.Thresholds().Rows.Count);
        Assert.Equal(_report.Confusions[40].F1, _charts.Thresholds().Rows[40][8]);
        Assert.Equal(ModelCharts.Profit(_report.Confusions[40], 9, 2), _charts.ProfitTable(9, 2).Rows[40][3]);
    }

    /// <summary>More would hold up the circuit.</summary>
    [Fact]
    public void Specs_OfAFullReport_StayBelow42Kilobytes()
    {
        var charts = Charts(SampleReport.Of(winRate: 0.3, rowCount: 20_000));

        Assert.All(
            [charts.Gains(), charts.Roc(), charts.PrecisionRecall(), charts.Separation(), charts.Profit(1, 1)],
            spec =>
                Assert.InRange(
                    Encoding.UTF8.GetByteCount(JsonSerializer.Serialize(spec, ChartJson.Default.ChartSpec)),
                    1_000,
                    42_000
                )
        );
    }

    [Fact]
    public void Specs_OfAReportWithoutWins_HoldNoNumberThatIsNone()
    {
        var charts = Charts(SampleReport.Of(winRate: 0));

        Assert.All(
            [
                charts.Gains(), charts.Lift(), charts.Roc(), charts.PrecisionRecall(), charts.Calibration(),
                charts.Separation(), charts.Profit(500, 25),
            ],
            spec => Assert.NotEmpty(JsonSerializer.Serialize(spec, ChartJson.Default.ChartSpec))
        );
    }

    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(0.1, 0.3)]
    [InlineData(0.2, 0.6)]
    [InlineData(0.6, 0.8)]
    [InlineData(1.0, 1.0)]
    public void GainAt_BetweenPoints_Interpolates(double share, double expected) =>
        Assert.Equal(expected, ModelCharts.GainAt([new(0, 0), new(0.2, 0.6), new(1, 1)], share), 9);

    private static (ChartSeries, ChartSeries, ChartSeries) Three(ChartSpec spec) =>
        (spec.Series[0], spec.Series[1], spec.Series[2]);

    private static void Same(IEnumerable<(double X, double Y)> expected, ChartSeries series)
    {
        var points = expected.ToList();
        Assert.Equal(points.Count, series.Points.Count);
        foreach (var (i, (x, y)) in points.Index())
        {
            Near(x, series.Points[i][0]);
            Near(y, series.Points[i][1]);
        }
    }

    private static void Near(double? expected, double? actual)
    {
        Assert.Equal(expected is null, actual is null);
        Assert.Equal(expected ?? 0, actual ?? 0, 1e-5 * Math.Max(1, Math.Abs(expected ?? 0)));
    }

    private ModelCharts Charts(ModelReport report) =>
        new(report, _services.GetRequiredService<IStringLocalizer<ChartsText>>());
}
