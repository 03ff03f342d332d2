using LeadDashboard.Core.Modeling.Features;

namespace LeadDashboard.Core.Scoring;

/// <summary>Which field every feature came from, and the raw column that shows the field's value.</summary>
internal sealed record FieldIndex(string[] Names, int[] OfFeature, RawColumn?[] Shown)
{
    public static FieldIndex Build(FeatureRecipe recipe, RawTable rows)
    {
        var names = new List<string>();
        var shown = new List<RawColumn?>();
        var ofFeature = new int[recipe.Features.Count];
        for (var c = 0; c < ofFeature.Length; c++)
        {
            var feature = recipe.Features[c];
            var index = names.IndexOf(feature.Field);
            if (index < 0)
            {
                index = names.Count;
                names.Add(feature.Field);
                shown.Add(DateColumns.Find(feature, rows));
            }

            ofFeature[c] = index;
        }

        return new FieldIndex([.. names], ofFeature, [.. shown]);
    }

    /// <summary>Invariant text, "" = missing.</summary>
    public string Display(int field, int row) => Shown[field]?.Display(row) ?? "";
}
