using System.Globalization;

namespace LeadDashboard.Learning.Linear;

/// <summary>Checks class labels, and says what is wrong in words.</summary>
internal static class ClassLabels
{
    public static void Check(int rowCount, int[] labels, IReadOnlyList<string> classes, float[]? weights)
    {
        if (rowCount == 0)
        {
            throw new ArgumentException("The table has no rows. Give at least one labelled row.", nameof(rowCount));
        }

        if (labels.Length != rowCount)
        {
            throw new ArgumentException(
                $"There are {labels.Length} labels for {rowCount} rows; expected one label per row.",
                nameof(labels)
            );
        }

        if (classes.Count < 2 || classes.Distinct(StringComparer.Ordinal).Count() != classes.Count)
        {
            throw new ArgumentException(
                $"The classes are '{string.Join("', '", classes)}'; expected at least two distinct names.",
                nameof(classes)
            );
        }

        var wrong = Array.FindIndex(labels, label => (uint)label >= (uint)classes.Count);
        if (wrong >= 0)
        {
            throw new ArgumentException(
                $"The label of row {wrong + 1} is {labels[wrong]}; expected 0..{classes.Count - 1}, the index of "
                    + $"its class. Leave unlabelled rows out.",
                nameof(labels)
            );
        }

        if (weights is null)
        {
            return;
        }

        if (weights.Length != rowCount)
        {
            throw new ArgumentException(
                $"There are {weights.Length} weights for {rowCount} rows; expected one weight per row, or null.",
                nameof(weights)
            );
        }

        var bad = Array.FindIndex(weights, weight => !(weight >= 0) || !float.IsFinite(weight));
        if (bad >= 0)
        {
            throw new ArgumentException(
                $"The weight of row {bad + 1}, {weights[bad].ToString(CultureInfo.InvariantCulture)}, is not a "
                    + $"finite number of at least 0.",
                nameof(weights)
            );
        }

        if (Array.TrueForAll(weights, weight => weight == 0))
        {
            throw new ArgumentException("All weights are 0. Give at least one row a weight above 0.", nameof(weights));
        }
    }

    /// <summary>double[classCount]: weight of the rows of each class.</summary>
    public static double[] Totals(int[] labels, float[]? weights, int classCount)
    {
        var totals = new double[classCount];
        for (var row = 0; row < labels.Length; row++)
        {
            totals[labels[row]] += weights?[row] ?? 1;
        }

        return totals;
    }
}
