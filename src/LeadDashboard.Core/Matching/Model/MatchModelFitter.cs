using LeadDashboard.Core.Matching.Comparing;

namespace LeadDashboard.Core.Matching.Model;

/// <summary>
/// Learns the shares without any labelled pair. Strangers' shares come from random pairs. Then, for each field, pairs
/// that agree exactly in it are a mixture of true pairs and
/// strangers who share just that (namesakes, colleagues, neighbours): expectation-maximisation (Dempster, Laird and
/// Rubin 1977; Winkler 2000) tells both apart by the other fields,
/// which are an unbiased sample there, and learns the true pairs' shares and what strangers share once they agree in
/// the field.
/// </summary>
internal sealed class MatchModelFitter(
    MatchTable table,
    LevelCount[] candidates,
    LevelCount[] random,
    IReadOnlyList<LevelCount[]> within,
    int maxThreads
)
{
    private const int Rounds = 40;
    private const int Alternations = 4;

    /// <summary>Pairs that the prior shares weigh as much as.</summary>
    private const double PriorPairs = 20;

    /// <summary>Agreement among strangers within one field starts from that of random pairs with this weight.</summary>
    private const double GivenPairs = 10;

    /// <summary>
    /// What true pairs look like before any evidence; Missing, Different, Similar, Close, Exact, Moved, Implied.
    /// </summary>
    private static readonly double[] PriorShare = [0, 0.13, 0.05, 0.15, 0.65, 0.02, 0];

    /// <summary>Levels that no stranger shows still get a little: half a pair in all.</summary>
    private static readonly double[] StrangerPrior = [0, 0.1, 0.1, 0.1, 0.1, 0.1, 0];

    private int FieldCount => table.Fields.Count;

    public MatchModel Fit(CancellationToken cancellationToken)
    {
        var stranger = StrangerShares(null);
        var model = new MatchModel(
            table.Fields,
            [.. stranger.Select(_ => (double[])PriorShare.Clone())],
            stranger,
            [.. stranger.Select(_ => stranger.Select(share => (double[])share.Clone()).ToArray())],
            1.0 / Math.Max(10, table.RowCount)
        );
        for (var alternation = 0; alternation < Alternations; alternation++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            model = WithinKeys(model);
            model = model with { Prior = FitPrior(model) };
            model = model with { StrangerShare = StrangerShares(model) };
        }

        return model with
        {
            Prior = FitPrior(model),
        };
    }

    /// <summary>Random pairs, less the true ones among them as far as the model knows them.</summary>
    private double[][] StrangerShares(MatchModel? model)
    {
        var chain = model is null ? null : new EvidenceChain(model);
        var shares = NewShares();
        foreach (var (levels, count) in random)
        {
            Add(shares, levels, count * (1 - (chain is null ? 0 : MatchModel.ToProbability(chain.Sum(levels, -1)))));
        }

        foreach (var share in shares)
        {
            Normalize(share, StrangerPrior, 1);
        }

        return shares;
    }

    private MatchModel WithinKeys(MatchModel model)
    {
        var perKey = new (double[][] Expected, double[][] Given)[FieldCount];
        Parallel.For(
            0,
            FieldCount,
            new ParallelOptions { MaxDegreeOfParallelism = maxThreads },
            key => perKey[key] = FitWithin(model, key)
        );

        // Summed in the order of the keys: the same bits with any number of threads.
        var sums = NewShares();
        foreach (var (expected, _) in perKey)
        {
            for (var field = 0; field < FieldCount; field++)
            {
                for (var level = 1; level < MatchModel.LevelCount; level++)
                {
                    sums[field][level] += expected[field][level];
                }
            }
        }

        NormalizeMatches(sums);
        return model with { MatchShare = sums, GivenShare = Array.ConvertAll(perKey, key => key.Given) };
    }

    /// <summary>
    /// EM among the pairs that agree in one field: expected true pairs at each level of the others, and strangers'
    /// shares there.
    /// </summary>
    private (double[][] Expected, double[][] Given) FitWithin(MatchModel start, int key)
    {
        var total = within[key].Sum(pair => pair.Count);
        var model = start with { Prior = 0.2 };
        var expected = NewShares();
        for (var round = 0; round < Rounds; round++)
        {
            var chain = new EvidenceChain(model);
            expected = NewShares();
            var given = NewShares();
            var matches = 0.0;
            foreach (var (levels, count) in within[key])
            {
                var weight = count * MatchModel.ToProbability(chain.Sum(levels, key));
                matches += weight;
                Add(expected, levels, weight);
                Add(given, levels, count - weight);
            }

            var shares = Array.ConvertAll(expected, share => (double[])share.Clone());
            NormalizeMatches(shares);
            for (var field = 0; field < FieldCount; field++)
            {
                Normalize(given[field], model.StrangerShare[field], GivenPairs);
            }

            var prior = Math.Clamp((matches + 0.2) / (total + 1), 1e-9, 1 - 1e-9);
            var isDone = Math.Abs(prior - model.Prior) < 1e-5 * prior && round > 3;
            var givenShares = (double[][][])model.GivenShare.Clone();
            givenShares[key] = given;
            model = model with { MatchShare = shares, GivenShare = givenShares, Prior = prior };
            if (isDone)
            {
                break;
            }
        }

        Array.Clear(expected[key]);
        return (expected, model.GivenShare[key]);
    }

    /// <summary>
    /// Share of true pairs among all pairs such that it equals the mean probability; pairs outside of the candidates
    /// count as strangers.
    /// </summary>
    private double FitPrior(MatchModel model)
    {
        var pairs = (double)Math.Max(1, table.PairCount);
        var chain = new EvidenceChain(model with { Prior = 0.5 });
        var bits = Array.ConvertAll(candidates, candidate => chain.Sum(candidate.Levels, -1));
        for (var round = 0; round < 200; round++)
        {
            var priorBits = model.PriorBits;
            var matches = 0.0;
            for (var i = 0; i < bits.Length; i++)
            {
                matches += candidates[i].Count * MatchModel.ToProbability(bits[i] + priorBits);
            }

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

    private double[][] NewShares() =>
        [.. Enumerable.Range(0, FieldCount).Select(_ => new double[MatchModel.LevelCount])];

    private static void Add(double[][] shares, ulong levels, double weight)
    {
        for (var field = 0; field < shares.Length; field++)
        {
            shares[field][(int)PairLevels.LevelOf(levels, field)] += weight;
        }
    }

    /// <summary>Counts to shares; what makes a true pair may not drift into "differs in the name".</summary>
    private void NormalizeMatches(double[][] counts)
    {
        for (var field = 0; field < FieldCount; field++)
        {
            var share = counts[field];
            Normalize(share, PriorShare, PriorPairs);
            var most = MostDifferent(table.Fields[field].Kind);
            if (share[(int)MatchLevel.Different] > most)
            {
                var scale = (1 - most) / (1 - share[(int)MatchLevel.Different]);
                for (var level = 2; level < share.Length; level++)
                {
                    share[level] *= scale;
                }

                share[(int)MatchLevel.Different] = most;
            }
        }
    }

    /// <summary>
    /// Largest share of true pairs that differ: people change their number and address, hardly their name or birth
    /// date.
    /// </summary>
    private static double MostDifferent(MatchKind kind) =>
        kind switch
        {
            MatchKind.NamePart or MatchKind.FullName or MatchKind.Date or MatchKind.Category or MatchKind.Company =>
                0.3,
            MatchKind.Email => 0.8,
            _ => 0.5,
        };

    private static void Normalize(double[] share, double[] prior, double weight)
    {
        share[(int)MatchLevel.Missing] = 0;
        share[(int)MatchLevel.Implied] = 0;
        var sum = share.Sum() + weight;
        for (var level = 1; level < share.Length; level++)
        {
            share[level] = (share[level] + (weight * prior[level])) / sum;
        }
    }
}
