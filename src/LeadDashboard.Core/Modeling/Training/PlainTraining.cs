using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Modeling.Features;
using LeadDashboard.Core.Modeling.Report;
using LeadDashboard.Core.Modeling.Search;
using LeadDashboard.Learning;
using LeadDashboard.Learning.Evaluation;
using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Core.Modeling.Training;

/// <summary>
/// Training where the win rate does not move, or the order of the rows is unknown: all rows count the same.
/// </summary>
internal static class PlainTraining
{
    public static Trained Train(
        TrainingSet set,
        FeatureTable table,
        TrainingOptions options,
        bool isThin,
        bool keepsAll,
        IProgress<TrainingProgress>? progress,
        Func<double, double, Action<double, string>> stage,
        CancellationToken cancellationToken
    )
    {
        var split = isThin ? null : Split(set, options);
        LearnerSettings? settings = null;
        if (!isThin)
        {
            progress?.Report(new TrainingProgress(0.03, new Message(TrainingMessages.ChoosingSettings)));
            var known = split?.TrainRows;
            settings = known is null
                ? SettingsSearch.Find(table, set.Labels, options, cancellationToken)
                : SettingsSearch.Find(
                    table.SelectRows(known),
                    [.. known.Select(row => set.Labels[row])],
                    options,
                    cancellationToken
                );
        }

        var list = CandidateList.For(options, settings).RequireAny(options);
        cancellationToken.ThrowIfCancellationRequested();
        var (compared, fits) = Compare(
            set,
            table,
            list,
            options,
            split,
            stage(0.15, split is null ? 0.85 : 0.5),
            cancellationToken
        );
        if (split is not null)
        {
            list = keepsAll ? list : list.Only(compared.Chosen);
            fits = CandidateFitter.Fit(table, set.Labels, list, options, stage(0.5, 0.85), cancellationToken);
        }

        return new Trained(
            compared,
            fits,
            (fit, rows, scored, seed) =>
            {
                var part = table.SelectRows(rows);
                float[] labels = [.. rows.Select(row => set.Labels[row])];
                ILearnedModel[] members =
                [
                    .. fit.Candidate.Members.Select(member =>
                        list.Learners[member].Fit(part, labels, null, seed + member, cancellationToken)
                    ),
                ];
                return fit.Calibrated(members, table.SelectRows(scored));
            }
        );
    }

    private static (Comparison Compared, IReadOnlyList<CandidateFit> Fits) Compare(
        TrainingSet set,
        FeatureTable table,
        CandidateList list,
        TrainingOptions options,
        TimeSplit? split,
        Action<double, string> finished,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyList<CandidateFit> fits;
        var fitLabels = set.Labels;
        double[][] probabilities;
        UnseenRows unseen;
        if (split is null)
        {
            fits = CandidateFitter.Fit(table, set.Labels, list, options, finished, cancellationToken);
            probabilities = [.. fits.Select(fit => fit.UnseenProbabilities())];
            unseen = new UnseenRows(SplitKind.StratifiedFolds, set.Labels, set.RowCount, null, null);
        }
        else
        {
            // A recipe of its own: the one of all rows has seen the outcomes of the rows held out.
            var older = set.Select(split.TrainRows);
            var recipe = FeatureRecipe.Fit(older);
            fitLabels = older.Labels;
            fits = CandidateFitter.Fit(
                LeadFeatures.BuildForTraining(recipe, older),
                fitLabels,
                list,
                options,
                finished,
                cancellationToken
            );
            var test = LeadFeatures.Build(recipe, set.Rows.SelectRows(split.TestRows));
            probabilities =
            [
                .. fits.Select(fit =>
                    fit.Model.PredictRaw(test, options.MaxThreads)
                        .Select(raw => LogOdds.ToProbability(fit.Calibrator.Calibrate(raw)))
                        .ToArray()
                ),
            ];
            unseen = UnseenRows.Newest(set, split.TestRows);
        }

        var compared = Comparison.Of(
            list.Candidates,
            probabilities,
            unseen,
            [.. fits.Select(fit => fit.UnseenLogOdds)],
            fitLabels,
            [.. fits.Select(fit => fit.Calibrator.Kind)],
            [.. fits.Select(fit => fit.FitSeconds)],
            options.Seed
        );
        return (compared, fits);
    }

    /// <summary>Null where time order is unknown or too few outcomes would be left on a side.</summary>
    private static TimeSplit? Split(TrainingSet set, TrainingOptions options)
    {
        if (!set.IsOrdered)
        {
            return null;
        }

        var split = TimeSplit.Newest(set.InstantsUtc, options.TestShare);
        int testWins = split.TestRows.Count(row => set.Labels[row] > 0.5f),
            trainWins = set.WinCount - testWins;
        var isEnough =
            Math.Min(testWins, split.TestRows.Length - testWins) >= 20
            && Math.Min(trainWins, split.TrainRows.Length - trainWins) >= options.MinOutcomesPerClass;
        return isEnough ? split : null;
    }
}
