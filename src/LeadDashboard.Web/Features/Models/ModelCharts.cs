using LeadDashboard.Core.Modeling.Report;
using LeadDashboard.Learning.Evaluation;
using LeadDashboard.Web.Components.Charts;
using LeadDashboard.Web.Components.Shared;
using Microsoft.Extensions.Localization;

namespace LeadDashboard.Web.Features.Models;

/// <summary>
/// The charts of a model's report. Each that depends on the threshold says where its mark stands at the 101 steps of
/// <see cref="ModelReport.Confusions"/>, so that the browser moves all of them without asking.
/// </summary>
public sealed class ModelCharts(ModelReport report, IStringLocalizer<ChartsText> text)
{
    private const int ScoreMax = 100;

    private readonly IReadOnlyList<Confusion> rows = report.Confusions;

    /// <summary>The model between chance and perfect order.</summary>
    public ChartSpec Gains()
    {
        var rate = report.Metrics.WinRate;
        return new ChartSpec(
            ChartKind.Lines,
            text["Leads called, best first"],
            text["Wins reached"],
            [
                new(text["Model"], Pairs(report.Gains, p => p.LeadShare, p => p.WinShare), Shape: ChartShape.Area),
                new(
                    text["Perfect"],
                    // Its own corners: at those of the model, ties would cut the corner off.
                    rate <= 0 ? [] : [[0, 0], [ChartSpec.Round(rate), 1], [1, 1]],
                    ChartColor.Success,
                    ChartShape.Dash
                ),
                new(
                    text["Random"],
                    Pairs(report.Gains, p => p.LeadShare, p => p.LeadShare),
                    ChartColor.Muted,
                    ChartShape.Dash
                ),
            ]
        )
        {
            XFormat = ChartFormat.Percent,
            YFormat = ChartFormat.Percent,
            XMax = 1,
            YMax = 1,
            Track = Track(row => row.CalledShare, row => row.Recall, isOnCurve: true),
        };
    }

    public ChartTable GainsTable() =>
        new(
            [
                new(text["Leads called, best first"], ChartFormat.Percent),
                new(text["Wins reached"], ChartFormat.Percent),
                new(text["Lift"], ChartFormat.Ratio),
            ],
            [
                .. Enumerable
                    .Range(1, 20)
                    .Select(i => i / 20.0)
                    .Select(share => (Share: share, Wins: GainAt(report.Gains, share)))
                    .Select(at => new object[] { at.Share, at.Wins, at.Wins / at.Share }),
            ]
        );

    /// <summary>Wins reached by the best-scored share, interpolated.</summary>
    public static double GainAt(IReadOnlyList<GainsPoint> points, double share)
    {
        for (var i = 1; i < points.Count; i++)
        {
            if (points[i].LeadShare >= share)
            {
                var (a, b) = (points[i - 1], points[i]);
                return b.LeadShare - a.LeadShare < 1e-12
                    ? b.WinShare
                    : a.WinShare + (b.WinShare - a.WinShare) * (share - a.LeadShare) / (b.LeadShare - a.LeadShare);
            }
        }

        return 1;
    }

    /// <summary>Each tenth of the leads against calling at random.</summary>
    public ChartSpec Lift() =>
        new(
            ChartKind.Columns,
            text["Decile, 1 = highest score"],
            text["Lift"],
            [
                new(
                    text["Lift"],
                    [.. report.Deciles.Select((decile, i) => new[] { i, ChartSpec.Round(decile.Lift) })],
                    Shape: ChartShape.Column
                ),
            ]
        )
        {
            YFormat = ChartFormat.Ratio,
            Labels = [.. report.Deciles.Select(decile => ChartTable.Show(decile.Number, ChartFormat.Number))],
            HasValues = true,
            // Room for the values above the columns.
            YMax = Math.Ceiling(report.Deciles.Select(decile => decile.Lift).DefaultIfEmpty(1).Max() + 0.4),
            YMarks = [new(1, text["Random calling: 1.0×"], ChartColor.Error)],
            Track = Track(
                row => row.CalledShare * report.Deciles.Count,
                row => Called(row) == 0 || report.Metrics.WinRate <= 0 ? null : row.Precision / report.Metrics.WinRate
            ),
        };

    public ChartTable LiftTable() =>
        new(
            [
                new(text["Decile"]),
                new(text["Score from"]),
                new(text["Leads"]),
                new(text["Wins"]),
                new(text["Win rate"], ChartFormat.Percent),
                new(text["Lift"], ChartFormat.Ratio),
                new(text["Wins so far"], ChartFormat.Percent),
            ],
            [
                .. report.Deciles.Select(d =>
                    new object[]
                    {
                        (double)d.Number, d.MinProbability * ScoreMax, d.LeadCount, d.WinCount, d.WinRate, d.Lift,
                        d.CumulativeWinShare,
                    }
                ),
            ]
        );

    /// <summary>How many of the wins are called against how many of the losses.</summary>
    public ChartSpec Roc() =>
        new(
            ChartKind.Lines,
            text["Losses called"],
            text["Wins reached"],
            [
                new(
                    text["Model"],
                    Pairs(report.Roc, p => p.FalsePositiveRate, p => p.TruePositiveRate),
                    Shape: ChartShape.Area
                ),
                new(
                    text["Random"],
                    Pairs(report.Roc, p => p.FalsePositiveRate, p => p.FalsePositiveRate),
                    ChartColor.Muted,
                    ChartShape.Dash
                ),
            ]
        )
        {
            XFormat = ChartFormat.Percent,
            YFormat = ChartFormat.Percent,
            XMax = 1,
            YMax = 1,
            Track = Track(LossRate, row => row.Recall, isOnCurve: true),
        };

    /// <summary>How pure the called are against how many of the wins are among them.</summary>
    public ChartSpec PrecisionRecall() =>
        new(
            ChartKind.Lines,
            text["Wins reached"],
            text["Win rate of the called"],
            [
                new(
                    text["Model"],
                    Pairs(report.PrecisionRecall, p => p.Recall, p => p.Precision),
                    Shape: ChartShape.Area
                ),
                new(
                    text["Random"],
                    Pairs(report.PrecisionRecall, p => p.Recall, _ => report.Metrics.WinRate),
                    ChartColor.Muted,
                    ChartShape.Dash
                ),
            ]
        )
        {
            XFormat = ChartFormat.Percent,
            YFormat = ChartFormat.Percent,
            XMax = 1,
            YMax = 1,
            Track = Track(row => row.Recall, row => Called(row) == 0 ? null : row.Precision, isOnCurve: true),
        };

    /// <summary>Does 70 mean 70 in 100? Observed rate against mean probability in bins of equally many leads.</summary>
    public ChartSpec Calibration()
    {
        var bins = report.Calibration;
        var most = bins.Select(bin => Math.Max(bin.MeanProbability, bin.ObservedHigh)).DefaultIfEmpty(1).Max();
        var top = Math.Min(1, Math.Ceiling(most * 10) / 10);
        return new ChartSpec(
            ChartKind.Lines,
            text["Predicted probability"],
            text["Observed win rate"],
            [
                new(
                    text["95 % interval"],
                    [
                        .. bins.Select(bin =>
                            new[]
                            {
                                ChartSpec.Round(bin.MeanProbability), ChartSpec.Round(bin.ObservedLow),
                                ChartSpec.Round(bin.ObservedHigh),
                            }
                        ),
                    ],
                    Shape: ChartShape.Band
                ),
                new(
                    text["Perfectly calibrated"],
                    bins.Count == 0
                        ? []
                        : Pairs([0, .. bins.Select(bin => bin.MeanProbability), top], p => p, p => p),
                    ChartColor.Muted,
                    ChartShape.Dash
                ),
                new(
                    text["Observed win rate"],
                    Pairs(bins, bin => bin.MeanProbability, bin => bin.ObservedRate),
                    Shape: ChartShape.Dots
                ),
            ]
        )
        {
            XFormat = ChartFormat.Percent,
            YFormat = ChartFormat.Percent,
            XMax = top,
            YMax = top,
            Track = new ChartTrack([.. rows.Select(row => row.Threshold)], []),
        };
    }

    public ChartTable CalibrationTable() =>
        new(
            [
                new(text["Predicted probability"], ChartFormat.Percent),
                new(text["Observed win rate"], ChartFormat.Percent),
                new(text["95 % interval, from"], ChartFormat.Percent),
                new(text["95 % interval, to"], ChartFormat.Percent),
                new(text["Leads"]),
            ],
            [
                .. report.Calibration.Select(bin =>
                    new object[]
                    {
                        bin.MeanProbability, bin.ObservedRate, bin.ObservedLow, bin.ObservedHigh, (double)bin.LeadCount,
                    }
                ),
            ]
        );

    /// <summary>Wins and losses that are called, by score, and where they lie furthest apart.</summary>
    public ChartSpec Separation()
    {
        // By rising score, for the shares fall from left to right.
        var points = report.Roc.Reverse().ToList();
        var widest = report.Roc.MaxBy(point => point.TruePositiveRate - point.FalsePositiveRate);
        return new ChartSpec(
            ChartKind.Lines,
            text["Score"],
            text["Called from this score"],
            [
                new(
                    text["Won"],
                    Pairs(points, point => point.Threshold * ScoreMax, point => point.TruePositiveRate),
                    ChartColor.Success
                ),
                new(
                    text["Lost"],
                    Pairs(points, point => point.Threshold * ScoreMax, point => point.FalsePositiveRate),
                    ChartColor.Error
                ),
            ]
        )
        {
            YFormat = ChartFormat.Percent,
            XMax = ScoreMax,
            YMax = 1,
            XMarks = widest is null
                ? []
                :
                [
                    new(
                        widest.Threshold * ScoreMax,
                        text["furthest apart: {0}", Format.Percent(report.Metrics.Ks)],
                        ChartColor.Muted
                    ),
                ],
            Track = Track(Score, row => Math.Abs(row.Recall - LossRate(row))),
        };
    }

    /// <summary>What calling everybody from a score would have earned.</summary>
    /// <param name="valuePerWin">Money earned by a won lead, before the cost of calls.</param>
    /// <param name="costPerCall">Money spent on each called lead.</param>
    public ChartSpec Profit(double valuePerWin, double costPerCall)
    {
        double Of(Confusion row) => Profit(row, valuePerWin, costPerCall);
        var best = rows.MaxBy(Of);
        return new ChartSpec(
            ChartKind.Lines,
            text["Score"],
            text["Profit"],
            [new(text["Profit"], Pairs(rows, Score, Of), ChartColor.Success, ChartShape.Area)]
        )
        {
            YFormat = ChartFormat.Money,
            XMax = ScoreMax,
            XMarks = best is null
                ? []
                : [new(Score(best), text["best from {0}", ChartTable.Show(Score(best), ChartFormat.Number)])],
            YMarks = rows.Any(row => Of(row) < 0) ? [new(0, "", ChartColor.Muted)] : [],
            Track = Track(Score, row => Of(row), isOnCurve: true),
        };
    }

    public ChartTable ProfitTable(double valuePerWin, double costPerCall) =>
        new(
            [
                new(text["Score from"]), new(text["Called"]), new(text["Wins"]),
                new(text["Profit"], ChartFormat.Money),
            ],
            [
                .. rows.Select(row =>
                    new object[]
                    {
                        Score(row), (double)Called(row), (double)row.TruePositives,
                        Profit(row, valuePerWin, costPerCall),
                    }
                ),
            ]
        );

    /// <summary>Wins times their value, less the cost of all calls.</summary>
    public static double Profit(Confusion row, double valuePerWin, double costPerCall) =>
        row.TruePositives * valuePerWin - Called(row) * costPerCall;

    /// <summary>What moves the scores most, over all measured leads.</summary>
    /// <param name="fields">Names of fields.</param>
    public ChartSpec Drivers(IStringLocalizer<FieldText> fields, int most = 12)
    {
        var drivers = report.Drivers.Take(most).ToList();
        return new ChartSpec(
            ChartKind.Bars,
            text["Field"],
            text["Mean share of the log-odds"],
            [
                new(
                    text["Mean share of the log-odds"],
                    [.. drivers.Select((driver, i) => new[] { i, ChartSpec.Round(driver.MeanAbsoluteLogOdds) })],
                    Shape: ChartShape.Column
                ),
            ]
        )
        {
            YFormat = ChartFormat.Small,
            Labels = [.. drivers.Select(driver => FieldNames.Say(driver.Feature, fields))],
        };
    }

    /// <summary>Right and wrong calls at each step.</summary>
    public ChartTable Thresholds() =>
        new(
            [
                new(text["Score from"]), new(text["Won and called"]), new(text["Lost and called"]),
                new(text["Lost and not called"]), new(text["Won and not called"]),
                new(text["Accuracy"], ChartFormat.Percent), new(text["Precision"], ChartFormat.Percent),
                new(text["Recall"], ChartFormat.Percent), new("F1", ChartFormat.Small),
            ],
            [
                .. rows.Select(row =>
                    new object[]
                    {
                        Score(row), (double)row.TruePositives, (double)row.FalsePositives, (double)row.TrueNegatives,
                        (double)row.FalseNegatives, row.Accuracy, row.Precision, row.Recall, row.F1,
                    }
                ),
            ]
        );

    private static long Called(Confusion row) => row.TruePositives + row.FalsePositives;

    private static double Score(Confusion row) => Math.Round(row.Threshold * ScoreMax, 6);

    private static double LossRate(Confusion row) =>
        row.FalsePositives / Math.Max(1.0, row.FalsePositives + row.TrueNegatives);

    private ChartTrack Track(Func<Confusion, double> x, Func<Confusion, double?> y, bool isOnCurve = false) =>
        new(
            [.. rows.Select(row => ChartSpec.Round(x(row)))],
            [.. rows.Select(row => y(row) is { } value ? ChartSpec.Round(value) : (double?)null)],
            isOnCurve
        );

    private static double[][] Pairs<T>(IEnumerable<T> points, Func<T, double> x, Func<T, double> y) =>
        [.. points.Select(point => new[] { ChartSpec.Round(x(point)), ChartSpec.Round(y(point)) })];
}
