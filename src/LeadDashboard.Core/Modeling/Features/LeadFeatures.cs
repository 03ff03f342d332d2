using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Learning.Encoding;
using LeadDashboard.Learning.Evaluation;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Core.Modeling.Features;

/// <summary>Applies a recipe: raw columns to features, with exactly what training learnt.</summary>
public static class LeadFeatures
{
    /// <summary>A raw column that the rows lack becomes a feature that is missing throughout.</summary>
    public static FeatureTable Build(FeatureRecipe recipe, RawTable rows) =>
        new(
            [
                .. recipe.Features.Select(feature =>
                    Build(recipe, feature, DateColumns.Find(feature, rows), rows.RowCount)
                ),
            ],
            rows.RowCount
        );

    /// <summary>
    /// The same for the rows the recipe was fitted on. What the recipe learnt from outcomes is learnt anew
    /// without each fold, so that no row meets its own outcome in a feature.
    /// </summary>
    public static FeatureTable BuildForTraining(FeatureRecipe recipe, TrainingSet set)
    {
        var folds = StratifiedFolds.Assign(set.Labels, 5, 1);
        return new FeatureTable(
            [
                .. recipe.Features.Select(feature =>
                {
                    var source = DateColumns.Find(feature, set.Rows);
                    return source is null ? Build(recipe, feature, source, set.RowCount)
                        : feature.Text is not null ? CrossFitted(feature, source, set.Labels, folds)
                        : feature.Level is { } part
                            ? FeatureColumn.Number(
                                feature.Name,
                                LevelColumns.CrossFit(part, source.Words, set.Labels, folds)
                            )
                        : Build(recipe, feature, source, set.RowCount);
                }
                ),
            ],
            set.RowCount
        );
    }

    /// <summary>Each text's number by tokens that have not seen its fold.</summary>
    internal static FeatureColumn CrossFitted(FeatureSpec feature, RawColumn source, float[] labels, int[] folds)
    {
        var numbers = new float[source.RowCount];
        foreach (var fold in folds.Distinct())
        {
            var others = Enumerable.Range(0, source.RowCount).Where(row => folds[row] != fold).ToArray();
            var rates = TokenRates.Fit(
                [.. others.Select(row => source.Words[row])],
                [.. others.Select(row => labels[row])]
            );
            for (var row = 0; row < numbers.Length; row++)
            {
                numbers[row] = folds[row] == fold ? rates.Score(source.Words[row]) : numbers[row];
            }
        }

        return FeatureColumn.Number(feature.Name, numbers);
    }

    private static FeatureColumn Build(FeatureRecipe recipe, FeatureSpec feature, RawColumn? source, int rowCount)
    {
        if (feature.Level is { } part)
        {
            return FeatureColumn.Number(
                feature.Name,
                LevelColumns.Transform(part, recipe.Levels[feature.Source], WordsOf(source, rowCount))
            );
        }

        if (feature.Text is { } text)
        {
            var rates = new TokenRates(text.Tokens, text.LogOdds);
            return FeatureColumn.Number(
                feature.Name,
                [
                    .. Enumerable
                        .Range(0, rowCount)
                        .Select(row =>
                            source is null || source.Kind == RawKind.Number ? float.NaN : rates.Score(source.Words[row])
                        ),
                ]
            );
        }

        if (feature.IsCategory)
        {
            var encoder = new CategoryEncoder(feature.Categories);
            return FeatureColumn.Category(
                feature.Name,
                encoder.Encode(WordsOf(source, rowCount), MissingTokens.IsMissing),
                encoder.Categories
            );
        }

        var numbers = new float[rowCount];
        for (var row = 0; row < rowCount; row++)
        {
            var number =
                source is null ? float.NaN
                : source.Kind == RawKind.Number ? source.Numbers[row]
                : RawColumn.ParseNumber(source.Words[row]);
            numbers[row] = feature.Sentinels.Contains(number) ? float.NaN : number;
        }

        return FeatureColumn.Number(feature.Name, numbers);
    }

    private static string[] WordsOf(RawColumn? source, int rowCount) =>
        source is null ? Empty(rowCount)
        : source.Kind != RawKind.Number ? source.Words
        : [.. Enumerable.Range(0, rowCount).Select(source.Display)];

    private static string[] Empty(int rowCount)
    {
        var words = new string[rowCount];
        Array.Fill(words, "");
        return words;
    }
}
