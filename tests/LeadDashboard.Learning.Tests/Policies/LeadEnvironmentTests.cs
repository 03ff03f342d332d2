using LeadDashboard.Learning.Policies;

namespace LeadDashboard.Learning.Tests.Policies;

public sealed class LeadEnvironmentTests
{
    private static readonly StateGrid Grid = new([
        new("capacity left", [0.1, 0.25, 0.5, 0.75]),
        new("backlog", [0.1, 0.5]),
        new("episode", [0.25, 0.5, 0.75]),
        new("base rate", [0.85, 1.15]),
    ]);

    private static LeadEnvironmentOptions Figures =>
        new()
        {
            Probabilities = [.. Enumerable.Range(1, 99).Select(percent => Math.Pow(percent / 100.0, 3))],
            WeeklyLeads = [40, 40, 40, 40, 60, 80, 80, 60],
            Actions = [new(0.7, 0.5), new(0.5, 0.2), new(0.3, 0.02)],
            EpisodeCapacity = 120,
            WeeklyCapacity = 30,
        };

    [Fact]
    public void Fit_CompanyFigures_NotWorseThanTheBestFixedThresholdOnNewEpisodes()
    {
        var policy = QLearning.Fit(
            new LeadEnvironment(Figures, Grid),
            QLearningOptions.Default with
            {
                EpisodeCount = 8_000,
            }
        );

        var learnt = Mean((state, _) => policy.Choose(state));
        var best = Enumerable.Range(0, 3).Max(action => Mean((_, _) => action));

        Assert.True(learnt > best, $"learnt {learnt}, best fixed {best}");
    }

    [Fact]
    public void Step_WholeEpisode_EndsWithTheLastWeekAndNeverExceedsCapacity()
    {
        var environment = new LeadEnvironment(Figures with { CostPerCall = 1, ValuePerWin = 0 }, Grid);
        var random = new Random(1);
        environment.Start(random);
        double calls = 0;
        EnvironmentStep step;
        var weeks = 0;
        do
        {
            step = environment.Step(2, random);
            calls -= step.Reward;
            weeks++;
            Assert.InRange(-step.Reward, 0, 30);
        } while (!step.IsEnd);

        Assert.Equal((8, 120), (weeks, (int)calls));
    }

    [Fact]
    public void StateOf_Values_FallIntoBinsAndBack()
    {
        Assert.Equal([0, 2, 1, 1], Grid.BinsOf(Grid.StateOf([0.1, 0.6, 0.3, 1.0])));
        Assert.Equal(5 * 3 * 4 * 3, Grid.StateCount);
        Assert.Equal(Grid.StateCount - 1, Grid.StateOf([9, 9, 9, double.PositiveInfinity]));
        Assert.Contains(
            "'backlog' is not a number",
            Assert.Throws<ArgumentException>(() => Grid.StateOf([0, double.NaN, 0, 0])).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentException>(() => new StateGrid([]));
        Assert.Throws<ArgumentException>(() => new StateGrid([new("x", [1, 1])]));
        Assert.Throws<ArgumentException>(() => new LeadEnvironment(Figures, new StateGrid([new("x", [1])])));
    }

    private static double Mean(Func<int, int, int> choose)
    {
        var environment = new LeadEnvironment(Figures, Grid);
        var random = new Random(77);
        double sum = 0;
        for (var s = 0; s < 1000; s++)
        {
            var state = environment.Start(random);
            EnvironmentStep step;
            do
            {
                step = environment.Step(choose(state, 0), random);
                sum += step.Reward;
                state = step.NextState;
            } while (!step.IsEnd);
        }

        return sum / 1000;
    }
}
