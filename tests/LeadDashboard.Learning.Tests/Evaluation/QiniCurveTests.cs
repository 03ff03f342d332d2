using LeadDashboard.Learning.Evaluation;

namespace LeadDashboard.Learning.Tests.Evaluation;

public sealed class QiniCurveTests
{
    [Fact]
    public void Points_ScoresWithTies_EqualTheReferenceAtEveryThreshold()
    {
        var fixture = EvaluationFixture.Read();

        var points = QiniCurve.Points(fixture.Y, fixture.Treated, fixture.Champion);
        var quality = QiniCurve.Measure(fixture.Y, fixture.Treated, fixture.Champion);

        Assert.Equal(
            fixture.QiniPoints.Select(point => point[0]),
            points.Select(point => point.LeadShare),
            (expected, actual) => Math.Abs(expected - actual) < 1e-12
        );
        Assert.Equal(
            fixture.QiniPoints.Select(point => point[1]),
            points.Select(point => point.Gain),
            (expected, actual) => Math.Abs(expected - actual) < 1e-12
        );
        Assert.Equal(fixture.Qini, quality.Qini.Value, 1e-12);
        Assert.Equal(fixture.Auuc, quality.Auuc, 1e-12);
    }

    [Fact]
    public void Measure_KnownEffect_FindsTheOrderAndItsSize()
    {
        // Treatment adds u to a base rate of 0.2, u uniform in 0..0.6; gain(x) = integral of the best x of u = 0.6 x -
        // 0.3 x^2, random = 0.3 x, area between = 0.05.
        var random = new Random(3);
        var uplifts = Enumerable.Range(0, 20_000).Select(_ => 0.6 * random.NextDouble()).ToArray();
        var treated = uplifts.Select(_ => random.Next(2) == 0).ToArray();
        var labels = uplifts.Select((u, i) => random.NextDouble() < 0.2 + (treated[i] ? u : 0) ? 1f : 0f).ToArray();

        var known = QiniCurve.Measure(labels, treated, uplifts);
        var reversed = QiniCurve.Measure(labels, treated, [.. uplifts.Select(u => -u)]);
        var blind = QiniCurve.Measure(labels, treated, [.. uplifts.Select(_ => random.NextDouble())]);

        Assert.Equal(0.05, known.Qini.Value, 0.008);
        Assert.InRange(0.05, known.Qini.Low, known.Qini.High);
        Assert.Equal(-0.05, reversed.Qini.Value, 0.008);
        Assert.InRange(0, blind.Qini.Low, blind.Qini.High);
        Assert.InRange(0.3, known.AverageEffect.Low, known.AverageEffect.High);
        Assert.Equal(0.2, known.Auuc, 0.015);
    }

    [Fact]
    public void Points_OrderOfTies_ChangesNothingAndAllTiesAreTheRandomLine()
    {
        float[] labels = [1, 0, 1, 0, 1, 0];
        bool[] treated = [true, false, true, true, false, true];
        var forward = QiniCurve.Points(labels, treated, [2, 2, 2, 1, 1, 1]);
        var backward = QiniCurve.Points([.. labels.Reverse()], [.. treated.Reverse()], [1, 1, 1, 2, 2, 2]);

        Assert.Equal(forward, backward);
        Assert.Equal(0, QiniCurve.Measure(labels, treated, new double[6]).Qini.Value, 1e-12);
        Assert.Equal(new QiniPoint(0, 0, 0), forward[0]);
        Assert.Equal(1, forward[^1].LeadShare);
        Assert.Equal(forward[^1].Gain, forward[^1].Random, 1e-12);
    }

    [Fact]
    public void Measure_NoControlGroup_SaysWhatIsMissing()
    {
        Assert.Contains(
            "2 leads 2 were treated",
            Assert.Throws<ArgumentException>(() => QiniCurve.Measure([1, 0], [true, true], [1, 2])).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentException>(() => QiniCurve.Points([], [], []));
        Assert.Throws<ArgumentException>(() => QiniCurve.Points([1, 0], [true], [1, 2]));
        Assert.Throws<ArgumentException>(() => QiniCurve.Points([1, 0], [true, false], [1, double.NaN]));
        Assert.Equal(2, QiniCurve.Points([1, 0], [true, false], [1, 1]).Count);
    }
}
