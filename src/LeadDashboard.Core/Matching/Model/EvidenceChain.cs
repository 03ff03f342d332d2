using LeadDashboard.Core.Matching.Comparing;

namespace LeadDashboard.Core.Matching.Model;

/// <summary>
/// Adds up the evidence of a pair without counting the same fact twice. Fields that agree are taken from the strongest
/// on; each further one counts only by how rare its agreement
/// is among strangers who already agree in one of those before it: the country says nothing once the city agrees, an
/// address made of the name nothing once the name does.
/// </summary>
internal sealed class EvidenceChain
{
    private readonly double[][] _match;
    private readonly double[][] _stranger;
    private readonly double[][][] _given;
    private readonly double _priorBits;

    public EvidenceChain(MatchModel model)
    {
        static double[] Logs(double[] shares) => Array.ConvertAll(shares, share => Math.Log2(Math.Max(share, 1e-12)));
        _match = Array.ConvertAll(model.MatchShare, Logs);
        _stranger = Array.ConvertAll(model.StrangerShare, Logs);
        _given = Array.ConvertAll(model.GivenShare, given => Array.ConvertAll(given, Logs));
        _priorBits = model.PriorBits;
    }

    /// <summary>Bits of the pair, prior included.</summary>
    /// <param name="key">Field in which all pairs at hand agree; it does not count itself. -1 = none.</param>
    public double Sum(ulong levels, int key)
    {
        Span<double> bits = stackalloc double[_match.Length];
        Span<double> stranger = stackalloc double[_match.Length];
        for (var field = 0; field < bits.Length; field++)
        {
            stranger[field] = _stranger[field][(int)PairLevels.LevelOf(levels, field)];
        }

        Fill(levels, stranger, key, bits);
        var sum = _priorBits;
        foreach (var share in bits)
        {
            sum += share;
        }

        return sum;
    }

    /// <param name="stranger">log2 share of strangers at the pair's level of each field, possibly that of the value at
    /// hand.</param>
    /// <param name="bits">Filled: evidence of each field.</param>
    public void Fill(ulong levels, ReadOnlySpan<double> stranger, int key, Span<double> bits)
    {
        Span<int> agreeing = stackalloc int[bits.Length];
        var count = 0;
        for (var field = 0; field < bits.Length; field++)
        {
            var level = (int)PairLevels.LevelOf(levels, field);
            bits[field] =
                level is (int)MatchLevel.Missing or (int)MatchLevel.Implied || field == key
                    ? 0
                    : _match[field][level] - stranger[field];
            if (bits[field] > 0 && level >= (int)MatchLevel.Similar)
            {
                // Insertion by falling strength; equal ones keep the order of the fields.
                var at = count++;
                for (; at > 0 && bits[agreeing[at - 1]] < bits[field]; at--)
                {
                    agreeing[at] = agreeing[at - 1];
                }

                agreeing[at] = field;
            }
        }

        for (var i = 0; i < count; i++)
        {
            var field = agreeing[i];
            var level = (int)PairLevels.LevelOf(levels, field);
            var likeliest = key >= 0 ? Math.Max(stranger[field], _given[key][field][level]) : stranger[field];
            for (var earlier = 0; earlier < i; earlier++)
            {
                if (PairLevels.LevelOf(levels, agreeing[earlier]) >= MatchLevel.Close)
                {
                    likeliest = Math.Max(likeliest, _given[agreeing[earlier]][field][level]);
                }
            }

            // Agreement that is expected anyway is no evidence, but no counter-evidence either.
            bits[field] = Math.Max(0, _match[field][level] - likeliest);
        }
    }
}
