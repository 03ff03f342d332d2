namespace LeadDashboard.Core.Matching;

/// <summary>
/// The records to compare: for each field one value number per row and the distinct normal forms.
/// Invariants: ValueIds[f].Length = RowCount; Values[f][0] = "" (missing); Counts[f][v] = rows of value v.
/// </summary>
public sealed class MatchTable
{
    /// <summary>What a pair's levels fit into: three bits for each field of a 64-bit number.</summary>
    public const int MaxFields = 21;

    private MatchTable(IReadOnlyList<MatchField> fields, int rowCount, int secondStart, int[][] valueIds, string[][] values, int[][] counts)
    {
        Fields = fields;
        RowCount = rowCount;
        SecondStart = secondStart;
        ValueIds = valueIds;
        Values = values;
        Counts = counts;
        EmailField = fields.Select((field, index) => (field, index)).Where(pair => pair.field.Kind == MatchKind.Email).Select(pair => pair.index).DefaultIfEmpty(-1).First();
        IsEmailFromName = EmailField < 0 ? [] : [.. Enumerable.Range(0, rowCount).Select(IsMadeOfName)];
    }

    public IReadOnlyList<MatchField> Fields { get; }

    public int RowCount { get; }

    /// <summary>First row of the second source when two sources are linked (only pairs across them count); 0 = duplicates within one source.</summary>
    public int SecondStart { get; }

    internal int[][] ValueIds { get; }

    internal string[][] Values { get; }

    internal int[][] Counts { get; }

    /// <summary>The first e-mail field; -1 = none.</summary>
    internal int EmailField { get; }

    /// <summary>The e-mail address of the row holds a part of its name: it says again what the name says.</summary>
    internal bool[] IsEmailFromName { get; }

    /// <summary>Pairs that could match.</summary>
    public long PairCount => SecondStart == 0 ? (long)RowCount * (RowCount - 1) / 2 : (long)SecondStart * (RowCount - SecondStart);

    /// <param name="fields">At most <see cref="MaxFields"/>.</param>
    /// <param name="columns">One column per field, raw text, all of one length.</param>
    /// <param name="secondStart">See <see cref="SecondStart"/>.</param>
    /// <exception cref="ArgumentException">Shapes do not fit.</exception>
    public static MatchTable From(IReadOnlyList<MatchField> fields, IReadOnlyList<IReadOnlyList<string?>> columns, int secondStart = 0)
    {
        if (fields.Count is 0 or > MaxFields)
        {
            throw new ArgumentException($"{fields.Count} fields to compare; 1 to {MaxFields} are expected. Leave out those that say least about who a record is.", nameof(fields));
        }

        var rowCount = columns.Count == 0 ? 0 : columns[0].Count;
        if (columns.Count != fields.Count || columns.Any(column => column.Count != rowCount))
        {
            throw new ArgumentException($"{columns.Count} columns for {fields.Count} fields, with lengths {string.Join(", ", columns.Select(column => column.Count).Distinct())}; one column of one length per field is expected.", nameof(columns));
        }

        if (secondStart < 0 || secondStart > rowCount)
        {
            throw new ArgumentException($"The second source starts at row {secondStart} of {rowCount}; 0 to {rowCount} is expected.", nameof(secondStart));
        }

        var valueIds = new int[fields.Count][];
        var values = new string[fields.Count][];
        var counts = new int[fields.Count][];
        for (var f = 0; f < fields.Count; f++)
        {
            (valueIds[f], values[f], counts[f]) = Number(fields[f].Kind, columns[f], rowCount);
        }

        return new MatchTable(fields, rowCount, secondStart, valueIds, values, counts);
    }

    /// <summary>The normal form that was compared; "" = missing.</summary>
    public string Value(int row, int field) => Values[field][ValueIds[field][row]];

    internal bool CanPair(int left, int right) => SecondStart == 0 || (left < SecondStart) != (right < SecondStart);

    private bool IsMadeOfName(int row)
    {
        var email = Value(row, EmailField);
        var at = email.IndexOf('@', StringComparison.Ordinal);
        for (var field = 0; at > 0 && field < Fields.Count; field++)
        {
            if (Fields[field].Kind is not (MatchKind.FullName or MatchKind.NamePart))
            {
                continue;
            }

            foreach (var part in Value(row, field).Split(' '))
            {
                // A name in another script cannot be found in a Latin address, which mostly is its transcription.
                if (part.Length > 0 && part[0] > '\u024F')
                {
                    return true;
                }

                if (part.Length >= 3 && email.AsSpan(0, at).Contains(part, StringComparison.Ordinal))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static (int[] Ids, string[] Values, int[] Counts) Number(MatchKind kind, IReadOnlyList<string?> column, int rowCount)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal) { [""] = 0 };
        var values = new List<string> { "" };
        var counts = new List<int> { 0 };
        var ids = new int[rowCount];
        for (var row = 0; row < rowCount; row++)
        {
            var value = ValueForms.Normalize(kind, column[row]);
            if (!known.TryGetValue(value, out var id))
            {
                id = values.Count;
                known.Add(value, id);
                values.Add(value);
                counts.Add(0);
            }

            ids[row] = id;
            counts[id]++;
        }

        return (ids, [.. values], [.. counts]);
    }
}
