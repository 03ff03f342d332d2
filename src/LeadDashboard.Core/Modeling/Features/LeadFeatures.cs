using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Learning.Encoding;
using LeadDashboard.Learning.Evaluation;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Core.Modeling.Features;

/// <summary>Applies a recipe: raw columns to features, with exactly what training learnt.</summary>
public static class LeadFeatures
{
    /// <summary>A raw column that the rows lack becomes a feature that is missing throughout.</summary>
    public static FeatureTable Build(FeatureRecipe recipe, RawTable rows)
    {
        var levels = new LevelsOnce(
            (feature, source) =>
                LevelColumns.Transform(recipe.Levels[feature.Source], WordsOf(source, rows.RowCount))
        );
        return new FeatureTable(
            [
                .. recipe.Features.Select(feature =>
                    Build(feature, DateColumns.Find(feature, rows), rows.RowCount, levels)
                ),
            ],
            rows.RowCount
        );
    }

    /// <summary>
    /// The same for the rows the recipe was fitted on. What the recipe learnt from outcomes is learnt anew
    /// without each fold, so that no row meets its own outcome in a feature.
    /// </summary>
    public static FeatureTable BuildForTraining(FeatureRecipe recipe, TrainingSet set)
    {
        var folds = StratifiedFolds.Assign(set.Labels, 5, 1);
        var levels = new LevelsOnce(
            (feature, source) =>
                LevelColumns.CrossFit(
                    recipe.Levels[feature.Source],
                    WordsOf(source, set.RowCount),
                    set.Labels,
                    folds
                )
        );
        return new FeatureTable(
            [
                .. recipe.Features.Select(feature =>
                {
                    var source = DateColumns.Find(feature, set.Rows);
                    return source is not null && feature.Text is not null
                        ? CrossFitted(feature, source, set.Labels, folds)
                        : Build(feature, source, set.RowCount, levels);
                }
                ),
            ],
            set.RowCount
        );
    }

    /// <summary>Each text's number by tokens that have not seen its fold.</summary>
    internal static FeatureColumn CrossFitted(FeatureSpec feature, RawColumn source, float[] labels, int[] folds) =>
        FeatureColumn.Number(
            feature.Name,
            CrossFit.Score(
                folds,
                (others, held) =>
                {
                    var rates = TokenRates.Fit(
                        [.. others.Select(row => source.Words[row])],
                        [.. others.Select(row => labels[row])]
                    );
                    return [.. held.Select(row => rates.Score(source.Words[row]))];
                }
            )
        );

    private static FeatureColumn Build(FeatureSpec feature, RawColumn? source, int rowCount, LevelsOnce levels)
    {
        if (feature.Level is { } part)
        {
            return levels.Of(feature, source).Column(feature.Name, part);
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

    /// <summary>Two features tell of the levels of one column; its words are read once for both.</summary>
    private sealed class LevelsOnce(Func<FeatureSpec, RawColumn?, LevelNumbers> read)
    {
        private readonly Dictionary<string, LevelNumbers> _bySource = new(StringComparer.Ordinal);

        public LevelNumbers Of(FeatureSpec feature, RawColumn? source)
        {
            if (!_bySource.TryGetValue(feature.Source, out var numbers))
            {
                numbers = read(feature, source);
                _bySource[feature.Source] = numbers;
            }

            return numbers;
        }
    }
}
