using LeadDashboard.Learning.Evaluation;

namespace LeadDashboard.Learning.Tests.Evaluation;

public sealed class SplitTests
{
    [Fact]
    public void Assign_RareWins_EveryFoldGetsItsShare()
    {
        float[] labels = [.. Enumerable.Range(0, 103).Select(i => i % 10 == 0 ? 1f : 0f)];

        var folds = StratifiedFolds.Assign(labels, 5, 1);

        for (var fold = 0; fold < 5; fold++)
        {
            Assert.InRange(labels.Where((label, row) => folds[row] == fold && label == 1).Count(), 2, 3);
            Assert.InRange(folds.Count(assigned => assigned == fold), 20, 21);
        }

        Assert.Equal(folds, StratifiedFolds.Assign(labels, 5, 1));
        Assert.NotEqual(folds, StratifiedFolds.Assign(labels, 5, 2));
    }

    [Fact]
    public void Newest_RowsOfOneInstant_StayOnOneSide()
    {
        var start = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        DateTime[] instants = [.. Enumerable.Range(0, 10).Select(i => start.AddDays(i is 7 or 8 ? 7 : i))];

        var split = TimeSplit.Newest(instants, 0.2);

        Assert.Equal([9], split.TestRows);
        Assert.Equal(9, split.TrainRows.Length);
    }

    [Fact]
    public void Newest_ShuffledRows_TestsTheNewest()
    {
        var start = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        DateTime[] instants = [start.AddDays(4), start, start.AddDays(3), start.AddDays(1), start.AddDays(2)];

        Assert.Equal([0], TimeSplit.Newest(instants, 0.2).TestRows);
    }

    [Fact]
    public void Newest_AllOneInstant_StillTestsSome()
    {
        var instant = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

        Assert.Equal(2, TimeSplit.Newest(Enumerable.Repeat(instant, 10).ToArray(), 0.2).TestRows.Length);
    }
}
