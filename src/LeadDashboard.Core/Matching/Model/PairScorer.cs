using LeadDashboard.Core.Matching.Comparing;

namespace LeadDashboard.Core.Matching.Model;

/// <summary>One field's share of a pair's evidence.</summary>
/// <param name="Field">Name of the field.</param>
/// <param name="Bits">Above 0 speaks for a duplicate; one bit doubles the odds.</param>
/// <param name="Left">Normal form that was compared; "" = missing.</param>
public sealed record MatchEvidence(string Field, MatchLevel Level, double Bits, string Left, string Right);

/// <summary>Evidence of any pair of the table, with rare values counting more than frequent ones.</summary>
internal sealed class PairScorer(MatchTable table, MatchModel model)
{
    private readonly EvidenceChain _chain = new(model);
    private readonly double[][] _stranger = Array.ConvertAll(
        model.StrangerShare,
        shares => Array.ConvertAll(shares, share => Math.Log2(Math.Max(share, 1e-12)))
    );

    public double Bits(int left, int right, ulong levels)
    {
        Span<double> bits = stackalloc double[_stranger.Length];
        Fill(left, right, levels, bits);
        var sum = model.PriorBits;
        foreach (var share in bits)
        {
            sum += share;
        }

        return sum;
    }

    /// <summary>At least as many bits as any pair with these levels has, whatever its values are.</summary>
    public double MostBits(ulong levels)
    {
        var sum = model.PriorBits;
        for (var field = 0; field < _stranger.Length; field++)
        {
            var level = PairLevels.LevelOf(levels, field);
            if (level is not (MatchLevel.Missing or MatchLevel.Implied))
            {
                sum +=
                    model.MatchBits(field, level)
                    - (level == MatchLevel.Exact ? RarestShare(field) : _stranger[field][(int)level]);
            }
        }

        // Sums of other orders differ in their last bits.
        return sum + 1e-9;
    }

    public double Bits(int left, int right) => Bits(left, right, LevelsOf(left, right));

    public ulong LevelsOf(int left, int right) => PairLevels.Compare(table, left, right);

    public IReadOnlyList<MatchEvidence> Explain(int left, int right, ulong levels)
    {
        var bits = new double[_stranger.Length];
        Fill(left, right, levels, bits);
        return
        [
            .. table.Fields.Select(
                (field, index) =>
                    new MatchEvidence(
                        field.Name,
                        PairLevels.LevelOf(levels, index),
                        bits[index],
                        table.Value(left, index),
                        table.Value(right, index)
                    )
            ),
        ];
    }

    private void Fill(int left, int right, ulong levels, Span<double> bits)
    {
        Span<double> stranger = stackalloc double[_stranger.Length];
        for (var field = 0; field < stranger.Length; field++)
        {
            var level = PairLevels.LevelOf(levels, field);
            stranger[field] = level == MatchLevel.Exact ? OwnShare(field, left) : _stranger[field][(int)level];
        }

        _chain.Fill(levels, stranger, -1, bits);
    }

    /// <summary>
    /// Exact agreement is judged by the frequency of the value itself (Winkler 1989): the two rows of the pair are left
    /// out of the count, and a value nobody else has
    /// is taken to be as rare as one in all rows, or as rare as the field's values are on average where that is rarer.
    /// </summary>
    private double OwnShare(int field, int row)
    {
        var average = model.StrangerShare[field][(int)MatchLevel.Exact];
        if (table.Fields[field].Kind == MatchKind.Number)
        {
            return Math.Log2(average);
        }

        var filled = Math.Max(1, table.RowCount - table.Counts[field][0]);
        var others = table.Counts[field][table.Id(row, field)] - 2;
        return Math.Log2(Math.Max((double)others / filled, Math.Min(average, 1.0 / filled)));
    }

    /// <summary>The least that <see cref="OwnShare"/> can be.</summary>
    private double RarestShare(int field)
    {
        var average = model.StrangerShare[field][(int)MatchLevel.Exact];
        return Math.Log2(
            table.Fields[field].Kind == MatchKind.Number
                ? average
                : Math.Min(average, 1.0 / Math.Max(1, table.RowCount - table.Counts[field][0]))
        );
    }
}
