namespace LeadDashboard.Core.Matching.Comparing;

/// <summary>Takes records one by one, so that no more than their normal forms are in memory at once.</summary>
/// <param name="fields">1 to <see cref="MatchTable.MaxFields"/>.</param>
/// <param name="capacity">Rows to expect; it only saves memory.</param>
public sealed class MatchTableBuilder(IReadOnlyList<MatchField> fields, int capacity = 0)
{
    /// <summary>
    /// Companies, cities and countries come again and again: their normal forms are looked up among the last ones.
    /// </summary>
    private const int RecentCount = 2048;

    private readonly Column[] _columns = [.. fields.Select(field => new Column(field.Kind))];

    /// <summary>Row after row: the values of a record lie side by side, as they are compared.</summary>
    private int[] _ids = new int[fields.Count * Math.Max(16, capacity)];

    public int RowCount { get; private set; }

    /// <summary>The fields that at least one record had a text in.</summary>
    public IReadOnlyList<MatchField> FilledFields => [.. fields.Where((_, index) => _columns[index].HasText)];

    /// <param name="row">One raw text per field.</param>
    public void Add(ReadOnlySpan<string?> row)
    {
        if (row.Length != _columns.Length)
        {
            throw new ArgumentException(
                $"A record of {row.Length} texts for {_columns.Length} fields; one text per field is expected.",
                nameof(row)
            );
        }

        var start = RowCount++ * row.Length;
        if (start == _ids.Length)
        {
            Array.Resize(ref _ids, 2 * start);
        }

        for (var field = 0; field < row.Length; field++)
        {
            _ids[start + field] = _columns[field].Number(row[field]);
        }
    }

    /// <summary>
    /// The table of the fields given, all of them among those of the builder. Nothing can be added any more.
    /// </summary>
    /// <param name="kept">At least one.</param>
    /// <param name="secondStart">See <see cref="MatchTable.SecondStart"/>.</param>
    public MatchTable Build(IReadOnlyList<MatchField> kept, int secondStart = 0)
    {
        var columns = Enumerable.Range(0, fields.Count).Where(index => kept.Contains(fields[index])).ToArray();
        if (columns.Length is 0 or > MatchTable.MaxFields)
        {
            throw new ArgumentException(
                $"{columns.Length} fields to compare; 1 to {MatchTable.MaxFields} are expected. Leave out those "
                    + $"that say least about who a record is.",
                nameof(kept)
            );
        }

        if (secondStart < 0 || secondStart > RowCount)
        {
            throw new ArgumentException(
                $"The second source starts at row {secondStart} of {RowCount}; 0 to {RowCount} is expected.",
                nameof(secondStart)
            );
        }

        foreach (var index in columns)
        {
            _columns[index].Close();
        }

        return new MatchTable(
            [.. columns.Select(index => fields[index])],
            RowCount,
            secondStart,
            Ids(columns),
            [.. columns.Select(index => _columns[index].Values)]
        );
    }

    /// <summary>The numbers of the columns alone, moved to the front of the same array.</summary>
    private int[] Ids(int[] columns)
    {
        var at = 0;
        for (var row = 0; row < RowCount; row++)
        {
            foreach (var index in columns)
            {
                _ids[at++] = _ids[(row * fields.Count) + index];
            }
        }

        return _ids;
    }

    private sealed class Column(MatchKind kind)
    {
        private (string? Raw, int Id)[] _recent = new (string?, int)[RecentCount];

        public MatchValues Values { get; } = new();

        public bool HasText { get; private set; }

        public int Number(string? raw)
        {
            if (string.IsNullOrWhiteSpace(raw))
            {
                return 0;
            }

            HasText = true;
            ref var recent = ref _recent[MatchValues.Hash(raw) & (RecentCount - 1)];
            if (!string.Equals(recent.Raw, raw, StringComparison.Ordinal))
            {
                recent = (raw, Values.Number(ValueForms.Normalize(kind, raw)));
            }

            return recent.Id;
        }

        public void Close()
        {
            _recent = [];
            Values.Close();
        }
    }
}
