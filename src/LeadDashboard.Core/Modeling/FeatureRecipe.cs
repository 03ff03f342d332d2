using System.Globalization;
using LeadDashboard.Learning.Encoding;

namespace LeadDashboard.Core.Modeling;

/// <summary>How raw attributes become features. Learnt from training rows, immutable, travels inside the model.</summary>
public sealed record FeatureRecipe(IReadOnlyList<FeatureSpec> Features, IReadOnlyList<ExcludedColumn> Excluded, IReadOnlyList<LeadField> Fields)
{
    /// <summary>Whole numbers with at most this many values may be codes rather than quantities, and are offered to the models as both.</summary>
    private const int MaxTwinValues = 40;

    public static FeatureRecipe Fit(TrainingSet set)
    {
        var excluded = new List<ExcludedColumn>(set.Excluded);
        var features = new List<FeatureSpec>();
        var screening = new ColumnScreening(set);
        foreach (var column in set.Rows.Columns)
        {
            if (screening.Examine(column) is { } reason)
            {
                excluded.Add(new ExcludedColumn(column.Field, reason));
                continue;
            }

            if (column.Kind == RawKind.Words)
            {
                var encoder = CategoryEncoder.Fit(column.Words, MissingTokens.IsMissing);
                features.Add(new FeatureSpec(column.Name, column.Field, column.Name, true, encoder.Categories, [], false));
                continue;
            }

            var sentinels = MissingTokens.Sentinels(column.Numbers);
            features.Add(new FeatureSpec(column.Name, column.Field, column.Name, false, [], sentinels, false));
            if (TwinCategories(column.Numbers, sentinels) is { } categories)
            {
                features.Add(new FeatureSpec(column.Name + " as code", column.Field, column.Name, true, categories, sentinels, true));
            }
        }

        return new FeatureRecipe(features, excluded, set.Fields);
    }

    private static string[]? TwinCategories(float[] numbers, float[] sentinels)
    {
        var counts = new Dictionary<float, int>();
        foreach (var number in numbers)
        {
            if (float.IsNaN(number) || sentinels.Contains(number))
            {
                continue;
            }

            if (number != MathF.Floor(number))
            {
                return null;
            }

            counts[number] = counts.GetValueOrDefault(number) + 1;
            if (counts.Count > MaxTwinValues)
            {
                return null;
            }
        }

        var kept = counts.Where(pair => pair.Value >= 10).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Select(pair => pair.Key.ToString("0", CultureInfo.InvariantCulture)).ToList();
        if (kept.Count < 3)
        {
            return null;
        }

        if (kept.Count < counts.Count)
        {
            kept.Add(CategoryEncoder.Other);
        }

        return [.. kept];
    }
}
