using LeadDashboard.Core.Modeling.Search;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Learning;
using LeadDashboard.Learning.Blending;
using LeadDashboard.Learning.Drift;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Core.Modeling.Drift;

/// <summary>
/// One learner fitted on nested windows of the past, beside the level of each row's period; the mean of all.
/// </summary>
internal static class RecencyEnsemble
{
    /// <param name="learner">What to fit.</param>
    /// <param name="table">rowCount x columnCount in time order, oldest first.</param>
    /// <param name="labels">float[rowCount].</param>
    /// <param name="levels">double[rowCount], log-odds of each row's period.</param>
    /// <param name="starts">First row of each window.</param>
    /// <param name="seed">Of the first window.</param>
    /// <param name="cancellationToken">Asked during each fit.</param>
    public static ILearnedModel Fit(
        Learner learner,
        FeatureTable table,
        float[] labels,
        double[] levels,
        IReadOnlyList<int> starts,
        int seed,
        CancellationToken cancellationToken
    )
    {
        var members = new ILearnedModel[starts.Count];
        for (var w = 0; w < members.Length; w++)
        {
            var rows = Enumerable.Range(starts[w], table.RowCount - starts[w]).ToArray();
            var offsets = rows.Select(row => (float)levels[row]).ToArray();
            members[w] = learner.Fit(
                starts[w] == 0 ? table : table.SelectRows(rows),
                labels[starts[w]..],
                offsets,
                seed + w,
                cancellationToken
            );
        }

        return members.Length == 1
            ? members[0]
            : new BlendModel(learner.Kind, 0, [.. members.Select(_ => 1.0 / members.Length)], members);
    }

    public static IReadOnlyList<int> Windows(float[] labels, TrainingOptions options) =>
        RecencyWindows.Starts(labels, options.MinOutcomesPerClass, options.Drift.MaxWindows);
}
