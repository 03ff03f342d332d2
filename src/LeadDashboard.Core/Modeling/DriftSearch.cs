using System.Globalization;
using LeadDashboard.Learning.Drift;
using LeadDashboard.Learning.Linear;

namespace LeadDashboard.Core.Modeling;

/// <summary>How a training follows a moving win rate.</summary>
internal sealed record DriftPlan(LocalLevel Level, DriftReport Report);

/// <summary>Decides whether a training must follow time, and how. Looks at rows known at training only.</summary>
internal static class DriftSearch
{
    private const int MinRows = 500;

    /// <param name="set">In time order.</param>
    /// <param name="options">Settings.</param>
    /// <param name="cancellationToken">Asked before each step.</param>
    /// <returns>The set, without the columns found to fail on the next period, and the plan; null where the win rate does not clearly move.</returns>
    public static (TrainingSet Set, DriftPlan? Plan) Find(TrainingSet set, TrainingOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var borders = RollingTraining.Periods(set.Labels, options);
        var older = set.Labels[..borders[0]];
        if (set.RowCount < MinRows || !options.Candidates.Any(kind => kind is "logistic" or "trees") || Math.Min(older.Sum(), older.Length - older.Sum()) < options.MinOutcomesPerClass)
        {
            return (set, null);
        }

        var level = LocalLevel.Fit(set.Labels);
        return level.NeighbourCount == 0 ? (set, null) : (set, new DriftPlan(level, Describe(set, level, options, [])));
    }

    private static DriftReport Describe(TrainingSet set, LocalLevel level, TrainingOptions options, IReadOnlyList<ExcludedColumn> dropped)
    {
        double lowest = LogOdds.ToProbability(level.LogOdds.Min()), highest = LogOdds.ToProbability(level.LogOdds.Max()), newest = LogOdds.ToProbability(level.Newest);
        var windows = RecencyCommittee.Windows(set.Labels, options).Select(start => new RecencyWindow(set.RowCount - start, set.HasDates ? set.InstantsUtc[start] : null)).ToArray();
        return new DriftReport(2 * level.NeighbourCount, lowest, highest, newest, windows, dropped, string.Create(
            CultureInfo.InvariantCulture,
            $"The win rate moved between {lowest:P1} and {highest:P1}; scores start from the newest, {newest:P1}, and newer leads count more: the model is the mean of {windows.Length} models of the newest {string.Join(", ", windows.Select(window => window.RowCount))} leads."));
    }
}
