namespace LeadDashboard.Core.Matching;

/// <summary>A new record that is one already there.</summary>
/// <param name="Row">The new one.</param>
/// <param name="KeptRow">The one that stays: an old one, or the first new one of a group without an old one.</param>
public sealed record ImportMatch(int Row, int KeptRow, MatchPair Pair);

/// <summary>Which new records of a search are which others. Pure.</summary>
public static class ImportMatchRules
{
    /// <summary>One entry per new record that goes. Old records that resemble each other are left to people.</summary>
    /// <param name="result">Its groups are what is certain enough: the search was made with that certainty.</param>
    /// <param name="isNew">By row of the table; rows of a file in its order.</param>
    public static IReadOnlyList<ImportMatch> Decide(MatchResult result, Func<int, bool> isNew)
    {
        var pairs = result.Pairs.Where(pair => pair.IsJoined).ToDictionary(pair => (pair.Left, pair.Right));
        var matches = new List<ImportMatch>();
        foreach (var group in result.Groups)
        {
            var kept = group.Where(row => !isNew(row)).ToArray();
            if (kept.Length == 0)
            {
                kept = [group[0]];
            }

            foreach (var row in group.Where(isNew).Except(kept))
            {
                var best = kept.Select(other => (Row: other, Pair: pairs[(Math.Min(row, other), Math.Max(row, other))]))
                    .MaxBy(choice => choice.Pair.Bits);
                matches.Add(new ImportMatch(row, best.Row, best.Pair));
            }
        }

        return [.. matches.OrderBy(match => match.Row)];
    }
}
