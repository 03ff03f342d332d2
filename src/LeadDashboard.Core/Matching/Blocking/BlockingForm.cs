using LeadDashboard.Core.Matching.Comparing;

namespace LeadDashboard.Core.Matching.Blocking;

/// <summary>One form of the values of a field: the whole value, or a form that survives a typing error.</summary>
/// <param name="Name">Of the field; ~ = sound or part of the value.</param>
/// <param name="Rows">A number for each row; 0 = none.</param>
internal sealed record BlockingForm(string Name, int Field, int[] Rows)
{
    private delegate string FormOf(ReadOnlySpan<char> value);

    /// <summary>Forms of one field: the whole value first, then the forgiving form where the kind has one.</summary>
    /// <param name="numbers">Used for form after form.</param>
    public static IEnumerable<BlockingForm> FormsOf(MatchTable table, int field, KeyNumbers numbers)
    {
        var name = table.Fields[field].Name;
        var rows = new int[table.RowCount];
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = table.Id(row, field);
        }

        yield return new BlockingForm(name, field, rows);
        FormOf? loose = table.Fields[field].Kind switch
        {
            MatchKind.NamePart => NameSound.Encode,
            MatchKind.FullName => SortedSounds,
            MatchKind.Text => value => NameSound.Encode(LongestWord(value)),
            MatchKind.Company => value =>
                value[..(value.IndexOf(' ') is var end and >= 0 ? end : value.Length)].ToString(),
            MatchKind.Date => Sorted,
            MatchKind.Email => value => value[..value.IndexOf('@')].ToString(),
            MatchKind.Phone or MatchKind.Code => value => value.Length >= 6 ? Sorted(value) : "",
            _ => null,
        };
        if (loose is not null)
        {
            yield return new BlockingForm(name + "~", field, Number(table, field, loose, numbers));
        }

        if (table.Fields[field].Kind == MatchKind.FullName)
        {
            yield return new BlockingForm(
                name + " (longest part)",
                field,
                Number(table, field, value => NameSound.Encode(LongestWord(value)), numbers)
            );
        }
    }

    private static int[] Number(MatchTable table, int field, FormOf form, KeyNumbers numbers)
    {
        var values = table.Values[field];
        numbers.Clear();
        var ofValue = new int[values.Count];
        for (var id = 1; id < ofValue.Length; id++)
        {
            // By a number of 64 bits: two forms that shared one would only be compared once more.
            var key = form(values[id]);
            ofValue[id] = key.Length == 0 ? 0 : numbers.NumberOf(MatchValues.Hash(key));
        }

        var rows = new int[table.RowCount];
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = ofValue[table.Id(row, field)];
        }

        return rows;
    }

    private static string Sorted(ReadOnlySpan<char> value)
    {
        var characters = value.ToArray();
        Array.Sort(characters);
        return new string(characters);
    }

    private static string SortedSounds(ReadOnlySpan<char> value)
    {
        var sounds = new List<string>(4);
        foreach (var part in value.Split(' '))
        {
            if (value[part].Length > 1)
            {
                sounds.Add(NameSound.Encode(value[part]));
            }
        }

        sounds.Sort(StringComparer.Ordinal);
        return string.Join(' ', sounds);
    }

    private static ReadOnlySpan<char> LongestWord(ReadOnlySpan<char> value)
    {
        ReadOnlySpan<char> longest = default;
        foreach (var word in value.Split(' '))
        {
            longest = value[word].Length > longest.Length ? value[word] : longest;
        }

        return longest;
    }
}
