using LeadDashboard.Core.Matching.Blocking;
using LeadDashboard.Core.Matching.Comparing;
using LeadDashboard.Core.Matching.Model;

namespace LeadDashboard.Core.Matching;

/// <summary>A pair worth a look.</summary>
/// <param name="Left">0-based row, below Right.</param>
/// <param name="Probability">Chance 0..1 that both are the same.</param>
/// <param name="Bits">log2 of the odds of Probability.</param>
/// <param name="IsJoined">The pair stands in one group of <see cref="MatchResult.Groups"/>.</param>
public sealed record MatchPair(int Left, int Right, double Probability, double Bits, bool IsJoined)
{
    internal ulong Levels { get; init; }
}

/// <summary>What the search found.</summary>
/// <param name="Pairs">Pairs at or above the review probability or joined through a third record, likeliest
/// first.</param>
/// <param name="GroupOf">Group number of each row; rows of one number are the same. A row alone has a number of its
/// own.</param>
public sealed record MatchResult(
    IReadOnlyList<MatchPair> Pairs,
    int[] GroupOf,
    MatchModel Model,
    long CandidateCount,
    IReadOnlyList<string> BlockingKeys
)
{
    internal PairScorer Scorer { get; init; } = null!;

    /// <summary>What the next search may start from; null = nothing was compared.</summary>
    public MatchKnowledge? Knowledge { get; init; }

    /// <summary>By how many bits pairs that were found before are likelier than new ones, 0 or more.</summary>
    internal double KnownBits { get; init; }

    /// <summary>
    /// A pair of rows that an earlier search found; it need not be among <see cref="Pairs"/>. It keeps the rate of true
    /// pairs at which it was found: that others were merged meanwhile says nothing against it.
    /// </summary>
    public MatchPair Judge(int left, int right)
    {
        var (first, second) = (Math.Min(left, right), Math.Max(left, right));
        var levels = Scorer.LevelsOf(first, second);
        var bits = Scorer.Bits(first, second, levels) + KnownBits;
        return new MatchPair(first, second, MatchModel.ToProbability(bits), bits, false) { Levels = levels };
    }

    /// <summary>
    /// Why: each field with its bits, in the order of the fields. The sum plus the prior is <see
    /// cref="MatchPair.Bits"/>.
    /// </summary>
    public IReadOnlyList<MatchEvidence> Explain(MatchPair pair) => Scorer.Explain(pair.Left, pair.Right, pair.Levels);

    /// <summary>Rows of each group with two members or more, by their first row.</summary>
    public IEnumerable<int[]> Groups => PairJoiner.GroupsOf(GroupOf);
}

/// <summary>
/// Finds the rows that are the same person or company, without labelled examples. Pure: same input, same result, with
/// any number of threads.
/// </summary>
public static class DuplicateFinder
{
    /// <param name="progress">0..1, may be null.</param>
    /// <param name="known">From an earlier search: believed where the rows at hand show fewer true pairs; null = only
    /// the rows at hand count.</param>
    /// <exception cref="OperationCanceledException">Asked to stop.</exception>
    public static MatchResult Find(
        MatchTable table,
        MatchOptions options,
        IProgress<double>? progress,
        CancellationToken cancellationToken,
        MatchKnowledge? known = null
    )
    {
        options.Validate();
        if (table.PairCount == 0)
        {
            var alone = new MatchModel(table.Fields, [], [], [], 0.5);
            return new MatchResult([], [.. Enumerable.Range(0, table.RowCount)], alone, 0, []) { Knowledge = known };
        }

        var threads = options.MaxThreads;
        var candidates = CandidatePairs.Find(table, options, cancellationToken);
        progress?.Report(0.2);
        var scan = PairScan.Compare(table, candidates, threads, cancellationToken);
        progress?.Report(0.6);
        var random = PairLevels.Count(
            table,
            RandomPairs.Draw(table, options.RandomPairs, options.Seed),
            threads,
            cancellationToken
        );
        var within = table
            .Fields.Select(
                (_, field) =>
                    PairLevels.Count(
                        table,
                        RandomPairs.DrawWithin(table, field, options.PairsPerKey, options.Seed),
                        threads,
                        cancellationToken
                    )
            )
            .ToArray();
        progress?.Report(0.75);
        var model = new MatchModelFitter(table, scan.Counts(), random, within, threads).Fit(cancellationToken);
        var knowledge = MatchKnowledge.Build(table, model);
        var knownBits = 0.0;
        if (known is not null && known.KnowsMoreThan(knowledge))
        {
            (model, knowledge) = (known.ApplyTo(model), known);
            knownBits = (model with { Prior = known.PriorFor(table, model) }).PriorBits - model.PriorBits;
        }

        progress?.Report(0.85);
        var scorer = new PairScorer(table, model);
        var pairs = scan.Score(scorer, options.ReviewProbability, threads, cancellationToken);
        var groupOf = PairJoiner.Join(table, pairs, scorer, options);
        progress?.Report(0.95);
        return new MatchResult(
            PairJoiner.WithGroups(table, pairs, groupOf, scorer),
            groupOf,
            model,
            scan.Count,
            candidates.Keys
        )
        {
            Scorer = scorer,
            Knowledge = knowledge,
            KnownBits = knownBits,
        };
    }
}
