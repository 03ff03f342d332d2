namespace LeadDashboard.Core.Matching;

/// <summary>Rows with the same number (above 0) stand in one block.</summary>
/// <param name="Name">For reports: "surname", "given_name~ + postcode" (~ = sound or part of the value).</param>
/// <param name="Fields">Index of each field that the key reads.</param>
/// <param name="IsExact">Only whole values: every pair of equal values lies in a block, so that the rest of the fields can be learnt from it without bias.</param>
internal sealed record BlockingKey(string Name, IReadOnlyList<int> Fields, bool IsExact, int[] Keys)
{
    /// <summary>Pairs that the blocks hold, before the cap on their size.</summary>
    public long PairCount { get; init; }
}

/// <summary>The simple keys of each field: whole values, and forms that survive a typing error.</summary>
internal static class BlockingForms
{
    /// <summary>Keys of one field: the whole value first, then the forgiving form where the kind has one.</summary>
    public static IEnumerable<BlockingKey> Of(MatchTable table, int field)
    {
        var name = table.Fields[field].Name;
        var ids = table.ValueIds[field];
        yield return new BlockingKey(name, [field], true, ids);
        var loose = table.Fields[field].Kind switch
        {
            MatchKind.NamePart => Number(table, field, value => NameSound.Of(value)),
            MatchKind.FullName => Number(table, field, SortedSounds),
            MatchKind.Text => Number(table, field, value => NameSound.Of(LongestWord(value))),
            MatchKind.Company => Number(table, field, value => value.Split(' ')[0]),
            MatchKind.Date => Number(table, field, Sorted),
            MatchKind.Email => Number(table, field, value => value[..value.IndexOf('@', StringComparison.Ordinal)]),
            MatchKind.Phone or MatchKind.Code => Number(table, field, value => value.Length >= 6 ? Sorted(value) : ""),
            _ => null,
        };
        if (loose is not null)
        {
            yield return new BlockingKey(name + "~", [field], false, loose);
        }

        if (table.Fields[field].Kind == MatchKind.FullName)
        {
            yield return new BlockingKey(name + " (longest part)", [field], false, Number(table, field, value => NameSound.Of(LongestWord(value))));
        }
    }

    /// <summary>Rows that agree in both.</summary>
    public static BlockingKey Join(BlockingKey left, BlockingKey right)
    {
        var known = new Dictionary<long, int>();
        var keys = new int[left.Keys.Length];
        for (var row = 0; row < keys.Length; row++)
        {
            if (left.Keys[row] == 0 || right.Keys[row] == 0)
            {
                continue;
            }

            var both = ((long)left.Keys[row] << 32) | (uint)right.Keys[row];
            if (!known.TryGetValue(both, out var key))
            {
                key = known.Count + 1;
                known.Add(both, key);
            }

            keys[row] = key;
        }

        return new BlockingKey(left.Name + " + " + right.Name, [.. left.Fields, .. right.Fields], left.IsExact && right.IsExact, keys);
    }

    private static int[] Number(MatchTable table, int field, Func<string, string> form)
    {
        var values = table.Values[field];
        var known = new Dictionary<string, int>(StringComparer.Ordinal) { [""] = 0 };
        var ofValue = new int[values.Length];
        for (var id = 1; id < values.Length; id++)
        {
            var key = form(values[id]);
            if (!known.TryGetValue(key, out var number))
            {
                number = known.Count;
                known.Add(key, number);
            }

            ofValue[id] = number;
        }

        return Array.ConvertAll(table.ValueIds[field], id => ofValue[id]);
    }

    private static string Sorted(string value)
    {
        var characters = value.ToCharArray();
        Array.Sort(characters);
        return new string(characters);
    }

    private static string SortedSounds(string value)
    {
        var sounds = value.Split(' ').Where(part => part.Length > 1).Select(part => NameSound.Of(part)).ToArray();
        Array.Sort(sounds, StringComparer.Ordinal);
        return string.Join(' ', sounds);
    }

    private static string LongestWord(string value)
    {
        var longest = "";
        foreach (var word in value.Split(' '))
        {
            longest = word.Length > longest.Length ? word : longest;
        }

        return longest;
    }
}
