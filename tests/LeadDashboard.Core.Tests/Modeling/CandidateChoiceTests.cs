using LeadDashboard.Core.Modeling;
using LeadDashboard.Core.Modeling.Search;
using LeadDashboard.Learning.Losses;

namespace LeadDashboard.Core.Tests.Modeling;

public sealed class CandidateChoiceTests
{
    private static readonly ModelKind[] Kinds = [ModelKind.Rates, ModelKind.Logistic, ModelKind.Trees, ModelKind.Blend];

    [Fact]
    public void Choose_AlikeToAHair_SimplestOfThem()
    {
        var (labels, truth) = Made(2000);

        // One lost lead costs 0.4 more and another 0.2 less: worse for certain, and no more than chance.
        double[] alike = [.. truth];
        var lost = Enumerable
            .Range(0, labels.Length)
            .Where(row => labels[row] < 0.5f && truth[row] is > 0.25 and < 0.75)
            .Take(2)
            .ToArray();
        alike[lost[0]] = 1 - (1 - truth[lost[0]]) * Math.Exp(-0.4);
        alike[lost[1]] = 1 - (1 - truth[lost[1]]) * Math.Exp(0.2);

        var (chosen, why) = CandidateChoice.Choose(
            Kinds,
            [Spoilt(truth, 0.5, 1), alike, Spoilt(truth, 0.5, 3), truth],
            labels,
            [false, false, false, false],
            1
        );

        Assert.Equal(ModelKind.Logistic, Kinds[chosen]);
        Assert.StartsWith("Simplest within one standard error", why[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Choose_ClearlyBetterBlend_Blend()
    {
        var (labels, truth) = Made(2000);

        var (chosen, why) = CandidateChoice.Choose(
            Kinds,
            [Spoilt(truth, 1, 1), Spoilt(truth, 0.6, 2), Spoilt(truth, 0.6, 3), truth],
            labels,
            [false, true, true, false],
            1
        );

        Assert.Equal(ModelKind.Blend, Kinds[chosen]);
        Assert.Equal("Best log-loss.", why[3]);
        Assert.StartsWith("Behind: ", why[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Choose_SearchedOnTheSameLeads_MustBeBetterByWhatTheSearchPromisesTooMuch()
    {
        var (labels, truth) = Made(800);
        double[][] probabilities = [Spoilt(truth, 1, 1), truth, Spoilt(truth, 0.5, 3), Spoilt(truth, 0.03, 4)];

        var unsearched = CandidateChoice.Choose(Kinds, probabilities, labels, [false, false, false, false], 1);
        var searched = CandidateChoice.Choose(Kinds, probabilities, labels, [false, true, true, false], 1);

        Assert.Equal(ModelKind.Logistic, Kinds[unsearched.Chosen]);
        Assert.Equal(ModelKind.Blend, Kinds[searched.Chosen]);
        Assert.Contains("searched on the same leads", searched.Why[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Choose_SearchedButFarBetter_StillChosen()
    {
        var (labels, truth) = Made(800);

        var (chosen, _) = CandidateChoice.Choose(
            Kinds,
            [Spoilt(truth, 1, 1), Spoilt(truth, 1, 2), truth, Spoilt(truth, 0.6, 3)],
            labels,
            [false, true, true, false],
            1
        );

        Assert.Equal(ModelKind.Trees, Kinds[chosen]);
    }

    private static (float[] Labels, double[] Truth) Made(int rowCount)
    {
        var random = new Random(3);
        var truth = Enumerable
            .Range(0, rowCount)
            .Select(_ => LogOdds.ToProbability(random.NextDouble() * 5 - 3.5))
            .ToArray();
        return ([.. truth.Select(chance => random.NextDouble() < chance ? 1f : 0f)], truth);
    }

    private static double[] Spoilt(double[] truth, double noise, int seed)
    {
        var random = new Random(seed);
        return
        [
            .. truth.Select(chance =>
                LogOdds.ToProbability(LogOdds.FromProbability(chance) + noise * (random.NextDouble() * 4 - 2))
            ),
        ];
    }
}
