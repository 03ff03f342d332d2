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
    /// <summary>
    /// Of each raw column of many levels: <see cref="LevelRates"/> as bytes. Empty in older models.
    /// </summary>
    public IReadOnlyDictionary<string, byte[]> Levels { get; init; } = new Dictionary<string, byte[]>();

    /// <summary>Names of the raw columns it reads, in the order of the features.</summary>
    public IEnumerable<string> Sources() =>
        Features
            .SelectMany(feature => (string?[])[feature.Source, feature.Date?.Until])
            .OfType<string>()
            .Distinct(StringComparer.Ordinal);

    public static FeatureRecipe Fit(TrainingSet set)
    {
        var excluded = new List<ExcludedColumn>(set.Excluded);
        var features = new List<FeatureSpec>();
        var levels = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var kept = new List<(RawColumn Column, CategoryEncoder Encoder)>();
        var dates = new List<RawColumn>();
        var screening = new ColumnScreening(set);
        foreach (var column in set.Rows.Columns)
        {
            var reason = screening.Examine(column);
            if (reason is not null)
            {
                excluded.Add(new ExcludedColumn(column.Field, reason));
            }

            // A date of its own in every row is no attribute, and its weekday is one.
            if (column.IsDate && reason?.Key is (null or ReportMessages.ColumnIdentifier))
            {
                dates.Add(column);
            }

            if (reason is not null)
            {
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

                if (LevelColumns.AreShared(column.Words))
                {
                    AddLevels(features, levels, column, set.Labels);
                }

                continue;
            }

            if (column.Kind == RawKind.Words)
            {
                var encoder = CategoryEncoder.Fit(column.Words, MissingTokens.IsMissing);
                features.Add(new FeatureSpec(column.Name, column.Field, column.Name, true, encoder.Categories, []));
                if (LevelColumns.IsWorthwhile(column.Words, encoder, isBesideOthers: false))
                {
                    AddLevels(features, levels, column, set.Labels);
                }
                else
                {
                    kept.Add((column, encoder));
                }

                continue;
            }

            var sentinels = column.IsDate ? [] : MissingTokens.Sentinels(column.Numbers);
            features.Add(
                new FeatureSpec(column.Name, column.Field, column.Name, false, [], sentinels)
                {
                    Date = column.IsDate ? new DatePart(DateKind.Days) : null,
                }
            );
        }

        foreach (var (column, encoder) in levels.Count > 0 ? kept : [])
        {
            if (LevelColumns.IsWorthwhile(column.Words, encoder, isBesideOthers: true))
            {
                AddLevels(features, levels, column, set.Labels);
            }
        }

        AddDateParts(features, dates, screening);
        return new FeatureRecipe(features, excluded, set.Fields) { Levels = levels };
    }

    /// <summary>Weekdays and days between; one that says nothing is left out without a word: no file has it.</summary>
    private static void AddDateParts(List<FeatureSpec> features, List<RawColumn> dates, ColumnScreening screening)
    {
        foreach (var date in dates)
        {
            var weekday = DateColumns.Weekday(date);
            if (screening.Examine(weekday) is null)
            {
                var encoder = CategoryEncoder.Fit(weekday.Words, MissingTokens.IsMissing);
                features.Add(
                    new FeatureSpec(weekday.Name, weekday.Field, date.Name, true, encoder.Categories, [])
                    {
                        Date = new DatePart(DateKind.Weekday),
                    }
                );
            }
        }

        foreach (var (from, until) in DateColumns.Pairs(dates))
        {
            var days = DateColumns.DaysUntil(from, until);
            if (screening.Examine(days) is null)
            {
                features.Add(
                    new FeatureSpec(days.Name, days.Field, from.Name, false, [], [])
                    {
                        Date = new DatePart(DateKind.DaysUntil, until.Name),
                    }
                );
            }
        }
    }

    /// <summary>Two numbers beside the column, of the same field: a reader meets one reason.</summary>
    private static void AddLevels(
        List<FeatureSpec> features,
        Dictionary<string, byte[]> levels,
        RawColumn column,
        float[] labels
    )
    {
        levels[column.Name] = LevelRates.Fit(LevelColumns.Keys(column.Words), labels).ToBytes();
        features.Add(OfLevel(column, " (win rate)", LevelPart.Rate));
        features.Add(OfLevel(column, " (rows)", LevelPart.Count));
    }

    private static FeatureSpec OfLevel(RawColumn column, string suffix, LevelPart part) =>
        new(column.Name + suffix, column.Field, column.Name, false, [], []) { Level = part };
}
