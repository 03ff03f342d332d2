using LeadDashboard.Core.Modeling.Report;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Learning.Encoding;

namespace LeadDashboard.Core.Modeling.Features;

/// <summary>
/// How raw attributes become features. Learnt from training rows, immutable, travels inside the model.
/// </summary>
public sealed record FeatureRecipe(
    IReadOnlyList<FeatureSpec> Features,
    IReadOnlyList<ExcludedColumn> Excluded,
    IReadOnlyList<LeadField> Fields
)
{
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

            if (column.Kind == RawKind.Text)
            {
                var rates = TokenRates.Fit(column.Words, set.Labels);
                if (rates.Tokens.Count > 0)
                {
                    features.Add(
                        new FeatureSpec(column.Name, column.Field, column.Name, false, [], [])
                        {
                            Text = new TokenWeights(rates.Tokens, rates.Weights),
                        }
                    );
                }

                continue;
            }

            if (column.Kind == RawKind.Words)
            {
                var encoder = CategoryEncoder.Fit(column.Words, MissingTokens.IsMissing);
                features.Add(new FeatureSpec(column.Name, column.Field, column.Name, true, encoder.Categories, []));
                continue;
            }

            var sentinels = MissingTokens.Sentinels(column.Numbers);
            features.Add(new FeatureSpec(column.Name, column.Field, column.Name, false, [], sentinels));
        }

        return new FeatureRecipe(features, excluded, set.Fields);
    }
}
