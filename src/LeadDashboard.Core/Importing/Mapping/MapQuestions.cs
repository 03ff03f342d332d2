using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Quality;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Messages;

namespace LeadDashboard.Core.Importing.Mapping;

/// <summary>What only a person can answer before a file is imported as suggested.</summary>
public static class MapQuestions
{
    /// <summary>
    /// One sentence each; empty = the suggestion is complete and nothing in it could be meant otherwise.
    /// </summary>
    /// <param name="isChosen">A person has made this map, now or for an earlier file with the same header: its choices
    /// are not asked again.</param>
    /// <param name="company">The money that the company counts in, ISO 4217.</param>
    /// <param name="earlier">How the file was read whose map this is; null = the map was made for this file.</param>
    public static IReadOnlyList<Message> Ask(
        ColumnMap map,
        MapSuggestion suggestion,
        FileFormat format,
        FileSample sample,
        bool isChosen,
        string company,
        FileFormat? earlier = null
    )
    {
        var questions = map.Validate().Select(error => error.Message).ToList();
        if (earlier is not null)
        {
            questions.AddRange(MapContradictions.Find(map, suggestion.Map, format, earlier, sample));
        }

        if (map.Kind is not (ImportKind.Deals or ImportKind.Purchases or ImportKind.Costs))
        {
            // A deal, a purchase and a cost have a currency of their own.
            questions.AddRange(
                AmountCurrencies
                    .Find(map, format, sample.Rows, company)
                    .Where(named => named.Code != company)
                    .Select(named => named.Say(company))
            );
        }

        if (isChosen)
        {
            return questions;
        }

        questions.AddRange(
            suggestion
                .Leaks.Where(leak =>
                    map.Columns.Any(column =>
                        column.Index == leak.ColumnIndex && column is { Target: TargetField.Custom, IsExcluded: false }
                    )
                )
                .Select(leak => leak.Reason)
        );
        if (map.Columns.Any(column => column.Type == Leads.FieldType.Date && column.Target != TargetField.Ignore))
        {
            questions.AddRange(
                format.Evidence.Where(said =>
                    said.Key
                        is ImportMessages.DayFirstGuess
                            or ImportMessages.MonthFirstGuess
                            or ImportMessages.DayFirstMostly
                            or ImportMessages.MonthFirstMostly
                )
            );
        }

        if (
            map.OutcomeColumn is { } outcome
            && map.Kind == ImportKind.Leads
            && UnknownWords(map, outcome, sample) is { Count: > 0 } words
        )
        {
            questions.Add(
                new Message(
                    ImportMessages.WordsTakenForOpen,
                    string.Join(", ", words.Take(4).Select(word => $"'{CellText.Shorten(word)}'")),
                    outcome.Header
                )
            );
        }

        return questions;
    }

    /// <summary>Words that stay open only because nobody knows them.</summary>
    private static List<string> UnknownWords(ColumnMap map, MappedColumn outcome, FileSample sample) =>
        [
            .. new SampleColumn(sample.Rows, outcome.Index)
                .Known(outcome.MissingTokens)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Where(word =>
                    OutcomeVocabulary.Meaning(word) is null
                    && map.Outcome?.OpenValues.Contains(word, StringComparer.OrdinalIgnoreCase) == true
                ),
        ];
}
