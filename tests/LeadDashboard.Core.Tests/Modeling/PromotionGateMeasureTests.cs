using LeadDashboard.Core.Modeling.Gate;
using LeadDashboard.Learning.Losses;
using Xunit.Abstractions;

namespace LeadDashboard.Core.Tests.Modeling;

/// <summary>
/// How often the gate decides right: 4,000 judged rows of which 11 % won, and the predictions of two models whose true
/// AUC is known. Scores of won leads are normal around d, of lost ones around 0, so that AUC = Phi(d / sqrt 2), and the
/// errors of both models are correlated as those of models of the same leads are.
/// </summary>
public sealed class PromotionGateMeasureTests(ITestOutputHelper output)
{
    private const int RowCount = 4000;
    private const int SeriesCount = 40;
    private const double WinRate = 0.11;
    private const double ErrorCorrelation = 0.9;

    // d of AUC 0.78, 0.80 and 0.76.
    private const double Champion = 1.0920;
    private const double Better = 1.1902;
    private const double Worse = 0.9989;

    [Fact]
    public void Compare_TrueAucTwoHundredthsHigher_IsPromoted() => Assert.InRange(Promoted(Better), 38, SeriesCount);

    [Fact]
    public void Compare_TrueAucTwoHundredthsLower_IsNotPromoted() => Assert.InRange(Promoted(Worse), 0, 2);

    [Fact]
    public void Compare_ShuffledPredictions_AreNeverPromoted() =>
        Assert.Equal(0, Promoted(Champion, (random, scores) => random.Shuffle(scores)));

    [Fact]
    public void Compare_PredictionsOfTwiceTheBaseRate_AreNeverPromoted()
    {
        var shift = LogOdds.FromProbability(2 * WinRate) - LogOdds.FromProbability(WinRate);

        var promoted = Promoted(
            Champion,
            (_, scores) =>
            {
                for (var row = 0; row < scores.Length; row++)
                {
                    scores[row] = LogOdds.ToProbability(LogOdds.FromProbability(scores[row]) + shift);
                }
            }
        );

        Assert.Equal(0, promoted);
    }

    private int Promoted(double distance, Action<Random, double[]>? spoil = null)
    {
        var count = 0;
        for (var seed = 1; seed <= SeriesCount; seed++)
        {
            var random = new Random(seed);
            var labels = new float[RowCount];
            var champion = new double[RowCount];
            var challenger = new double[RowCount];
            for (var row = 0; row < RowCount; row++)
            {
                labels[row] = random.NextDouble() < WinRate ? 1 : 0;
                var shared = Normal(random);
                champion[row] = Chance(Champion, labels[row], Error(random, shared));
                challenger[row] = Chance(distance, labels[row], Error(random, shared));
            }

            spoil?.Invoke(random, challenger);
            count += PromotionRules.Compare(labels, champion, challenger).IsPromoted ? 1 : 0;
        }

        output.WriteLine($"{count} of {SeriesCount} promoted");
        return count;
    }

    private static double Error(Random random, double shared) =>
        (Math.Sqrt(ErrorCorrelation) * shared) + (Math.Sqrt(1 - ErrorCorrelation) * Normal(random));

    /// <summary>Calibrated chance of a score: log-odds = d * score - d * d / 2 + log-odds of the base rate.</summary>
    private static double Chance(double distance, double label, double error) =>
        LogOdds.ToProbability(
            (distance * ((distance * label) + error)) - (distance * distance / 2) + LogOdds.FromProbability(WinRate)
        );

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
