namespace LeadDashboard.Core.Matching;

/// <summary>One field's share of a pair's evidence.</summary>
/// <param name="Field">Name of the field.</param>
/// <param name="Left">Normal form that was compared; "" = missing.</param>
/// <param name="Bits">Above 0 speaks for a duplicate; one bit doubles the odds.</param>
public sealed record MatchEvidence(string Field, MatchLevel Level, double Bits, string Left, string Right);

/// <summary>Evidence of any pair of the table, with rare values counting more than frequent ones.</summary>
internal sealed class PairScorer
{
    private readonly MatchTable _table;
    private readonly MatchModel _model;

    /// <summary>Bits[field][level] without the value's own frequency.</summary>
    private readonly double[][] _bits;

    public PairScorer(MatchTable table, MatchModel model)
    {
        _table = table;
        _model = model;
        _bits = [.. Enumerable.Range(0, table.Fields.Count).Select(field => Enumerable.Range(0, MatchModel.LevelCount).Select(level => model.Bits(field, (MatchLevel)level)).ToArray())];
    }

    public double Bits(int left, int right, ulong levels)
    {
        var bits = _model.PriorBits;
        for (var field = 0; field < _bits.Length; field++)
        {
            bits += FieldBits(field, left, right, PairLevels.LevelOf(levels, field));
        }

        return bits;
    }

    public double Bits(int left, int right) => Bits(left, right, PairLevels.Compare(_table, left, right));

    public IReadOnlyList<MatchEvidence> Explain(int left, int right, ulong levels) =>
    [
        .. _table.Fields.Select((field, index) => new MatchEvidence(
            field.Name, PairLevels.LevelOf(levels, index), FieldBits(index, left, right, PairLevels.LevelOf(levels, index)), _table.Value(left, index), _table.Value(right, index))),
    ];

    /// <summary>
    /// Exact agreement is judged by the frequency of the value itself (Winkler 1989): the two rows of the pair are left out of the count, and a value nobody else has
    /// is taken to be as rare as one in all rows, or as rare as the field's values are on average where that is rarer.
    /// </summary>
    private double FieldBits(int field, int left, int right, MatchLevel level)
    {
        var bits = _bits[field][(int)level];
        if (level != MatchLevel.Exact || _table.Fields[field].Kind == MatchKind.Number)
        {
            return bits;
        }

        var filled = _table.RowCount - _table.Counts[field][0];
        var others = _table.Counts[field][_table.ValueIds[field][left]] - 2;
        var average = _model.StrangerShare[field][(int)MatchLevel.Exact];
        var own = Math.Max((double)others / Math.Max(1, filled), Math.Min(average, 1.0 / Math.Max(1, filled)));
        return bits + Math.Log2(average / own);
    }
}
