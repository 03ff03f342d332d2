namespace LeadDashboard.Core.Matching.Comparing;

/// <summary>
/// The records to compare: for each field one value number per row and the distinct normal forms.
/// Invariants: Values[f][0] = "" (missing); Counts[f][v] = rows of value v, Counts[f][0] = rows without a value.
/// </summary>
public sealed class MatchTable
{
    /// <summary>What a pair's levels fit into: three bits for each field of a 64-bit number.</summary>
    public const int MaxFields = 21;

    /// <summary>Row after row, one number per field.</summary>
    private readonly int[] _ids;

    internal MatchTable(
        IReadOnlyList<MatchField> fields,
        int rowCount,
        int secondStart,
        int[] ids,
        MatchValues[] values
    )
    {
        Fields = fields;
        RowCount = rowCount;
        SecondStart = secondStart;
        _ids = ids;
        Values = values;
        Counts = [.. values.Select((_, field) => Count(field))];
        EmailField = fields
            .Select((field, index) => (field, index))
            .Where(pair => pair.field.Kind == MatchKind.Email)
            .Select(pair => pair.index)
            .DefaultIfEmpty(-1)
            .First();
        IsEmailFromName = EmailField < 0 ? [] : [.. Enumerable.Range(0, rowCount).Select(IsMadeOfName)];
    }

    public IReadOnlyList<MatchField> Fields { get; }

    public int RowCount { get; }

    /// <summary>
    /// First row of the second source when two sources are linked (only pairs across them count); 0 = duplicates within
    /// one source.
    /// </summary>
    public int SecondStart { get; }

    internal MatchValues[] Values { get; }

    internal int[][] Counts { get; }

    /// <summary>The first e-mail field; -1 = none.</summary>
    internal int EmailField { get; }

    /// <summary>The e-mail address of the row holds a part of its name: it says again what the name says.</summary>
    internal bool[] IsEmailFromName { get; }

    /// <summary>Pairs that could match.</summary>
    public long PairCount =>
        SecondStart == 0 ? (long)RowCount * (RowCount - 1) / 2 : (long)SecondStart * (RowCount - SecondStart);

    /// <param name="fields">At most <see cref="MaxFields"/>.</param>
    /// <param name="columns">One column per field, raw text, all of one length.</param>
    /// <param name="secondStart">See <see cref="SecondStart"/>.</param>
    /// <exception cref="ArgumentException">Shapes do not fit.</exception>
    public static MatchTable From(
        IReadOnlyList<MatchField> fields,
        IReadOnlyList<IReadOnlyList<string?>> columns,
        int secondStart = 0
    )
    {
        if (fields.Count is 0 or > MaxFields)
        {
            throw new ArgumentException(
                $"{fields.Count} fields to compare; 1 to {MaxFields} are expected. Leave out those that say least "
                    + $"about who a record is.",
                nameof(fields)
            );
        }

        var rowCount = columns.Count == 0 ? 0 : columns[0].Count;
        if (columns.Count != fields.Count || columns.Any(column => column.Count != rowCount))
        {
            throw new ArgumentException(
                $"{columns.Count} columns for {fields.Count} fields, with lengths "
                    + $"{string.Join(", ", columns.Select(column => column.Count).Distinct())}; one column of one "
                    + $"length per field is expected.",
                nameof(columns)
            );
        }

        var builder = new MatchTableBuilder(fields, rowCount);
        var values = new string?[fields.Count];
        for (var row = 0; row < rowCount; row++)
        {
            for (var f = 0; f < values.Length; f++)
            {
                values[f] = columns[f][row];
            }

            builder.Add(values);
        }

        return builder.Build(fields, secondStart);
    }

    /// <summary>The normal form that was compared; "" = missing.</summary>
    public string Value(int row, int field) => Text(row, field).ToString();

    internal ReadOnlySpan<char> Text(int row, int field) => Values[field][Id(row, field)];

    /// <summary>Number of the row's value in <see cref="Values"/>; 0 = missing.</summary>
    internal int Id(int row, int field) => _ids[(row * Fields.Count) + field];

    /// <summary>The numbers of all fields of a row.</summary>
    internal ReadOnlySpan<int> Ids(int row) => _ids.AsSpan(row * Fields.Count, Fields.Count);

    internal bool CanPair(int left, int right) => SecondStart == 0 || (left < SecondStart) != (right < SecondStart);

    private int[] Count(int field)
    {
        var counts = new int[Values[field].Count];
        for (var row = 0; row < RowCount; row++)
        {
            counts[Id(row, field)]++;
        }

        return counts;
    }

    private bool IsMadeOfName(int row)
    {
        var email = Text(row, EmailField);
        var at = email.IndexOf('@');
        for (var field = 0; at > 0 && field < Fields.Count; field++)
        {
            if (Fields[field].Kind is not (MatchKind.FullName or MatchKind.NamePart))
            {
                continue;
            }

            var name = Text(row, field);
            foreach (var range in name.Split(' '))
            {
                var part = name[range];

                // A name in another script cannot be found in a Latin address, which mostly is its transcription.
                if (part.Length > 0 && part[0] > '\u024F')
                {
                    return true;
                }

                if (part.Length >= 3 && email[..at].Contains(part, StringComparison.Ordinal))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
