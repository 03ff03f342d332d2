using System.Diagnostics;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Learning;
using LeadDashboard.Learning.Evaluation;

namespace LeadDashboard.Core.Modeling.Search;

/// <summary>
/// A learner fitted on all rows, and what its models of the folds say of the rows they have not seen.
/// </summary>
/// <param name="Model">Of all rows.</param>
/// <param name="OutOfFold">double[rowCount], raw.</param>
/// <param name="Seconds">Of all its fits.</param>
internal sealed record FittedLearner(ILearnedModel Model, double[] OutOfFold, double Seconds);

/// <summary>Fits all learners on all folds and on all rows, several at a time, and joins them to candidates.</summary>
internal static class CandidateFitter
{
    /// <param name="input">What to learn from, and the seed of the folds and the fits.</param>
    /// <param name="list">What to fit.</param>
    /// <param name="options">Threads, folds.</param>
    /// <param name="finished">Called after each fit with the share done, 0..1, rising; one call at a time.</param>
    /// <param name="cancellationToken">Asked before and during each fit.</param>
    public static IReadOnlyList<CandidateFit> Fit(
        FitInput input,
        CandidateList list,
        TrainingOptions options,
        Action<double, ModelKind> finished,
        CancellationToken cancellationToken
    )
    {
        var wins = (int)input.Labels.Sum();
        var foldCount = Math.Clamp(Math.Min(wins, input.RowCount - wins), 2, FoldCount(input.RowCount, options));
        var folds = StratifiedFolds.Assign(input.Labels, foldCount, input.Seed);
        var learners = list.Learners;
        var outOfFold = learners.Select(_ => new double[input.RowCount]).ToArray();
        var fitted = new ILearnedModel[learners.Count];
        var seconds = new double[learners.Count];

        // The whole-table fits first: they take longest, so no thread is left alone with one at the end.
        var tasks = new List<(int Learner, int Fold)>();
        for (var fold = -1; fold < foldCount; fold++)
        {
            tasks.AddRange(Enumerable.Range(0, learners.Count).Reverse().Select(learner => (learner, fold)));
        }

        var gate = new Lock();
        var done = 0;
        ParallelFits.Run(
            tasks,
            options.MaxThreads,
            task =>
            {
                var watch = Stopwatch.StartNew();
                var seeded = input with { Seed = input.Seed + 1000 * (task.Fold + 1) + task.Learner };
                var learner = learners[task.Learner];
                if (task.Fold < 0)
                {
                    fitted[task.Learner] = learner.Fit(seeded, cancellationToken);
                }
                else
                {
                    FitFold(learner, seeded, folds, task.Fold, outOfFold[task.Learner], cancellationToken);
                }

                lock (gate)
                {
                    seconds[task.Learner] += watch.Elapsed.TotalSeconds;
                    done++;
                    finished((double)done / tasks.Count, learner.Kind);
                }
            },
            cancellationToken
        );

        var all = fitted.Select((model, l) => new FittedLearner(model, outOfFold[l], seconds[l])).ToArray();
        return [.. list.Candidates.Select(candidate => CandidateFit.Join(candidate, all, input, folds))];
    }

    /// <summary>Many rows need fewer folds: each fold model already sees enough.</summary>
    private static int FoldCount(int rowCount, TrainingOptions options) =>
        rowCount > 300_000 ? 2
        : rowCount > 100_000 ? Math.Min(3, options.FoldCount)
        : options.FoldCount;

    /// <summary>Scores the rows of a fold by a model of the others.</summary>
    private static void FitFold(
        Learner learner,
        FitInput input,
        int[] folds,
        int fold,
        double[] outOfFold,
        CancellationToken cancellationToken
    )
    {
        var (train, held) = FitInput.Split(folds, fold);
        var model = learner.Fit(input.SelectRows(train), cancellationToken);
        var raw = model.PredictRaw(input.Table.SelectRows(held));
        for (var i = 0; i < held.Length; i++)
        {
            outOfFold[held[i]] = raw[i];
        }
    }
}
