using LeadDashboard.Core.Modeling.Report;
using LeadDashboard.Core.Modeling.Search;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Learning;
using LeadDashboard.Learning.Blending;
using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Core.Modeling.Drift;

/// <summary>
/// Training where the win rate moves with time: candidates are compared period by period, each fitted on windows of the
/// past beside the level.
/// </summary>
internal static class DriftTraining
{
    public static Trained Train(
        TrainingSet set,
        FeatureTable table,
        DriftPlan plan,
        TrainingOptions options,
        bool keepsAll,
        Action<double, string> compared,
        Action<double, string> finished,
        CancellationToken cancellationToken
    )
    {
        var list = CandidateList.ForDrift(options).RequireAny(options);
        var scores = RollingTraining.Score(set, list, options, compared, cancellationToken);
        var raw = list.Candidates.Select(scores.Of).ToArray();
        var logOdds = raw.Select(candidate => scores.Calibrated(candidate, set.Labels, plan.Level.NeighbourCount))
            .ToArray();
        var newest = Enumerable.Range(scores.Borders[0], set.RowCount - scores.Borders[0]).ToArray();
        var unseen = UnseenRows.Newest(set, newest);
        var comparison = Comparison.Of(
            list.Candidates,
            [.. logOdds.Select(candidate => candidate.Select(LogOdds.ToProbability).ToArray())],
            unseen,
            logOdds,
            unseen.Labels,
            [.. list.Candidates.Select(_ => "level")],
            [.. list.Candidates.Select(candidate => candidate.Members.Sum(member => scores.Seconds[member]))],
            options.Seed
        ) with
        {
            RangeFrom = scores.Borders[0],
        };

        var wanted = keepsAll ? list : list.Only(comparison.Chosen);
        var members = RollingTraining.FitAll(
            table,
            set.Labels,
            plan.Level,
            wanted,
            options,
            finished,
            cancellationToken
        );
        var fits = wanted
            .Candidates.Select(candidate =>
            {
                var index = comparison.IndexOf(candidate.Kind);
                ILearnedModel[] own = [.. candidate.Members.Select(member => members[member])];
                var model =
                    own.Length == 1
                        ? own[0]
                        : new BlendModel(candidate.Kind, 0, [.. own.Select(_ => 1.0 / own.Length)], own);
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
            (fit, rows, scored, seed) =>
            {
                float[] labels = [.. rows.Select(row => set.Labels[row])];
                double[] levels = [.. rows.Select(row => plan.Level.LogOdds[row])];
                var part = table.SelectRows(rows);
                var starts = RecencyEnsemble
                    .Windows(set.Labels, options)
                    .Select(start => Array.FindIndex(rows, row => row >= start))
                    .ToArray();
                ILearnedModel[] again =
                [
                    .. fit.Candidate.Members.Select(member =>
                        RecencyEnsemble.Fit(
                            wanted.Learners[member],
                            part,
                            labels,
                            levels,
                            starts,
                            seed + 100 * member,
                            cancellationToken
                        )
                    ),
                ];
                return fit.Calibrated(again, table.SelectRows(scored));
            }
        );
    }
}
