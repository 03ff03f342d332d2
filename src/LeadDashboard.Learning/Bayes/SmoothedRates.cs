using LeadDashboard.Learning.Linear;
using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Bayes;

/// <summary>
/// Naive Bayes with shrinkage, for the cold start: each value's win rate, pulled towards the overall rate,
/// effect = logit((wins + m * rate) / (rows + m)) - logit(rate). The sum of effects is damped by one factor 0..1 chosen
/// by
/// leave-one-out log-loss, because columns repeat each other.
/// </summary>
public static class SmoothedRates
{
    public const string Kind = "rates";

    private static readonly double[] Dampings = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

    /// <param name="table">rowCount x columnCount.</param>
    /// <param name="labels">float[rowCount], 0 = lost, 1 = won.</param>
    /// <param name="options">Settings.</param>
    public static AdditiveModel Fit(FeatureTable table, float[] labels, SmoothedRatesOptions options)
    {
        if (labels.Length != table.RowCount || labels.Length == 0)
        {
            throw new ArgumentException(
                $"There are {labels.Length} labels for {table.RowCount} rows. Give one label per row, and at least "
                    + $"one row.",
                nameof(labels)
            );
        }

        var rate = (labels.Sum() + 0.5) / (labels.Length + 1);
        var baseRaw = LogOdds.FromProbability(rate);
        var leftOut = new double[labels.Length];
        var effects = new ColumnEffect[table.ColumnCount];
        for (var c = 0; c < effects.Length; c++)
        {
            effects[c] = FitColumn(table.Columns[c], labels, rate, baseRaw, options, leftOut);
        }

        var damping = Dampings.MinBy(factor => Loss(leftOut, labels, baseRaw, factor));
        return AdditiveModel.Centred(
            Kind,
            baseRaw,
            [.. effects.Select(effect => effect.Transform(damping, 0))],
            table,
            null
        );
    }

    private static ColumnEffect FitColumn(
        FeatureColumn column,
        float[] labels,
        double rate,
        double baseRaw,
        SmoothedRatesOptions options,
        double[] leftOut
    )
    {
        var isNumber = column.Kind == FeatureKind.Number;
        var knots = isNumber ? Edges(column.Numbers, options.BinCount) : [];
        var binCount = isNumber ? knots.Length + 1 : column.Categories.Length;

        // The last bin is "missing".
        var rows = new double[binCount + 1];
        var wins = new double[binCount + 1];
        var bins = new int[labels.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            bins[i] = isNumber
                ? float.IsNaN(column.Numbers[i])
                    ? binCount
                    : ColumnEffect.FirstAtLeast(knots, column.Numbers[i])
                : (uint)column.Codes[i] < (uint)binCount
                    ? column.Codes[i]
                    : binCount;
            rows[bins[i]]++;
            wins[bins[i]] += labels[i];
        }

        double Effect(double winCount, double rowCount) =>
            LogOdds.FromProbability((winCount + options.PriorRows * rate) / (rowCount + options.PriorRows)) - baseRaw;

        for (var i = 0; i < labels.Length; i++)
        {
            leftOut[i] += Effect(wins[bins[i]] - labels[i], rows[bins[i]] - 1);
        }

        var values = new double[binCount];
        for (var bin = 0; bin < binCount; bin++)
        {
            values[bin] = Effect(wins[bin], rows[bin]);
        }

        return new ColumnEffect(
            column.Name,
            isNumber ? EffectShape.Steps : EffectShape.Levels,
            knots,
            values,
            Effect(wins[binCount], rows[binCount])
        );
    }

    /// <summary>Upper edges of all quantile bins but the last.</summary>
    private static float[] Edges(float[] numbers, int binCount)
    {
        var sorted = numbers.Where(number => !float.IsNaN(number)).ToArray();
        if (sorted.Length == 0)
        {
            return [];
        }

        Array.Sort(sorted);
        var edges = new SortedSet<float>();
        for (var bin = 1; bin < binCount; bin++)
        {
            var edge = sorted[(int)((long)bin * (sorted.Length - 1) / binCount)];
            if (edge < sorted[^1])
            {
                edges.Add(edge);
            }
        }

        return [.. edges];
    }

    private static double Loss(double[] sums, float[] labels, double baseRaw, double damping)
    {
        double loss = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            loss += LogOdds.Loss(baseRaw + damping * sums[i], labels[i]);
        }

        return loss;
    }
}
