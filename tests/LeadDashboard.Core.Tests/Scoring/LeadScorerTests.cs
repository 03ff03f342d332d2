using LeadDashboard.Core.Activities;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Modeling.Features;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Core.Scoring;
using LeadDashboard.Core.Tests.Modeling;

namespace LeadDashboard.Core.Tests.Scoring;

public sealed class LeadScorerTests
{
    private static readonly MadeLeads Made = MadeLeads.Make(700);
    private static readonly IReadOnlyList<TrainedModel> Models = ModelTrainer
        .TrainAll(Made.Set(), TrainingOptions.Default)
        .Candidates;

    public static TheoryData<int, int> EveryModel =>
        new()
        {
            { 0, 3 },
            { 1, 3 },
            { 2, 3 },
            { 3, 3 },
            { 3, 0 },
            { 3, int.MaxValue },
        };

    [Theory]
    [MemberData(nameof(EveryModel))]
    public void Score_AnyModel_BasePlusReasonsIsTheLogOddsOfTheProbability(int index, int maxReasons)
    {
        var scores = Score(Models[index], Made.Leads, maxReasons);

        Assert.All(
            scores,
            score =>
            {
                Assert.Equal(
                    Math.Log(score.Probability / (1 - score.Probability)),
                    score.BaseLogOdds + score.Reasons.Sum(reason => reason.LogOdds),
                    1e-6
                );
                Assert.True(
                    score.Low >= 0
                        && score.Low <= score.Probability
                        && score.Probability <= score.High
                        && score.High <= 1
                );
                Assert.True(maxReasons == int.MaxValue || score.Reasons.Count == maxReasons + 1);
            }
        );
        Assert.Single(scores.Select(score => score.BaseLogOdds).Distinct());
    }

    [Fact]
    public void Score_IsotonicCalibration_ReasonsStillAddUp()
    {
        var random = new Random(1);
        double[] raw = [.. Enumerable.Range(0, 500).Select(_ => random.NextDouble() * 6 - 3)];
        var bent = Models[1] with
        {
            Calibrator = Learning.Calibration.IsotonicCalibration.Fit(
                raw,
                [.. raw.Select(value => random.NextDouble() < (value > 1 ? 0.8 : 0.1) ? 1f : 0f)]
            ),
        };

        Assert.All(
            Score(bent, Made.Leads, int.MaxValue),
            score =>
                Assert.Equal(
                    Math.Log(score.Probability / (1 - score.Probability)),
                    score.BaseLogOdds + score.Reasons.Sum(reason => reason.LogOdds),
                    1e-6
                )
        );
    }

    [Fact]
    public void Score_Probability_IsTheModelsOwn()
    {
        var set = Made.Set();

        var scores = LeadScorer.Score(Models[3], set.Rows);

        Assert.Equal(
            Models[3].Probabilities(set.Rows),
            scores.Select(score => score.Probability),
            (expected, actual) => Math.Abs(expected - actual) < 1e-6
        );
    }

    [Fact]
    public void Score_Reasons_AreStrongestFirstNamedByFieldWithValue()
    {
        var lead = Made.Leads.First(lead => lead.Source is "Partner");

        var score = Score(Models[1], [lead], 3)[0];

        var strengths = score.Reasons.Take(3).Select(reason => Math.Abs(reason.LogOdds)).ToArray();
        Assert.Equal(strengths.OrderDescending(), strengths);
        Assert.Equal(LeadScorer.OtherReason, score.Reasons[^1].Feature);
        Assert.Equal(
            "Partner",
            Score(Models[1], [lead], int.MaxValue)[0].Reasons.Single(reason => reason.Feature is "Source").Value
        );
        Assert.True(
            Score(Models[1], [lead], int.MaxValue)[0].Reasons.Single(reason => reason.Feature is "Source").LogOdds > 0
        );
    }

    [Fact]
    public void Score_OutcomeAndLaterActivities_AreNotLookedAt()
    {
        var lead = Made.Leads[0];
        var before = Score(Models[3], [lead], 5)[0];
        var won = MadeLeads.Make(700).Leads[0];
        won.Status = LeadStatus.Won;
        won.ClosedUtc = MadeLeads.AsOf;
        won.WonAmount = 10;
        var later = Made
            .Activities.Append(
                new Activity
                {
                    LeadId = won.Id,
                    Kind = ActivityKind.Trial,
                    OccurredUtc = MadeLeads.AsOf,
                }
            )
            .ToLookup(activity => activity.LeadId);

        var after = LeadScorer.Score(Models[3], new LeadRows([won], later, MadeLeads.Campaigns), MadeLeads.AsOf, 5)[0];

        Assert.Equal(before.Probability, after.Probability);
    }

    [Fact]
    public void Score_EmptyLeadAndUnseenValues_GetAScore()
    {
        var bare = new Lead
        {
            Id = 100_000,
            Source = "never seen before",
            Country = "",
            AttributesJson = "{}",
        };

        Assert.All(Models, model => Assert.InRange(Score(model, [bare], 3)[0].Probability, 0.001, 0.999));
    }

    [Fact]
    public void Score_ManyThreadsAndChunks_SameScoresInOrder()
    {
        var many = Enumerable.Range(0, 10_000).Select(i => Made.Leads[i % Made.Leads.Count]).ToArray();

        var one = Score(Models[1], many, 2);
        var four = LeadScorer.Score(Models[1], Made.Rows with { Leads = many }, MadeLeads.AsOf, 2, 4);

        Assert.Equal(one.Select(score => score.Probability), four.Select(score => score.Probability));
    }

    [Fact]
    public void Score_ThinEvidence_WiderRange()
    {
        var thin = ModelTrainer.Train(MadeLeads.Make(60, openShare: 0).Set(), TrainingOptions.Default);
        double Width(TrainedModel model) => Score(model, Made.Leads, 0).Average(score => score.High - score.Low);

        Assert.True(Width(thin) > Width(Models[1]));
    }

    private static LeadScore[] Score(TrainedModel model, IReadOnlyList<Lead> leads, int maxReasons) =>
        LeadScorer.Score(model, Made.Rows with { Leads = leads }, MadeLeads.AsOf, maxReasons);
}
