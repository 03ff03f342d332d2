using LeadDashboard.Learning.Linear;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Survival;

/// <summary>
/// Time to conversion by discrete-time survival analysis (Cox 1972; Singer and Willett 1993): the chance h(k | x) that
/// a lead still open at the start of
/// interval k is won in it, logit h(k | x) = f(x) + a[k], fitted as a logistic regression over leads and intervals.
/// Open leads are censored at their age.
/// Losses are a competing event with a hazard of their own, asked after winning within each interval, unless the
/// options say censoring.
/// </summary>
public static class DiscreteHazard
{
    /// <param name="table">rowCount x columnCount, what is known when the lead arrives.</param>
    /// <param name="days">float[rowCount] &gt;= 0: days from arrival to the end, or to now for an open lead.</param>
    /// <param name="ends">LeadEnd[rowCount].</param>
    /// <param name="options">Settings.</param>
    /// <param name="cancellationToken">Asked once per iteration.</param>
    /// <exception cref="ArgumentException">No rows, other lengths, ages that are negative or not numbers, intervals
    /// that do not rise, infinite features.</exception>
    public static DiscreteHazardModel Fit(
        FeatureTable table,
        float[] days,
        LeadEnd[] ends,
        DiscreteHazardOptions options,
        CancellationToken cancellationToken = default
    )
    {
        Require(table, days, ends, options);
        if (table.RowCount > options.MaxRows)
        {
            int[] rows =
            [
                .. Enumerable.Range(0, options.MaxRows).Select(i => (int)((long)i * table.RowCount / options.MaxRows)),
            ];
            (table, days, ends) = (
                table.SelectRows(rows),
                [.. rows.Select(row => days[row])],
                [.. rows.Select(row => ends[row])]
            );
        }

        var linear = LogisticOptions.Default with
        {
            KnotCount = options.KnotCount,
            L2 = options.L2,
            Smoothness = options.Smoothness,
            KnotL2 = options.KnotL2,
            MaxThreads = options.MaxThreads,
        };
        var design = LogisticDesign.Build(table, null, linear);
        var isCompeting = options.Losses == LossHandling.CompetingEvent;
        var watched = isCompeting ? ends : PersonPeriods.WithoutLosses(ends);
        var won = FitEvent(LeadEnd.Won, table, days, watched, design, linear, options, cancellationToken);
        var lost = isCompeting
            ? FitEvent(LeadEnd.Lost, table, days, watched, design, linear, options, cancellationToken)
            : null;
        return new DiscreteHazardModel([.. options.IntervalEnds], won, lost);
    }

    private static EventHazard FitEvent(
        LeadEnd kind,
        FeatureTable table,
        float[] days,
        LeadEnd[] ends,
        LogisticDesign design,
        LogisticOptions linear,
        DiscreteHazardOptions options,
        CancellationToken cancellationToken
    )
    {
        var periods = PersonPeriods.Build(kind, days, ends, options.IntervalEnds);
        var coefficients = new HazardSolver(design, periods, linear, options).Solve(cancellationToken);
        var effects = new ColumnEffect[table.ColumnCount];
        for (var c = 0; c < effects.Length; c++)
        {
            effects[c] = LogisticRegression.Effect(table.Columns[c].Name, design.Blocks[c], coefficients);
        }

        return new EventHazard(
            AdditiveModel.Centred("logistic", coefficients[0], effects, table, null),
            coefficients[design.CoefficientCount..]
        );
    }

    private static void Require(FeatureTable table, float[] days, LeadEnd[] ends, DiscreteHazardOptions options)
    {
        if (table.RowCount == 0 || days.Length != table.RowCount || ends.Length != table.RowCount)
        {
            throw new ArgumentException(
                $"There are {days.Length} ages and {ends.Length} ends for {table.RowCount} rows. Give one of each "
                    + $"per row, and at least one row.",
                nameof(days)
            );
        }

        var bad = Array.FindIndex(days, age => !float.IsFinite(age) || age < 0);
        if (bad >= 0)
        {
            throw new ArgumentException(
                $"Row {bad} has an age of {days[bad]} days where a number >= 0 is expected. Leave the lead out, or "
                    + $"correct its dates.",
                nameof(days)
            );
        }

        for (var k = 0; k < options.IntervalEnds.Count; k++)
        {
            if (
                !(options.IntervalEnds[k] > (k == 0 ? 0 : options.IntervalEnds[k - 1]))
                || !double.IsFinite(options.IntervalEnds[k])
            )
            {
                throw new ArgumentException(
                    $"Interval end {k} is {options.IntervalEnds[k]} days; ends must be finite and rise from above "
                        + $"0. Correct IntervalEnds.",
                    nameof(options)
                );
            }
        }

        if (options.IntervalEnds.Count == 0 || !(options.IntervalL2 > 0) || options.MaxRows < 1)
        {
            throw new ArgumentException(
                $"There are {options.IntervalEnds.Count} intervals and IntervalL2 is {options.IntervalL2}; at least "
                    + $"one interval, a ridge > 0 and a MaxRows >= 1 are needed.",
                nameof(options)
            );
        }

        foreach (var column in table.Columns)
        {
            var infinite = Array.FindIndex(column.Numbers, float.IsInfinity);
            if (infinite >= 0)
            {
                throw new ArgumentException(
                    $"Column '{column.Name}' is infinite in row {infinite}. Give a finite number, or NaN for a "
                        + $"missing one.",
                    nameof(table)
                );
            }
        }
    }
}
