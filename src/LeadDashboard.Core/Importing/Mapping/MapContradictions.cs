using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Messages;

namespace LeadDashboard.Core.Importing.Mapping;

/// <summary>
/// What a file shows against the map that an earlier file with the same header left: a remembered map is a suggestion.
/// </summary>
public static class MapContradictions
{
    /// <param name="map">As it is now: what a person has corrected contradicts no more.</param>
    /// <param name="suggested">From this file alone.</param>
    /// <param name="earlier">How the earlier file was read.</param>
    /// <returns>One question each, in the order of the columns.</returns>
    public static IReadOnlyList<Message> Find(
        ColumnMap map,
        ColumnMap suggested,
        FileFormat format,
        FileFormat earlier,
        FileSample sample
    ) =>
        [
            .. map
                .Columns.Join(suggested.Columns, column => column.Index, other => other.Index, TypeChange)
                .OfType<Message>(),
            .. NewWords(map, sample),
            .. DateOrderChange(map, format, earlier),
        ];

    private static Message? TypeChange(MappedColumn column, MappedColumn now)
    {
        var isTyped = column.Target == TargetField.Custom || ClassOf(column.Type) != FieldType.Text;
        if (column.Target == TargetField.Ignore || column.IsExcluded || !isTyped || now.SeenType is not { } found)
        {
            return null;
        }

        var (before, after) = (ClassOf(column.SeenType ?? column.Type), ClassOf(found));

        // Yes and no are words as well, and 0 and 1 are numbers.
        return before == after || ClassOf(column.Type) == after || after == FieldType.Boolean
            ? null
            : new Message(
                ImportMessages.TypeChanged,
                column.Header,
                ImportWords.WordFor(before),
                ImportWords.WordFor(after)
            );
    }

    /// <summary>Categories and other texts are words alike: which of both depends on how many rows there are.</summary>
    private static FieldType ClassOf(FieldType type) => type == FieldType.Category ? FieldType.Text : type;

    private static IEnumerable<Message> NewWords(ColumnMap map, FileSample sample)
    {
        if (map.OutcomeColumn is not { } column || map.Outcome is not { } words)
        {
            yield break;
        }

        var known = words
            .WonValues.Concat(words.LostValues)
            .Concat(words.OpenValues)
            .Select(word => word.Trim())
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var unknown = new SampleColumn(sample.Rows, column.Index)
            .Known(column.MissingTokens)
            .Where(word => !known.Contains(word))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Take(4)
            .Select(word => $"'{CellText.Shorten(word)}'")
            .ToList();
        if (unknown.Count > 0)
        {
            yield return new Message(ImportMessages.OutcomeWordsNew, string.Join(", ", unknown), column.Header);
        }
    }

    private static IEnumerable<Message> DateOrderChange(ColumnMap map, FileFormat format, FileFormat earlier)
    {
        var hasDates = map.Columns.Any(column =>
            column.Type == FieldType.Date && column.Target != TargetField.Ignore && !column.IsExcluded
        );
        if (
            hasDates
            && (format.DateOrder, earlier.DateOrder)
                is (DateOrder.DayFirst, DateOrder.MonthFirst)
                    or (DateOrder.MonthFirst, DateOrder.DayFirst)
        )
        {
            yield return new Message(ImportMessages.DateOrderChanged, Example(earlier), Example(format));
        }
    }

    private static string Example(FileFormat format) =>
        format.DateOrder == DateOrder.DayFirst ? "2026-04-03" : "2026-03-04";
}
