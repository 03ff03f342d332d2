namespace LeadDashboard.Core.Matching;

/// <summary>
/// Learns the shares without any labelled pair. Strangers' shares come from random pairs; true pairs' shares from expectation-maximisation (Dempster, Laird and Rubin 1977;
/// Winkler 2000) within the pairs that agree exactly on a key, over the fields outside of the key, averaged over the keys: within one key the candidates are a fair sample
/// for the other fields, which the union of all blockings is not.
/// </summary>
internal sealed class MatchModelFitter
{
    private const int MaxRounds = 300;
    private const int Alternations = 6;
    private const double Tolerance = 1e-7;

    /// <summary>Pairs that the prior shares weigh as much as.</summary>
    private const double PriorPairs = 8;

    /// <summary>What true pairs look like before any evidence; Missing, Different, Similar, Close, Exact, Moved.</summary>
    private static readonly double[] PriorShare = [0, 0.13, 0.05, 0.15, 0.65, 0.02];

    private readonly MatchTable _table;
    private readonly LevelCount[] _candidates;
    private readonly LevelCount[] _random;
    private readonly IReadOnlyList<int[]> _exactKeys;

    public MatchModelFitter(MatchTable table, LevelCount[] candidates, LevelCount[] random, IReadOnlyList<BlockingKey> keys, int maxBlockSize)
    {
        _table = table;
        _candidates = candidates;
        _random = random;
        _exactKeys = [.. keys.Where(key => key.IsExact && IsComplete(key, maxBlockSize)).Select(key => key.Fields.ToArray())];
    }

    private int FieldCount => _table.Fields.Count;

    public MatchModel Fit(CancellationToken cancellationToken)
    {
        var match = Enumerable.Range(0, FieldCount).Select(_ => (double[])PriorShare.Clone()).ToArray();
        var model = new MatchModel(_table.Fields, match, StrangerShares(null), 1.0 / Math.Max(10, _table.RowCount));
        for (var alternation = 0; alternation < Alternations; alternation++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            model = model with { MatchShare = MatchShares(model) };
            model = model with { Prior = FitPrior(model) };
            model = model with { StrangerShare = StrangerShares(model) };
        }

        return model with { Prior = FitPrior(model) };
    }

    private static bool IsComplete(BlockingKey key, int maxBlockSize)
    {
        var sizes = new int[key.Keys.Max() + 1];
        foreach (var block in key.Keys)
        {
            sizes[block] += block > 0 ? 1 : 0;
        }

        return sizes.Max() <= maxBlockSize;
    }

    /// <summary>Random pairs, less the true ones among them as far as the model knows them.</summary>
    private double[][] StrangerShares(MatchModel? model)
    {
        var shares = NewShares();
        foreach (var (levels, count) in _random)
        {
            var weight = model is null ? count : count * (1 - Posterior(model, levels, []));
            for (var field = 0; field < FieldCount; field++)
            {
                shares[field][(int)PairLevels.LevelOf(levels, field)] += weight;
            }
        }

        foreach (var share in shares)
        {
            Normalize(share, level => 0.5 / (MatchModel.LevelCount - 1), 1);
        }

        return shares;
    }

    private double[][] MatchShares(MatchModel model)
    {
        var sums = NewShares();
        foreach (var key in _exactKeys)
        {
            var within = _candidates.Where(candidate => key.All(field => PairLevels.LevelOf(candidate.Levels, field) == MatchLevel.Exact)).ToArray();
            if (within.Length > 0)
            {
                AddKey(model, within, key, sums);
            }
        }

        foreach (var share in sums)
        {
            Normalize(share, level => PriorShare[level], PriorPairs);
        }

        return sums;
    }

    /// <summary>EM within one key; adds the expected number of true pairs at each level.</summary>
    private void AddKey(MatchModel start, LevelCount[] within, int[] key, double[][] sums)
    {
        var total = within.Sum(candidate => candidate.Count);
        var model = start with { Prior = 0.2 };
        var expected = NewShares();
        for (var round = 0; round < MaxRounds; round++)
        {
            expected = NewShares();
            var matches = 0.0;
            foreach (var (levels, count) in within)
            {
                var weight = count * Posterior(model, levels, key);
                matches += weight;
                for (var field = 0; field < FieldCount; field++)
                {
                    expected[field][(int)PairLevels.LevelOf(levels, field)] += weight;
                }
            }

            var shares = Array.ConvertAll(expected, share => (double[])share.Clone());
            foreach (var share in shares)
            {
                Normalize(share, level => PriorShare[level], PriorPairs);
            }

            var prior = Math.Clamp((matches + 0.2) / (total + 1), 1e-9, 1 - 1e-9);
            var isDone = Math.Abs(prior - model.Prior) < Tolerance * prior && round > 3;
            model = model with { MatchShare = shares, Prior = prior };
            if (isDone)
            {
                break;
            }
        }

        foreach (var field in Enumerable.Range(0, FieldCount).Except(key))
        {
            for (var level = 1; level < MatchModel.LevelCount; level++)
            {
                sums[field][level] += expected[field][level];
            }
        }
    }

    /// <summary>Share of true pairs among all pairs such that it equals the mean probability; pairs outside of the candidates count as strangers.</summary>
    private double FitPrior(MatchModel model)
    {
        var pairs = (double)Math.Max(1, _table.PairCount);
        for (var round = 0; round < MaxRounds; round++)
        {
            var matches = _candidates.Sum(candidate => candidate.Count * Posterior(model, candidate.Levels, []));
            var prior = Math.Clamp(matches / pairs, 0.1 / pairs, 0.5);
            var isDone = Math.Abs(prior - model.Prior) < 1e-6 * prior;
            model = model with { Prior = prior };
            if (isDone)
            {
                break;
            }
        }

        return model.Prior;
    }

    private double Posterior(MatchModel model, ulong levels, ReadOnlySpan<int> without)
    {
        var bits = model.PriorBits;
        for (var field = 0; field < FieldCount; field++)
        {
            if (!without.Contains(field))
            {
                bits += model.Bits(field, PairLevels.LevelOf(levels, field));
            }
        }

        return MatchModel.ToProbability(bits);
    }

    private double[][] NewShares() => [.. Enumerable.Range(0, FieldCount).Select(_ => new double[MatchModel.LevelCount])];

    private static void Normalize(double[] share, Func<int, double> prior, double weight)
    {
        share[0] = 0;
        var sum = share.Sum() + (weight * Enumerable.Range(1, MatchModel.LevelCount - 1).Sum(prior));
        for (var level = 1; level < share.Length; level++)
        {
            share[level] = (share[level] + (weight * prior(level))) / sum;
        }
    }
}
