using LeadDashboard.Core.Modeling.Search;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Learning;
using LeadDashboard.Learning.Blending;
using LeadDashboard.Learning.Drift;

namespace LeadDashboard.Core.Modeling.Drift;

/// <summary>
/// One learner fitted on nested windows of the past, beside the level of each row's period; the mean of all.
/// </summary>
internal static class RecencyEnsemble
{
    /// <param name="learner">What to fit.</param>
    /// <param name="input">In time order, oldest first; the offsets are the log-odds of each row's period, the seed
    /// that of the first window.</param>
    /// <param name="starts">First row of each window.</param>
    /// <param name="cancellationToken">Asked during each fit.</param>
    public static ILearnedModel Fit(
        Learner learner,
        FitInput input,
        IReadOnlyList<int> starts,
        CancellationToken cancellationToken
    )
    {
        var members = new ILearnedModel[starts.Count];
        for (var w = 0; w < members.Length; w++)
        {
            var window =
                starts[w] == 0 ? input : input.SelectRows([.. Enumerable.Range(starts[w], input.RowCount - starts[w])]);
            members[w] = learner.Fit(window with { Seed = input.Seed + w }, cancellationToken);
        }

        return members.Length == 1
            ? members[0]
            : new BlendModel(learner.Kind.Name(), 0, [.. members.Select(_ => 1.0 / members.Length)], members);
    }

    public static IReadOnlyList<int> Windows(float[] labels, TrainingOptions options) =>
        RecencyWindows.Starts(labels, options.MinOutcomesPerClass, options.Drift.MaxWindows);
}
