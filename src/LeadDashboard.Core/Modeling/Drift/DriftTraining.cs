using LeadDashboard.Core.Modeling.Report;
using LeadDashboard.Core.Modeling.Search;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Learning;
using LeadDashboard.Learning.Blending;
using LeadDashboard.Learning.Losses;

namespace LeadDashboard.Core.Modeling.Drift;

/// <summary>
/// Training where the win rate moves with time: candidates are compared period by period, each fitted on windows of the
/// past beside the level.
/// </summary>
internal static class DriftTraining
{
    public static Trained Train(TrainingRun run, DriftPlan plan, CancellationToken cancellationToken)
    {
        var (set, options) = (run.Set, run.Options);
        var list = CandidateList.ForDrift(options).RequireAny(options);
        var scores = RollingTraining.Score(set, list, options, run.Stage(0.1, 0.65), cancellationToken);
        var raw = list.Candidates.Select(scores.Mean).ToArray();
        var logOdds = raw.Select(candidate => scores.Calibrated(candidate, set.Labels, plan.Level.NeighbourCount))
            .ToArray();
        var newest = Enumerable.Range(scores.Borders[0], set.RowCount - scores.Borders[0]).ToArray();
        var unseen = UnseenRows.Newest(set, newest);
        var scored = list
            .Candidates.Select(
                (candidate, c) =>
                    new ScoredCandidate(
                        candidate,
                        [.. logOdds[c].Select(LogOdds.ToProbability)],
                        logOdds[c],
                        "level",
                        candidate.Members.Sum(member => scores.Seconds[member])
                    )
            )
            .ToArray();
        var comparison = Comparison.Measure(scored, unseen, unseen.Labels, options.Seed) with
        {
            RangeFrom = scores.Borders[0],
        };

        var wanted = run.KeepsAll ? list : list.Only(comparison.Chosen);
        var members = RollingTraining.FitAll(run, plan.Level, wanted, cancellationToken);
        var fits = wanted
            .Candidates.Select(candidate =>
            {
                var index = comparison.IndexOf(candidate.Kind);
                ILearnedModel[] own = [.. candidate.Members.Select(member => members[member])];
                var model =
                    own.Length == 1
                        ? own[0]
                        : new BlendModel(candidate.Kind.Name(), 0, [.. own.Select(_ => 1.0 / own.Length)], own);
                var calibrator = RollingScores.Scaling(
                    raw[index],
                    set.Labels,
                    plan.Level.NeighbourCount,
                    plan.Level.Newest
                );
                return new CandidateFit(
                    candidate,
                    model,
                    calibrator,
                    logOdds[index],
                    comparison.Results[index].FitSeconds,
                    0,
                    [.. own.Select(_ => 1.0 / own.Length)]
                );
            })
            .ToArray();
        return new Trained(
            comparison,
            fits,
            (fit, rows, unseenRows, seed) =>
            {
                var part = (run.Input with { Offsets = RollingTraining.Offsets(plan.Level.LogOdds) }).SelectRows(rows);
                var starts = RecencyEnsemble
                    .Windows(set.Labels, options)
                    .Select(start => Array.FindIndex(rows, row => row >= start))
                    .ToArray();
                ILearnedModel[] again =
                [
                    .. fit.Candidate.Members.Select(member =>
                        RecencyEnsemble.Fit(
                            wanted.Learners[member],
                            part with
                            {
                                Seed = seed + 100 * member,
                            },
                            starts,
                            cancellationToken
                        )
                    ),
                ];
                return fit.Calibrated(again, run.Table.SelectRows(unseenRows));
            }
        )
        {
            LeftOut = LibraryLearners.NotUsedWithDrift(options),
        };
    }
}
