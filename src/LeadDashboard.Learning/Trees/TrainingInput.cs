using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Trees;

/// <summary>Checks what a learner is given, and says what is wrong in words.</summary>
internal static class TrainingInput
{
    public static void Check(FeatureTable table, float[] labels, float[]? weights, Loss loss)
    {
        if (table.RowCount == 0)
        {
            throw new ArgumentException("The table has no rows. Give at least one labelled row.", nameof(table));
        }

        if (labels.Length != table.RowCount)
        {
            throw new ArgumentException(
                $"There are {labels.Length} labels for {table.RowCount} rows; expected one label per row.",
                nameof(labels)
            );
        }

        for (var i = 0; i < labels.Length; i++)
        {
            if (loss.Refusal(labels[i]) is { } refusal)
            {
                throw new ArgumentException(
                    $"The label of row {i + 1}, "
                        + $"{labels[i].ToString(System.Globalization.CultureInfo.InvariantCulture)}, {refusal}",
                    nameof(labels)
                );
            }
        }

        if (weights is not null)
        {
            CheckWeights(table, weights);
        }
    }

    public static (double Mean, double Total) WeightedMean(float[] labels, float[]? weights)
    {
        double sum = 0,
            total = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            double weight = weights?[i] ?? 1;
            sum += weight * labels[i];
            total += weight;
        }

        return (sum / total, total);
    }

    /// <summary>int[columnCount]: 0 = free, +1 rising, -1 falling.</summary>
    public static int[] Directions(FeatureTable table, BoostedTreesOptions options)
    {
        var directions = new int[table.ColumnCount];
        foreach (var (name, direction) in options.MonotoneConstraints)
        {
            var c = 0;
            while (c < table.ColumnCount && !string.Equals(table.Columns[c].Name, name, StringComparison.Ordinal))
            {
                c++;
            }

            if (c == table.ColumnCount || table.Columns[c].Kind != FeatureKind.Number)
            {
                throw new ArgumentException(
                    $"MonotoneConstraints names '{name}', which is not a number column of the table. Name a number "
                        + $"column or leave it out.",
                    nameof(options)
                );
            }

            directions[c] = direction;
        }

        return directions;
    }

    private static void CheckWeights(FeatureTable table, float[] weights)
    {
        if (weights.Length != table.RowCount)
        {
            throw new ArgumentException(
                $"There are {weights.Length} weights for {table.RowCount} rows; expected one weight per row, or null.",
                nameof(weights)
            );
        }

        var total = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            if (!float.IsFinite(weights[i]) || weights[i] < 0)
            {
                throw new ArgumentException(
                    $"The weight of row {i + 1}, "
                        + $"{weights[i].ToString(System.Globalization.CultureInfo.InvariantCulture)}, is not a "
                        + $"finite number of at least 0.",
                    nameof(weights)
                );
            }

            total += weights[i];
        }

        if (total <= 0)
        {
            throw new ArgumentException("All weights are 0. Give at least one row a weight above 0.", nameof(weights));
        }
    }
}
