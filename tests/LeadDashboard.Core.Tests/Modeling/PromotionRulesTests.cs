using LeadDashboard.Core.Modeling.Gate;
using LeadDashboard.Core.Modeling.Training;

namespace LeadDashboard.Core.Tests.Modeling;

public sealed class PromotionRulesTests
{
    private static readonly double[] Truth = Chances();
    private static readonly float[] Labels = Draw(Truth);

    [Fact]
    public void Compare_BetterChallenger_IsPromoted()
    {
        var comparison = PromotionRules.Compare(Labels, [.. Truth.Select(_ => 0.3)], Truth);

        Assert.True(comparison.IsPromoted);
        Assert.True(comparison.PrAucDifference.Low > 0);
        Assert.True(comparison.LogLossDifference.High < 0);
    }

    [Fact]
    public void Compare_WorseChallenger_ChampionStays()
    {
        var comparison = PromotionRules.Compare(Labels, Truth, [.. Truth.Select(chance => 1 - chance)]);

        Assert.False(comparison.IsPromoted);
        Assert.StartsWith("Kept the champion", comparison.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_SameRankingButExaggerated_ChampionStays()
    {
        var exaggerated = Truth.Select(chance => chance > 0.4 ? 0.99 : 0.001).ToArray();

        Assert.False(PromotionRules.Compare(Labels, Truth, exaggerated).IsPromoted);
    }

    [Fact]
    public void Compare_EqualModels_ChallengerMayServe() =>
        Assert.True(PromotionRules.Compare(Labels, Truth, Truth).IsPromoted);

    [Fact]
    public void Compare_TooFewNewOutcomes_ChampionStaysAndSaysSo()
    {
        var comparison = PromotionRules.Compare(Labels[..12], Truth[..12], Truth[..12]);

        Assert.False(comparison.IsPromoted);
        Assert.Contains("10 of each are needed", comparison.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_TrainedModels_MeasuresBothOnTheGivenRows()
    {
        var set = MadeLeads.Make(600, openShare: 0).Set();
        var options = TrainingOptions.Default with { Candidates = ["logistic"] };
        var champion = ModelTrainer.Train(set.Select([.. Enumerable.Range(0, 150)]), options);
        var challenger = ModelTrainer.Train(set.Select([.. Enumerable.Range(0, 400)]), options);

        var comparison = PromotionRules.Compare(champion, challenger, set.Select([.. Enumerable.Range(400, 200)]));

        Assert.Equal(200, comparison.RowCount);
        Assert.True(comparison.Challenger.Auc.Value > 0.6);
    }

    private static double[] Chances()
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, 800).Select(_ => random.NextDouble() * 0.8)];
    }

    private static float[] Draw(double[] chances)
    {
        var random = new Random(2);
        return [.. chances.Select(chance => random.NextDouble() < chance ? 1f : 0f)];
    }
}
