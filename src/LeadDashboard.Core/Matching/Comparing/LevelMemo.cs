namespace LeadDashboard.Core.Matching.Comparing;

/// <summary>
/// The last comparisons of values that come again and again, for one thread: the same two companies or cities meet in
/// many pairs. A slot holds one comparison;
/// one that is not there is made anew, so the memo changes the time and nothing else.
/// </summary>
internal sealed class LevelMemo
{
    private const int Slots = 1 << 15;

    private readonly long[]?[] _pairs;
    private readonly MatchLevel[]?[] _levels;

    public LevelMemo(MatchTable table)
    {
        // Where nearly every row has a value of its own no comparison comes twice.
        bool IsWorthIt(int field) =>
            table.Fields[field].Kind != MatchKind.Category && table.Values[field].Count < table.RowCount / 2;
        _pairs = [.. table.Fields.Select((_, field) => IsWorthIt(field) ? new long[Slots] : null)];
        _levels = [.. table.Fields.Select((_, field) => IsWorthIt(field) ? new MatchLevel[Slots] : null)];
    }

    /// <param name="first">Number of a value, above 0.</param>
    /// <param name="second">Number of another value, above 0.</param>
    public MatchLevel Compare(MatchTable table, int field, int first, int second)
    {
        if (_pairs[field] is not { } pairs)
        {
            return FieldComparer.Compare(
                table.Fields[field].Kind,
                table.Values[field][first],
                table.Values[field][second]
            );
        }

        var pair = ((long)first << 32) | (uint)second;
        var slot = (int)((ulong)(pair * unchecked((long)0x9E3779B97F4A7C15)) >> 49);
        if (pairs[slot] != pair)
        {
            _levels[field]![slot] = FieldComparer.Compare(
                table.Fields[field].Kind,
                table.Values[field][first],
                table.Values[field][second]
            );
            pairs[slot] = pair;
        }

        return _levels[field]![slot];
    }
}
