using LeadDashboard.Learning.Bayes;
using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Tests.Bayes;

public sealed class SmoothedRatesTests
{
    [Fact]
    public void Fit_OneInformativeCategory_RatesAreShrunkTowardsTheOverallRate()
    {
        // a: 80 of 100 won, b: 20 of 100 won, c: the only one won.
        int[] codes = [.. Enumerable.Repeat(0, 100), .. Enumerable.Repeat(1, 100), 2];
        float[] labels =
        [
            .. Enumerable.Range(0, 100).Select(i => i < 80 ? 1f : 0f),
            .. Enumerable.Range(0, 100).Select(i => i < 20 ? 1f : 0f),
            1f,
        ];
        var table = new FeatureTable([FeatureColumn.Category("source", codes, ["a", "b", "c"])]);

        var model = SmoothedRates.Fit(table, labels, SmoothedRatesOptions.Default);
        var raw = model.PredictRaw(
            new FeatureTable([FeatureColumn.Category("source", [0, 1, 2, -1], ["a", "b", "c"])])
        );
        var chances = raw.Select(LogOdds.ToProbability).ToArray();

        Assert.InRange(chances[0], 0.74, 0.80);
        Assert.InRange(chances[1], 0.20, 0.26);
        Assert.InRange(chances[2], 0.50, 0.60);
        Assert.InRange(chances[3], 0.45, 0.55);
    }

    [Fact]
    public void Fit_NoiseOnly_IsDampedToTheOverallRate()
    {
        var random = new Random(5);
        var columns = Enumerable
            .Range(0, 20)
            .Select(c =>
                FeatureColumn.Category(
                    "c" + c,
                    [.. Enumerable.Range(0, 30).Select(_ => random.Next(4))],
                    ["a", "b", "c", "d"]
                )
            )
            .ToArray();
        float[] labels = [.. Enumerable.Range(0, 30).Select(i => i % 3 == 0 ? 1f : 0f)];
        var table = new FeatureTable(columns);

        var raw = SmoothedRates.Fit(table, labels, SmoothedRatesOptions.Default).PredictRaw(table);

        Assert.All(raw, score => Assert.InRange(LogOdds.ToProbability(score), 0.1, 0.65));
    }

    [Fact]
    public void Fit_RepeatedColumn_IsDampedInsteadOfCountedTwice()
    {
        var random = new Random(6);
        var codes = Enumerable.Range(0, 500).Select(_ => random.Next(2)).ToArray();
        var labels = codes.Select(code => random.NextDouble() < (code == 1 ? 0.7 : 0.3) ? 1f : 0f).ToArray();
        FeatureTable Copies(int count) =>
            new([.. Enumerable.Range(0, count).Select(c => FeatureColumn.Category("c" + c, codes, ["a", "b"]))]);

        double Spread(int count)
        {
            var raw = SmoothedRates.Fit(Copies(count), labels, SmoothedRatesOptions.Default).PredictRaw(Copies(count));
            return raw.Max() - raw.Min();
        }

        Assert.InRange(Spread(5), 0.5 * Spread(1), 1.5 * Spread(1));
    }
}
