using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Modeling.Features;
using LeadDashboard.Core.Modeling.Report;
using LeadDashboard.Core.Modeling.Search;
using LeadDashboard.Learning;
using LeadDashboard.Learning.Evaluation;
using LeadDashboard.Learning.Losses;

namespace LeadDashboard.Core.Modeling.Training;

/// <summary>
/// Training where the win rate does not move, or the order of the rows is unknown: all rows count the same.
/// </summary>
internal static class PlainTraining
{
    public static Trained Train(TrainingRun run, CancellationToken cancellationToken)
    {
        var (options, input) = (run.Options, run.Input);
        var split = run.IsThin ? null : Split(run.Set, options);
        LearnerSettings? settings = null;
        if (!run.IsThin)
        {
            run.Progress?.Report(new TrainingProgress(0.03, new Message(TrainingMessages.ChoosingSettings)));
            var known = split is null ? input : input.SelectRows(split.TrainRows);
            settings = SettingsSearch.Find(known, options, cancellationToken);
        }

        var list = CandidateList.For(options, settings).RequireAny(options);
        cancellationToken.ThrowIfCancellationRequested();
        var (compared, fits) = Compare(run, list, split, cancellationToken);
        if (split is not null)
        {
            list = run.KeepsAll ? list : list.Only(compared.Chosen);
            fits = CandidateFitter.Fit(input, list, options, run.Stage(0.5, 0.85), cancellationToken);
        }

        return new Trained(
            compared,
            fits,
            (fit, rows, scored, seed) =>
            {
                var part = input.SelectRows(rows);
                ILearnedModel[] members =
                [
                    .. fit.Candidate.Members.Select(member =>
                        list.Learners[member].Fit(part with { Seed = seed + member }, cancellationToken)
                    ),
                ];
                return fit.Calibrated(members, input.Table.SelectRows(scored));
            }
        )
        {
            LeftOut = run.IsThin ? [] : LibraryLearners.LeftOut(options),
        };
    }

    private static (Comparison Compared, IReadOnlyList<CandidateFit> Fits) Compare(
        TrainingRun run,
        CandidateList list,
        TimeSplit? split,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyList<CandidateFit> fits;
        var (set, options) = (run.Set, run.Options);
        var finished = run.Stage(0.15, split is null ? 0.85 : 0.5);
        var fitLabels = set.Labels;
        double[][] probabilities;
        UnseenRows unseen;
        if (split is null)
        {
            fits = CandidateFitter.Fit(run.Input, list, options, finished, cancellationToken);
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
                new FitInput(LeadFeatures.BuildForTraining(recipe, older), fitLabels) { Seed = options.Seed },
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

        var scored = fits.Select(
                (fit, c) =>
                    new ScoredCandidate(
                        fit.Candidate,
                        probabilities[c],
                        fit.UnseenLogOdds,
                        fit.Calibrator.Kind,
                        fit.FitSeconds
                    )
            )
            .ToArray();
        return (Comparison.Measure(scored, unseen, fitLabels, options.Seed), fits);
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
