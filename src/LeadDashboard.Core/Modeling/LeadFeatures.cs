using LeadDashboard.Learning.Encoding;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Core.Modeling;

/// <summary>Applies a recipe: raw columns to features, with exactly what training learnt.</summary>
public static class LeadFeatures
{
    /// <summary>A raw column that the rows lack becomes a feature that is missing throughout.</summary>
    public static FeatureTable Build(FeatureRecipe recipe, RawTable rows) =>
        new([.. recipe.Features.Select(feature => Build(feature, rows.Find(feature.Source), rows.RowCount))], rows.RowCount);

    private static FeatureColumn Build(FeatureSpec feature, RawColumn? source, int rowCount)
    {
        if (feature.IsCategory)
        {
            var encoder = new CategoryEncoder(feature.Categories);
            var words = source is null ? Empty(rowCount) : source.Kind == RawKind.Words ? source.Words : [.. Enumerable.Range(0, rowCount).Select(source.Display)];
            return FeatureColumn.Category(feature.Name, encoder.Encode(words, MissingTokens.IsMissing), encoder.Categories);
        }

        var numbers = new float[rowCount];
        for (var row = 0; row < rowCount; row++)
        {
            var number = source is null ? float.NaN : source.Kind == RawKind.Number ? source.Numbers[row] : RawColumn.ParseNumber(source.Words[row]);
            numbers[row] = feature.Sentinels.Contains(number) ? float.NaN : number;
        }

        return FeatureColumn.Number(feature.Name, numbers);
    }

    private static string[] Empty(int rowCount)
    {
        var words = new string[rowCount];
        Array.Fill(words, "");
        return words;
    }
}
