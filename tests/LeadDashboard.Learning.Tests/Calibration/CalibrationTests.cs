using LeadDashboard.Learning.Calibration;
using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Tests.Linear;

namespace LeadDashboard.Learning.Tests.Calibration;

public sealed class CalibrationTests
{
    [Fact]
    public void PlattFit_SmoothedTargets_EqualsScikitLearn()
    {
        var fixture = LinearFixture.Read();

        var platt = PlattScaling.Fit(fixture.Scores, fixture.Y);

        Assert.Equal(fixture.PlattSlope, platt.Slope, 1e-4);
        Assert.Equal(fixture.PlattIntercept, platt.Intercept, 1e-4);
    }

    [Fact]
    public void PlattFit_ScoresAgainstTheOutcome_GivesTheOverallRateAndNotAFallingLine()
    {
        var fixture = LinearFixture.Read();

        var platt = PlattScaling.Fit([.. fixture.Scores.Select(score => -score)], fixture.Y);

        Assert.Equal(0, platt.Slope);
        Assert.Equal(fixture.Y.Average(), LogOdds.ToProbability(platt.Calibrate(3)), 0.01);
    }

    [Fact]
    public void IsotonicPool_Blocks_EqualScikitLearn()
    {
        var fixture = LinearFixture.Read();
        var (raws, rates, counts) = IsotonicCalibration.Pool(fixture.Scores, fixture.Y);

        Assert.Equal(240, counts.Sum());
        Assert.Equal(rates.Order(), rates);
        Assert.Equal(raws.Order(), raws);
        Assert.Equal(
            fixture.Isotonic.Distinct().Order(),
            rates,
            (expected, actual) => Math.Abs(expected - actual) < 1e-9
        );
    }

    [Fact]
    public void IsotonicCalibrate_AnyScores_NeverFallsAndStaysFinite()
    {
        var fixture = LinearFixture.Read();
        var isotonic = IsotonicCalibration.Fit(fixture.Scores, fixture.Y);

        var calibrated = Enumerable.Range(-100, 201).Select(i => isotonic.Calibrate(i / 10.0)).ToArray();

        Assert.All(calibrated, value => Assert.True(double.IsFinite(value)));
        Assert.Equal(calibrated.Order(), calibrated);
    }

    [Fact]
    public void Choose_HonestScores_LeavesThemAlone()
    {
        var (raw, labels) = Made(scale: 1);

        Assert.Equal("none", Calibrators.Choose(raw, labels, 1).Kind);
    }

    [Fact]
    public void Choose_ExaggeratedScores_ShrinksThem()
    {
        var (raw, labels) = Made(scale: 2.5);

        var calibrator = Calibrators.Choose(raw, labels, 1);

        Assert.Equal("platt", calibrator.Kind);
        Assert.Equal(0.4, Assert.IsType<PlattScaling>(calibrator).Slope, 0.05);
    }

    [Fact]
    public void Choose_BentScores_TakesIsotonic()
    {
        var (raw, labels) = Made(scale: 1);
        var bent = raw.Select(score => score > 0 ? 8 * score : 0.2 * score).ToArray();

        Assert.Equal("isotonic", Calibrators.Choose(bent, labels, 1).Kind);
    }

    [Fact]
    public void Read_WhatWasWritten_CalibratesTheSame()
    {
        var fixture = LinearFixture.Read();
        foreach (
            var calibrator in (ICalibrator[])
                [
                    PlattScaling.None,
                    PlattScaling.Fit(fixture.Scores, fixture.Y),
                    IsotonicCalibration.Fit(fixture.Scores, fixture.Y),
                ]
        )
        {
            using var stream = new MemoryStream();
            using var writer = new BinaryWriter(stream);
            Calibrators.Write(writer, calibrator);
            stream.Position = 0;
            using var reader = new BinaryReader(stream);

            var read = Calibrators.Read(reader);

            Assert.Equal(calibrator.Kind, read.Kind);
            Assert.Equal(calibrator.Calibrate(0.37), read.Calibrate(0.37));
        }
    }

    private static (double[] Raw, float[] Labels) Made(double scale)
    {
        var random = new Random(11);
        var truth = Enumerable.Range(0, 6000).Select(_ => random.NextDouble() * 4 - 2.5).ToArray();
        return (
            [.. truth.Select(raw => raw * scale)],
            [.. truth.Select(raw => random.NextDouble() < LogOdds.ToProbability(raw) ? 1f : 0f)]
        );
    }
}
