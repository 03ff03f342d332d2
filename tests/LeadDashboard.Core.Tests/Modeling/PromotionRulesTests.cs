using LeadDashboard.Core.Modeling;
using LeadDashboard.Core.Modeling.Gate;
using LeadDashboard.Core.Modeling.Report;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Learning.Evaluation;

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
        Assert.Equal(ReportMessages.GateNotBetter, comparison.Message.Key);
        Assert.Null(comparison.Alarm);
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
        Assert.Equal(ReportMessages.GateTooFew, comparison.Message.Key);
        Assert.Equal(10L, comparison.Message.Values[2]);
        Assert.Null(comparison.Alarm);
    }

    [Fact]
    public void Compare_NeitherModelRanks_IsRefusedWithAnAlarm()
    {
        // Both know nothing of these rows: equal figures, which would pass.
        var same = Truth.Select(_ => 0.4).ToArray();

        var comparison = PromotionRules.Compare(Labels, same, same);

        Assert.False(comparison.IsPromoted);
        Assert.Equal(ReportMessages.NeitherRanks, comparison.Alarm?.Key);
        Assert.Equal(comparison.Alarm, comparison.Message);
    }

    [Fact]
    public void Compare_ChampionFailsAgainstItsOwnReport_IsRefusedWithAnAlarm()
    {
        var random = new Random(3);
        var nearlyBlind = Truth.Select(chance => (0.1 * chance) + (0.5 * random.NextDouble())).ToArray();

        var comparison = PromotionRules.Compare(Labels, nearlyBlind, Truth, new Estimate(0.8, 0.78, 0.82));

        Assert.False(comparison.IsPromoted);
        Assert.Equal(ReportMessages.ChampionCollapsed, comparison.Alarm?.Key);
        Assert.True(PromotionRules.Compare(Labels, nearlyBlind, Truth).IsPromoted);
    }

    [Fact]
    public void Compare_JudgedRowsUnlikeThoseServed_IsRefusedWithAnAlarm()
    {
        var served = Truth.Select(chance => 0.05 * chance).ToArray();

        var comparison = PromotionRules.Compare(Labels, Truth, Truth, null, served);

        Assert.False(comparison.IsPromoted);
        Assert.Equal(ReportMessages.UnlikeServed, comparison.Alarm?.Key);
        Assert.True(PromotionRules.Compare(Labels, Truth, Truth, null, Chances(4)).IsPromoted);
    }

    [Fact]
    public void Compare_TrainedModels_MeasuresBothOnTheGivenRows()
    {
        var set = MadeLeads.Make(600, openShare: 0).Set();
        var options = TrainingOptions.Default with { Candidates = [ModelKind.Logistic] };
        var champion = ModelTrainer.Train(set.Select([.. Enumerable.Range(0, 150)]), options);
        var challenger = ModelTrainer.Train(set.Select([.. Enumerable.Range(0, 400)]), options);

        var comparison = PromotionRules.Compare(champion, challenger, set.Select([.. Enumerable.Range(400, 200)]));

        Assert.Equal(200, comparison.RowCount);
        Assert.True(comparison.Challenger.Auc.Value > 0.6);
    }

    private static double[] Chances(int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 800).Select(_ => random.NextDouble() * 0.8)];
    }

    private static float[] Draw(double[] chances)
    {
        var random = new Random(2);
        return [.. chances.Select(chance => random.NextDouble() < chance ? 1f : 0f)];
    }
}
