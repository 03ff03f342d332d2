using System.Diagnostics;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Learning;
using LeadDashboard.Learning.Evaluation;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Core.Modeling.Search;

/// <summary>Fits all learners on all folds and on all rows, several at a time, and joins them to candidates.</summary>
internal static class CandidateFitter
{
    /// <param name="table">rowCount x columnCount.</param>
    /// <param name="labels">float[rowCount].</param>
    /// <param name="list">What to fit.</param>
    /// <param name="options">Seed, threads, folds.</param>
    /// <param name="finished">Called after each fit with the share done, 0..1, rising; one call at a time.</param>
    /// <param name="cancellationToken">Asked before and during each fit.</param>
    public static IReadOnlyList<CandidateFit> Fit(
        FeatureTable table,
        float[] labels,
        CandidateList list,
        TrainingOptions options,
        Action<double, string> finished,
        CancellationToken cancellationToken
    )
    {
        var wins = (int)labels.Sum();
        var foldCount = Math.Clamp(Math.Min(wins, labels.Length - wins), 2, FoldCount(labels.Length, options));
        var folds = StratifiedFolds.Assign(labels, foldCount, options.Seed);
        var learners = list.Learners;
        var outOfFold = learners.Select(_ => new double[labels.Length]).ToArray();
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
                var seed = options.Seed + 1000 * (task.Fold + 1) + task.Learner;
                FitOne(
                    table,
                    labels,
                    folds,
                    learners[task.Learner],
                    task.Fold,
                    seed,
                    outOfFold[task.Learner],
                    model => fitted[task.Learner] = model,
                    cancellationToken
                );
                lock (gate)
                {
                    seconds[task.Learner] += watch.Elapsed.TotalSeconds;
                    done++;
                    finished((double)done / tasks.Count, learners[task.Learner].Kind);
                }
            },
            cancellationToken
        );

        return
        [
            .. list.Candidates.Select(candidate =>
                CandidateFit.Join(
                    candidate,
                    outOfFold,
                    fitted,
                    labels,
                    folds,
                    options.Seed,
                    candidate.Members.Sum(member => seconds[member])
                )
            ),
        ];
    }

    /// <summary>Many rows need fewer folds: each fold model already sees enough.</summary>
    private static int FoldCount(int rowCount, TrainingOptions options) =>
        rowCount > 300_000 ? 2
        : rowCount > 100_000 ? Math.Min(3, options.FoldCount)
        : options.FoldCount;

    private static void FitOne(
        FeatureTable table,
        float[] labels,
        int[] folds,
        Learner learner,
        int fold,
        int seed,
        double[] outOfFold,
        Action<ILearnedModel> keep,
        CancellationToken cancellationToken
    )
    {
        if (fold < 0)
        {
            keep(learner.Fit(table, labels, null, seed, cancellationToken));
            return;
        }

        var train = Enumerable.Range(0, labels.Length).Where(row => folds[row] != fold).ToArray();
        var test = Enumerable.Range(0, labels.Length).Where(row => folds[row] == fold).ToArray();
        var model = learner.Fit(
            table.SelectRows(train),
            [.. train.Select(row => labels[row])],
            null,
            seed,
            cancellationToken
        );
        var raw = model.PredictRaw(table.SelectRows(test));
        for (var i = 0; i < test.Length; i++)
        {
            outOfFold[test[i]] = raw[i];
        }
    }
}
