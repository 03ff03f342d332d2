using LeadDashboard.Learning.Evaluation;
using LeadDashboard.Learning.Policies;

namespace LeadDashboard.Learning.Tests.Policies;

public sealed class OffPolicyTests
{
    [Fact]
    public void Evaluate_ManyLogsOfKnownTruth_IntervalsHoldTheTruth()
    {
        var environment = new SimulatedEnvironment(weeks: 4, capacity: 5);
        Func<int, int, double> target = (state, action) => action == state % 3 ? 0.8 : 0.1;
        var truth = environment.Worth(target);
        int perDecision = 0,
            weighted = 0,
            robust = 0;
        double perDecisionWidth = 0,
            wholeWidth = 0,
            robustWidth = 0;
        for (var round = 0; round < 40; round++)
        {
            var report = OffPolicy.Evaluate(
                environment.Log(600, Behaviour, seed: round),
                environment.StateCount,
                environment.ActionCount,
                target,
                seed: round
            );
            perDecision += Holds(report.PerDecision, truth);
            weighted += Holds(report.WeightedPerDecision, truth);
            robust += Holds(report.DoublyRobust, truth);
            perDecisionWidth += report.PerDecision.High - report.PerDecision.Low;
            wholeWidth += report.Importance.High - report.Importance.Low;
            robustWidth += report.DoublyRobust.High - report.DoublyRobust.Low;
            Assert.InRange(report.EffectiveEpisodes, 1, 600);
        }

        Assert.InRange(perDecision, 34, 40);
        Assert.InRange(weighted, 34, 40);
        Assert.InRange(robust, 34, 40);
        Assert.True(
            robustWidth < perDecisionWidth && perDecisionWidth < wholeWidth,
            $"{robustWidth} {perDecisionWidth} {wholeWidth}"
        );
    }

    [Fact]
    public void Evaluate_TheLoggedRuleItself_IsItsMeanReturn()
    {
        var environment = new SimulatedEnvironment(4, 5);
        var log = environment.Log(300, Behaviour, seed: 3);

        var report = OffPolicy.Evaluate(log, environment.StateCount, environment.ActionCount, Behaviour);

        Assert.Equal(report.LoggedMean.Value, report.Importance.Value, 1e-9);
        Assert.Equal(report.LoggedMean.Value, report.WeightedImportance.Value, 1e-9);
        Assert.Equal(report.LoggedMean.Value, report.PerDecision.Value, 1e-9);
        Assert.Equal(report.LoggedMean.Value, report.WeightedPerDecision.Value, 1e-9);
        Assert.Equal(300, report.EffectiveEpisodes, 1e-9);
    }

    [Fact]
    public void Evaluate_TwoEpisodesByHand_EqualsTheFormulas()
    {
        LoggedEpisode[] log = [new([new(0, 0, 0.5, 2), new(1, 1, 0.25, 4)]), new([new(0, 1, 0.5, 6)])];
        Func<int, int, double> target = (_, action) => action == 0 ? 0.25 : 0.75;

        var report = OffPolicy.Evaluate(log, 2, 2, target, discount: 0.5);

        // Weights: episode 1: 0.5, then 0.5 * 3 = 1.5; episode 2: 1.5.
        Assert.Equal((1.5 * (2 + 0.5 * 4) + 1.5 * 6) / 2, report.Importance.Value, 1e-12);
        Assert.Equal((1.5 * 4 + 1.5 * 6) / 3, report.WeightedImportance.Value, 1e-12);
        Assert.Equal((0.5 * 2 + 0.5 * 1.5 * 4 + 1.5 * 6) / 2, report.PerDecision.Value, 1e-12);
        Assert.Equal((0.5 * 2 + 1.5 * 6) / 2 + 0.5 * (1.5 * 4) / 3, report.WeightedPerDecision.Value, 1e-12);
    }

    [Fact]
    public void Compare_LearntPolicyAgainstFixedThresholds_ActsOnlyWhenSurelyBetter()
    {
        var environment = new SimulatedEnvironment(weeks: 4, capacity: 5);
        var policy = QLearning.Fit(environment, QLearningOptions.Default with { EpisodeCount = 20_000 });
        var best = Enumerable.Range(0, 3).MaxBy(action => environment.Worth(QLearningTests.Always(action)));
        var worst = Enumerable.Range(0, 3).MinBy(action => environment.Worth(QLearningTests.Always(action)));
        var log = environment.Log(20_000, Behaviour, seed: 9);

        var against = OffPolicy.Compare(
            log,
            environment.StateCount,
            3,
            QLearningTests.Greedy(policy),
            QLearningTests.Always(best)
        );
        var same = OffPolicy.Compare(
            log,
            environment.StateCount,
            3,
            QLearningTests.Always(best),
            QLearningTests.Always(best)
        );
        var worse = OffPolicy.Compare(
            log,
            environment.StateCount,
            3,
            QLearningTests.Always(worst),
            QLearningTests.Greedy(policy)
        );

        var truth = environment.Worth(QLearningTests.Greedy(policy)) - environment.Worth(QLearningTests.Always(best));
        Assert.InRange(truth, against.Difference.Low, against.Difference.High);
        Assert.Equal(against.Difference.Low > 0, against.MayAct);
        Assert.True(against.MayAct);
        Assert.False(same.MayAct);
        Assert.False(worse.MayAct);
    }

    [Fact]
    public void Evaluate_PolicyThatWasNeverTried_SaysSoByItsEffectiveEpisodes()
    {
        LoggedEpisode[] log =
        [
            .. Enumerable.Range(0, 50).Select(i => new LoggedEpisode([new LoggedDecision(0, 0, 1, i)])),
        ];

        var report = OffPolicy.Evaluate(log, 1, 2, QLearningTests.Always(1));

        Assert.Equal(0, report.EffectiveEpisodes);
        Assert.Equal(0, report.WeightedImportance.Value);
    }

    [Fact]
    public void Evaluate_OneEpisodeOrNone_IsWithoutLimitsOrRefused()
    {
        Assert.Equal(
            double.PositiveInfinity,
            OffPolicy.Evaluate([new([new(0, 0, 1, 5)])], 1, 1, QLearningTests.Always(0)).PerDecision.High
        );
        Assert.Throws<ArgumentException>(() => OffPolicy.Evaluate([], 1, 1, QLearningTests.Always(0)));
    }

    private static double Behaviour(int state, int action) => action == 1 ? 0.5 : 0.25;

    private static int Holds(Estimate estimate, double truth) =>
        estimate.Low <= truth && truth <= estimate.High ? 1 : 0;
}
