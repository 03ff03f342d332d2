using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Modeling;
using LeadDashboard.Core.Modeling.Report;
using LeadDashboard.Core.Modeling.Search;
using LeadDashboard.Core.Modeling.Training;

namespace LeadDashboard.Core.Tests.Modeling;

public sealed class LibraryCandidatesTests
{
    private static readonly ModelKind[] Library =
    [
        ModelKind.Lbfgs,
        ModelKind.FastForest,
        ModelKind.FastTree,
        ModelKind.LightGbm,
    ];

    [Fact]
    public void TrainAll_LibraryLearnersWanted_AreComparedStoredAndServedLikeOthers()
    {
        var set = MadeLeads.Make(600, isDated: false, openShare: 0).Set();
        var options = TrainingOptions.Default with
        {
            Candidates = [ModelKind.Rates, .. Library],
            MeasuresUncertainty = false,
        };
        var there = Library.Where(kind => LibraryLearners.IsThere(kind, options)).ToArray();

        var outcome = ModelTrainer.TrainAll(set, options);

        Assert.Equal(
            there.Select(kind => kind.Name()).Prepend("rates"),
            outcome.Candidates.Select(candidate => candidate.Kind)
        );
        foreach (var model in outcome.Candidates.Skip(1))
        {
            Assert.InRange(model.Report.Metrics.Auc.Value, 0.6, 1);
            Assert.NotEmpty(model.Report.Drivers);
            Assert.Equal(
                model.Probabilities(set.Rows),
                TrainedModel.FromBytes(model.ToBytes()).Probabilities(set.Rows)
            );
        }
    }

    [Fact]
    public void Train_LibraryLearnersAnyNumberOfThreads_SameScores()
    {
        var set = MadeLeads.Make(400, isDated: false, openShare: 0).Set();
        var options = TrainingOptions.Default with
        {
            Candidates = [.. Library, ModelKind.Blend],
            MeasuresUncertainty = false,
        };

        var one = ModelTrainer.TrainAll(set, options with { MaxThreads = 1 }).Candidates;
        var three = ModelTrainer.TrainAll(set, options with { MaxThreads = 3 }).Candidates;

        Assert.Equal(
            one.Select(model => model.Probabilities(set.Rows)),
            three.Select(model => model.Probabilities(set.Rows))
        );
    }

    [Fact]
    public void Train_NativeLibraryNotThere_LeavesTheLearnerOutAndSaysSo()
    {
        var set = MadeLeads.Make(400, isDated: false, openShare: 0).Set();
        var options = TrainingOptions.Default with
        {
            Candidates = [ModelKind.Logistic, ModelKind.LightGbm],
            NotLoadable = [ModelKind.LightGbm],
            MeasuresUncertainty = false,
        };

        var report = ModelTrainer.Train(set, options).Report;

        Assert.Equal("logistic", Assert.Single(report.Candidates).Kind);
        Assert.Contains(new Message(ReportMessages.NativeLibraryNotThere, "lightgbm"), report.Warnings);
    }

    [Fact]
    public void Train_OnlyKindsWhoseLibraryIsNotThere_SaysThatAndNotThatTheyAreUnknown()
    {
        var set = MadeLeads.Make(400, isDated: false, openShare: 0).Set();
        ModelKind[] wanted = [ModelKind.FastTree, ModelKind.LightGbm];
        var options = TrainingOptions.Default with { Candidates = wanted, NotLoadable = wanted };

        var refusal = Assert.Throws<ModelingException>(() => ModelTrainer.Train(set, options));

        Assert.Equal(new Message(TrainingMessages.KindsNotLoadable, "fasttree, lightgbm"), refusal.Said);
    }

    [Fact]
    public void Train_LibraryLearnersNotWanted_SaysNothingOfThem() =>
        Assert.Empty(LibraryLearners.LeftOut(TrainingOptions.Default with { NotLoadable = Library }));
}
