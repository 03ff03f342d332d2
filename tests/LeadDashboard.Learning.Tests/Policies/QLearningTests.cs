using LeadDashboard.Learning.Policies;

namespace LeadDashboard.Learning.Tests.Policies;

public sealed class QLearningTests
{
    private static readonly QLearningOptions Practice = QLearningOptions.Default with { EpisodeCount = 60_000 };

    [Fact]
    public void Fit_EpisodeWithKnownOptimum_BeatsTheBestFixedThresholdAndReaches95PercentOfTheOptimum()
    {
        var environment = new SimulatedEnvironment(weeks: 10, capacity: 12);
        var optimum = environment.Optimum();
        var bestFixed = Enumerable.Range(0, environment.ActionCount).Max(action => environment.Worth(Always(action)));

        // Judged exactly by dynamic programming, not by more chance.
        var worth = environment.Worth(Greedy(QLearning.Fit(environment, Practice)));

        Assert.True(
            bestFixed < 0.94 * optimum,
            $"fixed {bestFixed} of {optimum}: the episode is too easy to prove anything"
        );
        Assert.True(worth > bestFixed, $"learnt {worth}, best fixed {bestFixed}");
        Assert.True(worth >= 0.95 * optimum, $"learnt {worth} of {optimum}");
        Assert.True(worth <= optimum + 1e-9);
    }

    [Fact]
    public void FitLog_RandomDecisions_LearnsAPolicyBetterThanWhatWasLogged()
    {
        var environment = new SimulatedEnvironment(weeks: 6, capacity: 7);
        var log = environment.Log(20_000, (_, _) => 1.0 / 3, seed: 2);

        var policy = QLearning.FitLog(
            log,
            environment.StateCount,
            environment.ActionCount,
            QLearningOptions.Default with
            {
                EpisodeCount = 20,
                MinVisits = 5,
                FallbackAction = 1,
            }
        );

        Assert.True(
            environment.Worth(Greedy(policy)) > Enumerable.Range(0, 3).Max(action => environment.Worth(Always(action)))
        );
        Assert.True(environment.Worth(Greedy(policy)) > 0.95 * environment.Optimum());
    }

    [Fact]
    public void FitLog_OneStateTwoActions_ValuesAreTheMeanRewards()
    {
        LoggedEpisode[] log =
        [
            .. Enumerable
                .Range(0, 400)
                .Select(i => new LoggedEpisode([new LoggedDecision(0, i % 2, 0.5, i % 2 == 0 ? 3 : i % 4)])),
        ];

        var policy = QLearning.FitLog(
            log,
            2,
            2,
            QLearningOptions.Default with
            {
                EpisodeCount = 50,
                LearningRatePower = 1,
                MinLearningRate = 0,
            }
        );

        Assert.Equal(3, policy.Value(0, 0), 1e-9);
        Assert.Equal(2, policy.Value(0, 1), 1e-9);
        Assert.Equal(200, policy.Visits(0, 0));
        Assert.Equal(0, policy.Choose(0));
    }

    [Fact]
    public void FitLog_TwoDecisions_TheFirstIsWorthTheDiscountedSecond()
    {
        LoggedEpisode[] log = [new([new LoggedDecision(0, 0, 1, 1), new LoggedDecision(1, 0, 1, 10)])];

        var policy = QLearning.FitLog(log, 2, 1, QLearningOptions.Default with { EpisodeCount = 200, Discount = 0.5 });

        Assert.Equal(10, policy.Value(1, 0), 1e-9);
        Assert.Equal(1 + 0.5 * 10, policy.Value(0, 0), 1e-6);
    }

    [Fact]
    public void Choose_StateNeverSeenOrTooRarely_IsTheFallback()
    {
        LoggedEpisode[] log =
        [
            new([new LoggedDecision(0, 0, 0.5, 100)]),
            new([new LoggedDecision(1, 1, 0.5, 1)]),
            new([new LoggedDecision(1, 1, 0.5, 1)]),
        ];

        var policy = QLearning.FitLog(
            log,
            3,
            4,
            QLearningOptions.Default with
            {
                EpisodeCount = 3,
                MinVisits = 2,
                FallbackAction = 3,
            }
        );

        Assert.Equal((3, 1, 3), (policy.Choose(0), policy.Choose(1), policy.Choose(2)));
    }

    [Fact]
    public void Choose_WithExploration_LogsTheProbabilityItUsed()
    {
        var environment = new SimulatedEnvironment(2, 3);
        var policy = QLearning.Fit(environment, Practice with { EpisodeCount = 500 });
        var random = new Random(1);
        var counts = new int[3];
        for (var i = 0; i < 30_000; i++)
        {
            var (action, probability) = policy.Choose(12, 0.3, random);
            counts[action]++;
            Assert.Equal(policy.Probability(12, action, 0.3), probability);
        }

        for (var action = 0; action < 3; action++)
        {
            Assert.Equal(policy.Probability(12, action, 0.3), counts[action] / 30_000.0, 0.01);
        }

        Assert.Equal(1, Enumerable.Range(0, 3).Sum(action => policy.Probability(12, action, 0.3)), 1e-12);
    }

    [Fact]
    public void Write_ReadAgainAndSameSeed_SameBytes()
    {
        var environment = new SimulatedEnvironment(3, 4);
        byte[] Bytes(int seed)
        {
            using var stream = new MemoryStream();
            QLearning.Fit(environment, Practice with { EpisodeCount = 300, Seed = seed }).Write(stream);
            return stream.ToArray();
        }

        var bytes = Bytes(1);
        Assert.Equal(bytes, Bytes(1));
        Assert.NotEqual(bytes, Bytes(2));
        using var again = new MemoryStream();
        QPolicy.Read(new MemoryStream(bytes)).Write(again);
        Assert.Equal(bytes, again.ToArray());

        bytes[8] = 3;
        Assert.Contains(
            "format version 3; this program reads version 1",
            Assert.Throws<InvalidDataException>(() => QPolicy.Read(new MemoryStream(bytes))).Message,
            StringComparison.Ordinal
        );
        bytes[8] = 1;
        Assert.Throws<InvalidDataException>(() => QPolicy.Read(new MemoryStream(bytes, 0, 100)));
    }

    [Fact]
    public void Fit_WrongInput_SaysWhatAndWhere()
    {
        var environment = new SimulatedEnvironment(2, 2);
        Assert.Contains(
            "fallback action is 7",
            Assert
                .Throws<ArgumentException>(() => QLearning.Fit(environment, Practice with { FallbackAction = 7 }))
                .Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "out of range",
            Assert
                .Throws<ArgumentException>(() => QLearning.Fit(environment, Practice with { Discount = double.NaN }))
                .Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "No decision",
            Assert.Throws<ArgumentException>(() => QLearning.FitLog([new([])], 2, 2, Practice)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Decision 0 of episode 0 has state 5",
            Assert.Throws<ArgumentException>(() => QLearning.FitLog([new([new(5, 0, 1, 1)])], 2, 2, Practice)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "probability 0",
            Assert.Throws<ArgumentException>(() => QLearning.FitLog([new([new(1, 0, 0, 1)])], 2, 2, Practice)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "reward NaN",
            Assert
                .Throws<ArgumentException>(() => QLearning.FitLog([new([new(1, 0, 1, double.NaN)])], 2, 2, Practice))
                .Message,
            StringComparison.Ordinal
        );
    }

    internal static Func<int, int, double> Always(int action) => (_, asked) => asked == action ? 1 : 0;

    internal static Func<int, int, double> Greedy(QPolicy policy) =>
        (state, action) => policy.Probability(state, action);
}
