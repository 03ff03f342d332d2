using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Modeling.Features;
using LeadDashboard.Core.Modeling.Report;
using LeadDashboard.Core.Modeling.Search;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Learning.Drift;
using LeadDashboard.Learning.Evaluation;
using LeadDashboard.Learning.Losses;

namespace LeadDashboard.Core.Modeling.Drift;

/// <summary>How a training follows a moving win rate.</summary>
internal sealed record DriftPlan(LocalBaseRate Level, DriftReport Report);

/// <summary>Decides whether a training must follow time, and how. Looks at rows known at training only.</summary>
internal static class DriftSearch
{
    private const int MinRows = 500;

    /// <summary>Decisions on more rows than these are the same, and take longer.</summary>
    private const int MaxRows = 60_000;

    /// <summary>Share of the variance of time that a column explains from which it is called a calendar.</summary>
    private const double CalendarShare = 0.7;

    /// <param name="set">In time order.</param>
    /// <param name="options">Settings.</param>
    /// <param name="cancellationToken">Asked before each step.</param>
    /// <returns>The set, without the columns found to fail on the next period, and the plan; null where the win rate
    /// does not clearly move.</returns>
    public static (TrainingSet Set, DriftPlan? Plan) Find(
        TrainingSet set,
        TrainingOptions options,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var older = set.Labels[..RollingTraining.Periods(set.Labels, options)[0]];
        if (
            !options.Drift.IsFollowed
            || set.RowCount < MinRows
            || !options.Candidates.Any(kind => kind is ModelKind.Logistic or ModelKind.Trees or ModelKind.Blend)
            || Math.Min(older.Sum(), older.Length - older.Sum()) < options.MinOutcomesPerClass
        )
        {
            return (set, null);
        }

        var level = LocalBaseRate.Fit(set.Labels);
        if (level.NeighbourCount == 0)
        {
            return (set, null);
        }

        var dropped = options.Drift.ScreensCalendars ? FailingCalendars(set, level, options, cancellationToken) : [];
        set = dropped.Count == 0 ? set : set.Without(dropped);
        return (set, new DriftPlan(level, Describe(set, level, options, dropped)));
    }

    /// <summary>
    /// Columns that tell the period, when leaving them out makes the scores of the next periods clearly better.
    /// </summary>
    private static IReadOnlyList<ExcludedColumn> FailingCalendars(
        TrainingSet set,
        LocalBaseRate level,
        TrainingOptions options,
        CancellationToken cancellationToken
    )
    {
        var thin =
            set.RowCount <= MaxRows
                ? set
                : set.Select([
                    .. Enumerable.Range(0, MaxRows).Select(row => (int)((long)row * set.RowCount / MaxRows)),
                ]);
        var calendars = thin
            .Rows.Columns.Where(column => column.Kind != RawKind.Text)
            .Select(column =>
                (
                    column.Field,
                    Share: column.Kind == RawKind.Number
                        ? CalendarLikeness.OfNumbers(column.Numbers)
                        : CalendarLikeness.OfWords(column.Words)
                )
            )
            .Where(column => column.Share >= CalendarShare)
            .ToArray();
        if (calendars.Length == 0 || calendars.Length == thin.Rows.Columns.Count)
        {
            return [];
        }

        var reasons = calendars
            .Select(column => new ExcludedColumn(
                column.Field,
                new Message(ReportMessages.ColumnCalendar, column.Share)
            ))
            .ToArray();
        var list = CandidateList.ForDrift(options with { Candidates = [ModelKind.Logistic] });
        var levels = LocalBaseRate
            .At(thin.Labels, (int)((long)level.NeighbourCount * thin.RowCount / set.RowCount))
            .LogOdds;
        double[] Losses(TrainingSet rows)
        {
            var scores = RollingTraining.Score(rows, list, options, (_, _) => { }, cancellationToken);
            var first = scores.Borders[0];
            return
            [
                .. scores
                    .Raw[0]
                    .Select((raw, row) => LogOdds.Loss(levels[first + row] + raw, rows.Labels[first + row])),
            ];
        }

        var gains = Losses(thin).Zip(Losses(thin.Without(reasons)), (with, without) => with - without).ToArray();
        return gains.Average() > Bootstrap.StandardError(gains) ? reasons : [];
    }

    private static DriftReport Describe(
        TrainingSet set,
        LocalBaseRate level,
        TrainingOptions options,
        IReadOnlyList<ExcludedColumn> dropped
    )
    {
        double lowest = LogOdds.ToProbability(level.LogOdds.Min()),
            highest = LogOdds.ToProbability(level.LogOdds.Max()),
            newest = LogOdds.ToProbability(level.Newest);
        var windows = RecencyEnsemble
            .Windows(set.Labels, options)
            .Select(start => new RecencyWindow(set.RowCount - start, set.HasDates ? set.InstantsUtc[start] : null))
            .ToArray();
        return new DriftReport(2 * level.NeighbourCount, lowest, highest, newest, windows, dropped);
    }
}
