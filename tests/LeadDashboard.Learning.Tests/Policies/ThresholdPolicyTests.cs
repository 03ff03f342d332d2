using LeadDashboard.Learning.Policies;

namespace LeadDashboard.Learning.Tests.Policies;

public sealed class ThresholdPolicyTests
{
    private static readonly StateGrid Grid = new([new("capacity left", [0.5]), new("backlog", [1, 2])]);
    private static readonly SegmentThresholds[] Limits = [new(0.8, 0.5), new(0.5, 0.2)];

    [Fact]
    public void Choose_KnownState_GivesTheLimitsOfTheBestAction()
    {
        var policy = Learnt();

        Assert.Equal(Limits[1], policy.Choose([0.9, 0]));
        Assert.Equal(Limits[0], policy.Choose([0.1, 5]));
    }

    [Fact]
    public void Decide_LogOfItsDecisions_CanJudgeIt()
    {
        var policy = Learnt();
        var random = new Random(1);
        LoggedEpisode[] log =
        [
            .. Enumerable
                .Range(0, 200)
                .Select(i =>
                {
                    var decision = policy.Decide([i % 2, 0], 0.5, random);
                    Assert.Equal(policy.Actions[decision.Action], decision.Thresholds);
                    return new LoggedEpisode([
                        new LoggedDecision(decision.State, decision.Action, decision.Probability, decision.Action),
                    ]);
                }),
        ];

        var report = OffPolicy.Evaluate(log, Grid.StateCount, 2, QLearningTests.Always(1));

        Assert.Equal(1, report.DoublyRobust.Value, 1e-9);
    }

    [Fact]
    public void Write_ReadAgain_SameChoicesAndUnknownVersionRefused()
    {
        using var stream = new MemoryStream();
        Learnt().Write(stream);
        var bytes = stream.ToArray();

        var read = ThresholdPolicy.Read(new MemoryStream(bytes));

        Assert.Equal(
            Grid.Dimensions.Select(dimension => dimension.Name),
            read.Grid.Dimensions.Select(dimension => dimension.Name)
        );
        Assert.Equal(Limits, read.Actions);
        Assert.Equal(Learnt().Choose([0.9, 0]), read.Choose([0.9, 0]));
        bytes[8] = 4;
        Assert.Contains(
            "format version 4; this program reads version 1",
            Assert.Throws<InvalidDataException>(() => ThresholdPolicy.Read(new MemoryStream(bytes))).Message,
            StringComparison.Ordinal
        );
        bytes[8] = 1;
        for (var length = 0; length < bytes.Length; length += 5)
        {
            Assert.Throws<InvalidDataException>(() => ThresholdPolicy.Read(new MemoryStream(bytes, 0, length)));
        }
    }

    [Fact]
    public void New_OtherGridOrCrossedLimits_IsRefused()
    {
        var learnt = Learnt().Learnt;

        Assert.Contains(
            "6 states and 2 actions",
            Assert
                .Throws<ArgumentException>(() => new ThresholdPolicy(new StateGrid([new("x", [1])]), Limits, learnt))
                .Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Limits 1",
            Assert
                .Throws<ArgumentException>(() => new ThresholdPolicy(Grid, [Limits[0], new(0.2, 0.5)], learnt))
                .Message,
            StringComparison.Ordinal
        );
    }

    /// <summary>Much capacity (states 3..5): action 1 pays; little: action 0.</summary>
    private static ThresholdPolicy Learnt()
    {
        LoggedEpisode[] log =
        [
            .. Enumerable
                .Range(0, 60)
                .Select(i => new LoggedEpisode([
                    new LoggedDecision(i % 6, i / 6 % 2, 0.5, i % 6 >= 3 == (i / 6 % 2 == 1) ? 1 : 0),
                ])),
        ];
        return new ThresholdPolicy(
            Grid,
            Limits,
            QLearning.FitLog(log, 6, 2, QLearningOptions.Default with { EpisodeCount = 5 })
        );
    }
}
