using LeadDashboard.Learning.Blending;
using LeadDashboard.Learning.Linear;
using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Storage;
using LeadDashboard.Learning.Tests.Linear;

namespace LeadDashboard.Learning.Tests.Blending;

public sealed class StackedBlendTests
{
    [Fact]
    public void Fit_TwoHalvesOfTheTruth_FindsTheirWeights()
    {
        var random = new Random(9);
        var left = Enumerable.Range(0, 20_000).Select(_ => random.NextDouble() * 4 - 2).ToArray();
        var right = left.Select(_ => random.NextDouble() * 4 - 2).ToArray();
        var labels = left.Zip(
                right,
                (l, r) => random.NextDouble() < LogOdds.ToProbability(0.9 * l + 0.4 * r - 0.5) ? 1f : 0f
            )
            .ToArray();

        var (intercept, weights) = StackedBlend.Fit([left, right], labels);

        Assert.Equal(-0.5, intercept, 0.08);
        Assert.Equal(0.9, weights[0], 0.08);
        Assert.Equal(0.4, weights[1], 0.08);
    }

    [Fact]
    public void Fit_HarmfulMember_GetsNoWeight()
    {
        var random = new Random(9);
        var truth = Enumerable.Range(0, 5000).Select(_ => random.NextDouble() * 4 - 2).ToArray();
        var labels = truth.Select(raw => random.NextDouble() < LogOdds.ToProbability(raw) ? 1f : 0f).ToArray();

        var (_, weights) = StackedBlend.Fit([truth, [.. truth.Select(raw => -raw + random.NextDouble())]], labels);

        Assert.Equal(0, weights[1]);
        Assert.Equal(1, weights[0], 0.1);
    }

    [Fact]
    public void Explain_Blend_SharesOfMembersAddUpAndSurviveStorage()
    {
        var fixture = LinearFixture.Read();
        var table = fixture.Table();
        var one = LogisticRegression.Fit(table, fixture.Y, null, LogisticOptions.Default);
        var other = LogisticRegression.Fit(table, fixture.Y, null, LogisticOptions.Default with { KnotCount = 0 });
        var blend = new BlendModel("blend", 0.1, [0.6, 0.5], [one, other]);
        using var stream = new MemoryStream();
        ModelFile.Write(stream, blend);
        stream.Position = 0;
        var read = ModelFile.Read(stream);
        var raw = blend.PredictRaw(table);
        var shares = new double[3];

        Assert.Equal("blend", read.Kind);
        for (var row = 0; row < 20; row++)
        {
            Assert.Equal(raw[row], read.Explain(table, row, shares) + shares.Sum(), 1e-9);
        }
    }
}
