using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Modeling;
using LeadDashboard.Core.Modeling.Features;
using LeadDashboard.Core.Modeling.Report;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Learning.Evaluation;

namespace LeadDashboard.Core.Tests.Modeling;

public sealed class ModelTrainerTests
{
    [Fact]
    public void Train_DatedLeads_ReportsTheNewestFifthAndComesNearTheTruth()
    {
        var made = MadeLeads.Make(1500, openShare: 0);
        var set = made.Set();

        var report = ModelTrainer.Train(set, TrainingOptions.Default).Report;

        Assert.Equal(SplitKind.NewestTail, report.Split);
        Assert.InRange(report.TestRowCount, 290, 310);
        Assert.Equal(1500, report.TestRowCount + report.TrainRowCount);
        Assert.Equal(set.InstantsUtc.Max(), report.TestToUtc);
        var best = Quality
            .Measure([.. made.Leads.Select(lead => lead.Status == LeadStatus.Won ? 1f : 0f)], made.TrueChances)
            .Auc.Value;
        Assert.InRange(report.Metrics.Auc.Value, best - 0.08, 1);
        Assert.Equal(
            "rates,logistic,trees,blend",
            string.Join(',', report.Candidates.Select(candidate => candidate.Kind))
        );
        Assert.Equal(report.Kind, report.Candidates.Single(candidate => candidate.IsChosen).Kind);
        Assert.Equal(101, report.Confusions.Count);
        Assert.Equal(10, report.Deciles.Count);
        Assert.Contains(report.Drivers, driver => driver.Feature is "Employees");
        Assert.False(report.IsThinEvidence);
    }

    [Fact]
    public void Train_UndatedLeads_UsesFoldsOfAllRows()
    {
        var report = ModelTrainer.Train(MadeLeads.Make(500, isDated: false, openShare: 0).Set(), Quick).Report;

        Assert.Equal(SplitKind.StratifiedFolds, report.Split);
        Assert.Equal(500, report.TestRowCount);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Train_BlendAlone_FitsWhatItIsMadeOf(bool isDated)
    {
        var report = ModelTrainer
            .Train(
                MadeLeads.Make(700, isDated: isDated, openShare: 0).Set(),
                TrainingOptions.Default with
                {
                    Candidates = [ModelKind.Blend],
                }
            )
            .Report;

        Assert.Equal("blend", Assert.Single(report.Candidates).Kind);
        Assert.InRange(report.Metrics.Auc.Value, 0.6, 1);
    }

    [Fact]
    public void Train_NoiseOnly_ReportsNoBetterThanChance()
    {
        var random = new Random(4);
        var rows = new RawTable(
            [
                .. Enumerable
                    .Range(0, 8)
                    .Select(c =>
                        RawColumn.OfNumbers(
                            "n" + c,
                            "n" + c,
                            [.. Enumerable.Range(0, 400).Select(_ => (float)random.NextDouble())]
                        )
                    ),
            ],
            400
        );
        var set = TrainingSet.FromTable(rows, [.. Enumerable.Range(0, 400).Select(i => i % 4 == 0 ? 1f : 0f)]);

        var report = ModelTrainer.Train(set, Quick).Report;

        Assert.InRange(report.Metrics.Auc.Value, 0.4, 0.6);
        Assert.Contains(report.Warnings, warning => warning.Key == ReportMessages.NotBetterThanChance);
    }

    [Fact]
    public void Train_FewWins_IsThinEvidenceWithSmoothedRates()
    {
        var set = MadeLeads.Make(60, openShare: 0).Set();

        var report = ModelTrainer.Train(set, TrainingOptions.Default).Report;

        Assert.True(report.IsThinEvidence);
        Assert.Equal("rates", report.Kind);
        Assert.Contains(report.Warnings, warning => warning.Key == ReportMessages.ThinEvidence);
    }

    [Fact]
    public void Train_OneClassOrTooFewLabels_SaysWhatWasFoundAndNeeded()
    {
        var lost = TrainingSet.FromTable(
            new RawTable([RawColumn.OfNumbers("a", "a", [.. Enumerable.Range(0, 30).Select(i => (float)(i % 7))])], 30),
            new float[30]
        );
        var few = MadeLeads.Make(6, openShare: 0).Set();

        Assert.Equal(
            new Message(TrainingMessages.AllLost, 30),
            Assert.Throws<ModelingException>(() => ModelTrainer.Train(lost, Quick)).Said
        );
        Assert.Equal(
            new Message(TrainingMessages.TooFewClosed, 6, 10),
            Assert.Throws<ModelingException>(() => ModelTrainer.Train(few, Quick)).Said
        );
    }

    [Fact]
    public void Train_NoUsableColumn_GivesEveryLeadTheOverallRate()
    {
        var set = TrainingSet.FromTable(
            new RawTable([RawColumn.OfNumbers("c", "c", Enumerable.Repeat(1f, 200).ToArray())], 200),
            [.. Enumerable.Range(0, 200).Select(i => i % 4 == 0 ? 1f : 0f)]
        );

        var model = ModelTrainer.Train(set, TrainingOptions.Default);

        Assert.All(model.Probabilities(set.Rows), chance => Assert.Equal(0.25, chance, 0.02));
    }

    [Fact]
    public void Train_AnyNumberOfThreads_SameScores()
    {
        var set = MadeLeads.Make(500, openShare: 0).Set();

        var one = ModelTrainer.Train(set, TrainingOptions.Default with { MaxThreads = 1 });
        var three = ModelTrainer.Train(set, TrainingOptions.Default with { MaxThreads = 3 });

        Assert.Equal(one.Probabilities(set.Rows), three.Probabilities(set.Rows));
    }

    [Fact]
    public void Train_Progress_RisesToOne()
    {
        var seen = new List<double>();

        ModelTrainer.Train(
            MadeLeads.Make(300, openShare: 0).Set(),
            Quick with
            {
                MaxThreads = 2,
            },
            new Recorder(progress => seen.Add(progress.Fraction))
        );

        Assert.Equal(seen.Order(), seen);
        Assert.Equal(1, seen[^1]);
        Assert.True(seen.Count > 5);
    }

    [Fact]
    public void Train_Cancelled_Stops()
    {
        using var source = new CancellationTokenSource();
        var progress = new Recorder(_ => source.Cancel());

        Assert.ThrowsAny<OperationCanceledException>(() =>
            ModelTrainer.Train(MadeLeads.Make(300, openShare: 0).Set(), TrainingOptions.Default, progress, source.Token)
        );
    }

    [Fact]
    public void FromBytes_WhatWasWritten_ScoresTheSameWithTheSameReport()
    {
        var set = MadeLeads.Make(500, openShare: 0).Set();
        foreach (var model in ModelTrainer.TrainAll(set, TrainingOptions.Default).Candidates)
        {
            var read = TrainedModel.FromBytes(model.ToBytes());

            Assert.Equal(model.Probabilities(set.Rows), read.Probabilities(set.Rows));
            Assert.Equal(model.Report.Gains, read.Report.Gains);
            Assert.Equal(model.Report.Metrics, read.Report.Metrics);
            Assert.Equal(model.Kind, read.Kind);
        }
    }

    [Fact]
    public void FromBytes_ForeignCutOrNewerFile_IsRefusedInWords()
    {
        var bytes = ModelTrainer.Train(MadeLeads.Make(300, openShare: 0).Set(), Quick).ToBytes();
        var newer = (byte[])bytes.Clone();
        newer[10] = 99;

        Assert.Contains(
            "not a model",
            Assert.Throws<InvalidDataException>(() => TrainedModel.FromBytes([1, 2, 3])).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "not a model",
            Assert.Throws<InvalidDataException>(() => TrainedModel.FromBytes([])).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "version 99",
            Assert.Throws<InvalidDataException>(() => TrainedModel.FromBytes(newer)).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<InvalidDataException>(() => TrainedModel.FromBytes(bytes[..(bytes.Length / 2)]));
        Assert.Throws<InvalidDataException>(() => TrainedModel.FromBytes(bytes[..(bytes.Length - 5)]));
    }

    private static TrainingOptions Quick { get; } =
        TrainingOptions.Default with
        {
            Candidates = [ModelKind.Rates, ModelKind.Logistic],
        };

    private sealed class Recorder(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }

    [Fact]
    public void Train_FlaggedColumnLetIn_StaysMarkedOnTheReport()
    {
        var made = MadeLeads.Make(400, openShare: 0);
        var why = new Message("import.leak-by-name", "Employees");
        made.Fields.Single(field => field.Name == "Employees").ExcludedReason = why.ToJson();

        var model = ModelTrainer.Train(made.Set(), Quick);

        Assert.Equal([new ExcludedColumn("Employees", why)], model.Report.LeaksLetIn);
        Assert.Equal(model.Report.LeaksLetIn, TrainedModel.FromBytes(model.ToBytes()).Report.LeaksLetIn);
    }

    [Fact]
    public void Report_StoredWithSentences_IsReadWithThemVerbatim()
    {
        var report = ModelTrainer.Train(MadeLeads.Make(400, openShare: 0).Set(), Quick).Report with
        {
            Excluded = [new ExcludedColumn("City", new Message(ReportMessages.ColumnEmpty))],
            Warnings = [],
        };
        var stored = System
            .Text.Json.JsonSerializer.Serialize(report)
            .Replace("""{"key":"models.column-empty"}""", "\"Empty in every closed lead.\"", StringComparison.Ordinal)
            .Replace("\"Warnings\":[]", "\"Warnings\":[\"Thin evidence: 3 wins.\"]", StringComparison.Ordinal)
            .Replace("\"LeaksLetIn\":[],", "", StringComparison.Ordinal);

        var read = System.Text.Json.JsonSerializer.Deserialize<ModelReport>(stored)!;

        Assert.Equal(Message.Verbatim("Empty in every closed lead."), Assert.Single(read.Excluded).Reason);
        Assert.Equal(Message.Verbatim("Thin evidence: 3 wins."), Assert.Single(read.Warnings));
        Assert.Empty(read.LeaksLetIn);
    }
}
