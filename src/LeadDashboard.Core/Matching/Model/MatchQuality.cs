using LeadDashboard.Core.Matching.Comparing;

namespace LeadDashboard.Core.Matching.Model;

/// <summary>Found pairs against known truth.</summary>
/// <param name="TruePairs">Pairs that are the same in truth.</param>
/// <param name="FoundPairs">Pairs that the search joined.</param>
/// <param name="RightPairs">Of those, the true ones.</param>
public sealed record MatchQuality(long TruePairs, long FoundPairs, long RightPairs)
{
    /// <summary>Share of the found pairs that are true, 0..1; 1 when none was found.</summary>
    public double Precision => FoundPairs == 0 ? 1 : (double)RightPairs / FoundPairs;

    /// <summary>Share of the true pairs that were found, 0..1; 1 when there is none.</summary>
    public double Recall => TruePairs == 0 ? 1 : (double)RightPairs / TruePairs;

    /// <param name="truth">The entity behind each row.</param>
    public static MatchQuality Measure(MatchTable table, MatchResult result, IReadOnlyList<string> truth)
    {
        var joined = result.Pairs.Where(pair => pair.IsJoined).ToArray();
        long truePairs = 0;
        foreach (var entity in Enumerable.Range(0, truth.Count).GroupBy(row => truth[row], StringComparer.Ordinal))
        {
            var rows = entity.ToArray();
            for (var i = 0; i < rows.Length; i++)
            {
                for (var j = i + 1; j < rows.Length; j++)
                {
                    truePairs += table.CanPair(rows[i], rows[j]) ? 1 : 0;
                }
            }
        }

        return new MatchQuality(
            truePairs,
            joined.Length,
            joined.LongCount(pair => string.Equals(truth[pair.Left], truth[pair.Right], StringComparison.Ordinal))
        );
    }
}
