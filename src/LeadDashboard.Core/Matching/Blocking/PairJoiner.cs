using LeadDashboard.Core.Matching.Comparing;
using LeadDashboard.Core.Matching.Model;

namespace LeadDashboard.Core.Matching.Blocking;

/// <summary>
/// From pairs to groups: likeliest pairs first, joined transitively unless the groups as wholes contradict each other
/// (mean evidence between them below zero);
/// for two clean sources each record gets at most one partner.
/// </summary>
internal static class PairJoiner
{
    /// <summary>
    /// Evidence of one pair counts at most this many bits either way, so that one pair cannot outvote a group.
    /// </summary>
    private const double MaxVote = 20;

    /// <summary>Pairs between two groups that are asked at most.</summary>
    private const int MaxVotes = 400;

    public static int[] Join(MatchTable table, IReadOnlyList<MatchPair> pairs, PairScorer scorer, MatchOptions options)
    {
        var groupOf = Enumerable.Range(0, table.RowCount).ToArray();
        var members = new Dictionary<int, List<int>>();
        List<int> MembersOf(int group) => members.TryGetValue(group, out var known) ? known : [group];
        foreach (var pair in pairs.Where(pair => pair.Probability >= options.MatchProbability))
        {
            var (into, from) = (
                Math.Min(groupOf[pair.Left], groupOf[pair.Right]),
                Math.Max(groupOf[pair.Left], groupOf[pair.Right])
            );
            if (into == from)
            {
                continue;
            }

            var (first, second) = (MembersOf(into), MembersOf(from));
            if (first.Count + second.Count > 2 && (options.IsOneToOne || MeanVote(first, second, table, scorer) < 0))
            {
                continue;
            }

            members[into] = [.. first, .. second];
            members.Remove(from);
            foreach (var row in second)
            {
                groupOf[row] = into;
            }
        }

        return groupOf;
    }

    /// <summary>Marks the joined pairs and adds those that only a third record joins.</summary>
    public static IReadOnlyList<MatchPair> WithGroups(
        MatchTable table,
        IReadOnlyList<MatchPair> pairs,
        int[] groupOf,
        PairScorer scorer
    )
    {
        var all = pairs.Select(pair => pair with { IsJoined = groupOf[pair.Left] == groupOf[pair.Right] }).ToList();
        var known = all.Where(pair => pair.IsJoined).Select(pair => (pair.Left, pair.Right)).ToHashSet();
        foreach (var rows in GroupsOf(groupOf))
        {
            for (var i = 0; i < rows.Length; i++)
            {
                for (var j = i + 1; j < rows.Length; j++)
                {
                    if (table.CanPair(rows[i], rows[j]) && !known.Contains((rows[i], rows[j])))
                    {
                        var levels = PairLevels.Compare(table, rows[i], rows[j]);
                        var bits = scorer.Bits(rows[i], rows[j], levels);
                        all.Add(
                            new MatchPair(rows[i], rows[j], MatchModel.ToProbability(bits), bits, true)
                            {
                                Levels = levels,
                            }
                        );
                    }
                }
            }
        }

        return [.. all.OrderByDescending(pair => pair.Bits).ThenBy(pair => pair.Left).ThenBy(pair => pair.Right)];
    }

    /// <summary>
    /// Rows of each group with two members or more, by their first row; rows alone, which are nearly all, cost nothing.
    /// </summary>
    /// <param name="groupOf">See <see cref="MatchResult.GroupOf"/>; the number of a group is its first row.</param>
    public static IEnumerable<int[]> GroupsOf(int[] groupOf)
    {
        var groups = new SortedDictionary<int, List<int>>();
        for (var row = 0; row < groupOf.Length; row++)
        {
            if (groupOf[row] == row)
            {
                continue;
            }

            if (!groups.TryGetValue(groupOf[row], out var members))
            {
                groups.Add(groupOf[row], members = [groupOf[row]]);
            }

            members.Add(row);
        }

        return groups.Values.Select(members => members.ToArray());
    }

    private static double MeanVote(List<int> first, List<int> second, MatchTable table, PairScorer scorer)
    {
        var sum = 0.0;
        var count = 0;
        foreach (var left in first)
        {
            foreach (var right in second)
            {
                if (count >= MaxVotes)
                {
                    return sum / count;
                }

                sum += Math.Clamp(scorer.Bits(Math.Min(left, right), Math.Max(left, right)), -MaxVote, MaxVote);
                count++;
            }
        }

        return sum / count;
    }
}
