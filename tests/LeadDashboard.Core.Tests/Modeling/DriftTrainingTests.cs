using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Modeling;
using LeadDashboard.Core.Modeling.Features;
using LeadDashboard.Core.Modeling.Report;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Learning.Evaluation;

namespace LeadDashboard.Core.Tests.Modeling;

public sealed class DriftTrainingTests
{
    private static readonly TrainingOptions Options = TrainingOptions.Default with { MaxThreads = 2 };

    [Fact]
    public void Train_RateThatClimbs_StartsFromTheNewestLevelAndReportsIt()
    {
        var (rows, labels) = Climbing(6000, 1);
        var older = TrainingSet.FromOrderedTable(rows.SelectRows(Rows(0, 5000)), labels[..5000]);

        var model = ModelTrainer.Train(older, Options);

        var drift = Assert.IsType<DriftReport>(model.Report.Drift);
        Assert.True(drift.LevelRowCount > 0);
        Assert.True(drift.LowestRate < 0.15 && drift.HighestRate > 0.4);
        Assert.Equal(5000, drift.Windows[0].RowCount);
        Assert.True(drift.Windows.Count > 2);
        Assert.Null(drift.Windows[0].FromUtc);
        Assert.Equal(1000, model.Report.TestRowCount);
        Assert.Equal(4000, model.Report.TrainRowCount);
        Assert.Equal(labels[4500..5000].Average(), drift.NewestRate, 0.08);

        var next = rows.SelectRows(Rows(5000, 6000));
        Assert.Equal(labels[5000..].Average(), model.Probabilities(next).Average(), 0.08);
    }

    [Fact]
    public void Train_RateThatClimbsWithLearnersOfTheLibrary_SaysThatTheyTookNoPart()
    {
        var (rows, labels) = Climbing(3000, 1);
        var options = Options with
        {
            Candidates = [ModelKind.Logistic, ModelKind.Lbfgs, ModelKind.FastTree],
            MeasuresUncertainty = false,
        };

        var report = ModelTrainer.Train(TrainingSet.FromOrderedTable(rows, labels), options).Report;
        var without = ModelTrainer
            .Train(TrainingSet.FromOrderedTable(rows, labels), options with { Candidates = [ModelKind.Logistic] })
            .Report;

        Assert.NotNull(report.Drift);
        Assert.Equal("logistic", Assert.Single(report.Candidates).Kind);
        Assert.Contains(new Message(ReportMessages.LibraryNotUsedWithDrift, "lbfgs, fasttree"), report.Warnings);
        Assert.DoesNotContain(without.Warnings, said => said.Key == ReportMessages.LibraryNotUsedWithDrift);
    }

    [Fact]
    public void Train_ColumnThatOnlyGoesWithGoodTimes_IsNotTakenForAVirtueOfTheLead()
    {
        // Good and bad times take turns; in good ones most leads come by phone, but the phone itself helps nobody.
        var random = new Random(2);
        const int Count = 6000,
            Known = 5000;
        bool IsGood(int row) => row < Known && row / 500 % 2 == 0;
        float[] need = [.. Enumerable.Range(0, Count).Select(_ => (float)(random.NextDouble() * 4 - 2))];
        string[] channel =
        [
            .. Enumerable
                .Range(0, Count)
                .Select(row =>
                    random.NextDouble()
                    < (
                        row >= Known ? 0.5
                        : IsGood(row) ? 0.9
                        : 0.1
                    )
                        ? "Phone"
                        : "Web"
                ),
        ];
        float[] labels =
        [
            .. Enumerable
                .Range(0, Count)
                .Select(row =>
                    random.NextDouble() < 1 / (1 + Math.Exp((IsGood(row) ? 0 : 2.5) - 0.8 * need[row])) ? 1f : 0f
                ),
        ];
        var rows = new RawTable(
            [RawColumn.OfNumbers("Need", "Need", need), RawColumn.OfWords("Channel", "Channel", channel)],
            Count
        );
        var older = TrainingSet.FromOrderedTable(rows.SelectRows(Rows(0, Known)), labels[..Known]);
        var next = rows.SelectRows(Rows(Known, Count));

        var following = Quality.Measure(labels[Known..], ModelTrainer.Train(older, Options).Probabilities(next));
        var plain = Quality.Measure(
            labels[Known..],
            ModelTrainer
                .Train(older, Options with { Drift = DriftOptions.Default with { IsFollowed = false } })
                .Probabilities(next)
        );

        Assert.True(following.Auc.Value > plain.Auc.Value + 0.03, $"{following.Auc.Value} against {plain.Auc.Value}");
        Assert.True(
            following.LogLoss.Value < plain.LogLoss.Value,
            $"{following.LogLoss.Value} against {plain.LogLoss.Value}"
        );
    }

    [Fact]
    public void Train_OrderNotKnown_NeverFollowsTime()
    {
        var (rows, labels) = Climbing(3000, 3);

        Assert.Null(
            ModelTrainer
                .Train(TrainingSet.FromTable(rows, labels), Options with { Candidates = [ModelKind.Logistic] })
                .Report.Drift
        );
    }

    [Fact]
    public void Train_RateThatStands_IsTrainedAsIfTheOrderDidNotMatter()
    {
        var set = MadeLeads.Make(1500, openShare: 0).Set();

        var report = ModelTrainer.Train(set, Options with { Candidates = [ModelKind.Logistic] }).Report;

        Assert.Null(report.Drift);
        Assert.Equal(SplitKind.NewestTail, report.Split);
    }

    [Fact]
    public void Train_RowsHandedOverInAnotherOrder_SameModel()
    {
        var (rows, labels) = Climbing(2000, 4);
        DateTime[] dates = [.. Enumerable.Range(0, 2000).Select(row => MadeLeads.Start.AddHours(row))];
        var shuffled = Rows(0, 2000);
        new Random(5).Shuffle(shuffled);

        var straight = ModelTrainer.Train(TrainingSet.FromTable(rows, labels, dates), Options);
        var mixed = ModelTrainer.Train(
            TrainingSet.FromTable(
                rows.SelectRows(shuffled),
                [.. shuffled.Select(row => labels[row])],
                [.. shuffled.Select(row => dates[row])]
            ),
            Options
        );

        Assert.NotNull(straight.Report.Drift);
        Assert.Equal(dates[0], straight.Report.Drift.Windows[0].FromUtc);
        Assert.Equal(straight.Probabilities(rows), mixed.Probabilities(rows));
    }

    [Fact]
    public void FromBytes_ModelThatFollowsTime_ScoresTheSameWithTheSameReport()
    {
        var (rows, labels) = Climbing(2000, 6);
        var model = ModelTrainer.Train(TrainingSet.FromOrderedTable(rows, labels), Options);

        var read = TrainedModel.FromBytes(model.ToBytes());

        Assert.Equal(model.Probabilities(rows), read.Probabilities(rows));
        Assert.Equal(
            System.Text.Json.JsonSerializer.Serialize(model.Report.Drift),
            System.Text.Json.JsonSerializer.Serialize(read.Report.Drift)
        );
    }

    [Fact]
    public void Train_OnlyRatesWanted_GivesRates()
    {
        var (rows, labels) = Climbing(1500, 7);

        Assert.Equal(
            "rates",
            ModelTrainer
                .Train(TrainingSet.FromOrderedTable(rows, labels), Options with { Candidates = [ModelKind.Rates] })
                .Kind
        );
    }

    /// <summary>
    /// The rate climbs from 8 to 50 %; leads differ by one number and one category; an index tells the time and nothing
    /// else.
    /// </summary>
    private static (RawTable Rows, float[] Labels) Climbing(int count, int seed)
    {
        var random = new Random(seed);
        float[] need = [.. Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() * 4 - 2))];
        float[] index = [.. Enumerable.Range(0, count).Select(row => 100 + row / (count / 20) * 1.5f)];
        string[] source = [.. Enumerable.Range(0, count).Select(_ => random.Next(3) == 0 ? "Partner" : "Web")];
        float[] labels =
        [
            .. Enumerable
                .Range(0, count)
                .Select(row =>
                    random.NextDouble()
                    < 1
                        / (
                            1
                            + Math.Exp(2.6 - 2.4 * row / count - 0.8 * need[row] - (source[row] is "Partner" ? 0.7 : 0))
                        )
                        ? 1f
                        : 0f
                ),
        ];
        return (
            new RawTable(
                [
                    RawColumn.OfNumbers("Need", "Need", need),
                    RawColumn.OfNumbers("Price index", "Price index", index),
                    RawColumn.OfWords("Source", "Source", source),
                ],
                count
            ),
            labels
        );
    }

    private static int[] Rows(int from, int to) => [.. Enumerable.Range(from, to - from)];
}
