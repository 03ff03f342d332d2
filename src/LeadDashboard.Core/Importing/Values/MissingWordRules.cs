using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Importing.Values;

/// <summary>What a person's choice of words for "not known" means for the column.</summary>
public static class MissingWordRules
{
    /// <summary>
    /// The words, and the type that the other values have: without "tbd" a column of amounts is one of numbers. A type
    /// that a person chose stays.
    /// </summary>
    /// <param name="rows">Sample of the file.</param>
    public static MappedColumn WithWords(
        MappedColumn column,
        IReadOnlyList<string> words,
        FileFormat format,
        IReadOnlyList<string[]> rows
    )
    {
        var changed = column with
        {
            MissingTokens = words,
            ValueWords =
            [
                .. column.ValueWords.Concat(column.MissingTokens).Except(words, StringComparer.OrdinalIgnoreCase),
            ],
        };
        if (column.Target != TargetField.Custom || column.Type != TypeOf(column, format, rows))
        {
            return changed;
        }

        return changed with
        {
            Type = TypeOf(changed, format, rows),
        };
    }

    /// <summary>
    /// Another date order or separator makes no other words mean "not known": columns of the same name keep theirs.
    /// </summary>
    public static ColumnMap KeepWords(
        ColumnMap read,
        ColumnMap before,
        FileFormat format,
        IReadOnlyList<string[]> rows
    ) =>
        read with
        {
            Columns =
            [
                .. read.Columns.Select(column =>
                    before.Columns.FirstOrDefault(known => known.Header == column.Header) is { } known
                        ? Take(column, known, known.MissingTokens, format, rows)
                        : column
                ),
            ],
        };

    /// <summary>
    /// A file with another header than any before: a column keeps the words of the newest file that had one of its
    /// name. Words that are suggested only now stay, unless a person has taken them for values.
    /// </summary>
    /// <param name="earlier">Maps of the same kind, the newest first.</param>
    /// <param name="rows">Sample of the file.</param>
    public static ColumnMap Recall(
        ColumnMap suggested,
        IReadOnlyList<ColumnMap> earlier,
        FileFormat format,
        IReadOnlyList<string[]> rows
    )
    {
        var known = earlier
            .SelectMany(map => map.Columns)
            .Where(column => column.Target != TargetField.Ignore)
            .GroupBy(NameOf, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        return suggested with { Columns = [.. suggested.Columns.Select(Recalled)] };

        MappedColumn Recalled(MappedColumn column) =>
            column.Target != TargetField.Ignore && known.TryGetValue(NameOf(column), out var before)
                ? Take(
                    column,
                    before,
                    [
                        .. column
                            .MissingTokens.Union(before.MissingTokens, StringComparer.OrdinalIgnoreCase)
                            .Except(before.ValueWords, StringComparer.OrdinalIgnoreCase),
                    ],
                    format,
                    rows
                )
                : column;
    }

    /// <summary>"%" and "#" have no letters, and are two names.</summary>
    private static string NameOf(MappedColumn column) =>
        HeaderWords.Normalize(column.Header) is { Length: > 0 } name ? name : column.Header.Trim();

    private static MappedColumn Take(
        MappedColumn column,
        MappedColumn known,
        IReadOnlyList<string> words,
        FileFormat format,
        IReadOnlyList<string[]> rows
    ) =>
        (words.SequenceEqual(column.MissingTokens) ? column : WithWords(column, words, format, rows)) with
        {
            ValueWords = known.ValueWords,
        };

    private static FieldType TypeOf(MappedColumn column, FileFormat format, IReadOnlyList<string[]> rows)
    {
        var words = new HashSet<string>(column.MissingTokens, StringComparer.OrdinalIgnoreCase);
        var values = rows.Select(row => column.Index < row.Length ? row[column.Index].Trim() : "")
            .Where(value => value.Length > 0 && !words.Contains(value))
            .ToList();
        return FieldTypeDetector.Detect(column.Header, values, format.DecimalSeparator, format.DateOrder);
    }
}
