using System.Globalization;
using System.Text;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Importing.Values;

/// <summary>Two spellings of what looks like one category.</summary>
/// <param name="Variant">The rarer spelling.</param>
/// <param name="Canonical">The spelling it would become.</param>
/// <param name="IsLikely">They differ in case, blanks, accents or punctuation only: chosen unless the user
/// objects.</param>
public sealed record VariantSuggestion(int ColumnIndex, string Variant, string Canonical, int Count, bool IsLikely);

/// <summary>Finds spellings of one category: google, Google and "Google " are one; "Gogle" may be.</summary>
public static class CategoryVariants
{
    private const int MostDistinct = 400;
    private const int ShortestMistyped = 5;

    /// <summary>A typing error is rarer than the word it spoils.</summary>
    private const double RareShare = 0.2;

    public static IReadOnlyList<VariantSuggestion> Suggest(
        int columnIndex,
        IReadOnlyList<string> values,
        IReadOnlyList<string> missingTokens
    )
    {
        var counts = values
            .Select(NormalForms.Spaces)
            .Where(v =>
                v.Length > 0
                && !missingTokens.Contains(v, StringComparer.OrdinalIgnoreCase)
                && !MissingTokens.IsCommon(v)
            )
            .GroupBy(v => v, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        if (counts.Count is < 2 or > MostDistinct)
        {
            return [];
        }

        var found = new List<VariantSuggestion>();
        var leaders = new List<(string Key, string Word, int Count)>();
        foreach (var group in counts.GroupBy(pair => Key(pair.Key), StringComparer.Ordinal))
        {
            var leader = group
                .OrderByDescending(pair => pair.Value)
                .ThenBy(pair => pair.Key, StringComparer.Ordinal)
                .First();
            leaders.Add((group.Key, leader.Key, group.Sum(pair => pair.Value)));
            found.AddRange(
                group
                    .Where(pair => pair.Key != leader.Key)
                    .Select(pair => new VariantSuggestion(columnIndex, pair.Key, leader.Key, pair.Value, true))
            );
        }

        AddMistyped(columnIndex, leaders, found);
        return [.. found.OrderByDescending(v => v.IsLikely).ThenByDescending(v => v.Count)];
    }

    private static void AddMistyped(
        int columnIndex,
        List<(string Key, string Word, int Count)> leaders,
        List<VariantSuggestion> found
    )
    {
        leaders.Sort((a, b) => b.Count.CompareTo(a.Count));
        for (var i = 1; i < leaders.Count; i++)
        {
            var rare = leaders[i];
            if (rare.Key.Length < ShortestMistyped || rare.Key.Any(char.IsDigit))
            {
                continue;
            }

            var right = leaders
                .Take(i)
                .Where(common => rare.Count <= common.Count * RareShare && IsOneEditApart(rare.Key, common.Key))
                .Select(common => common.Word)
                .FirstOrDefault();
            if (right is not null)
            {
                found.Add(new VariantSuggestion(columnIndex, rare.Word, right, rare.Count, false));
            }
        }
    }

    /// <summary>
    /// Lower case, without accents, blanks and punctuation; signs that mean something (C++, C#) stay.
    /// </summary>
    private static string Key(string word)
    {
        var folded = NormalForms.Fold(word);
        var kept = new StringBuilder(folded.Length);
        foreach (var c in folded)
        {
            if (
                char.IsLetterOrDigit(c)
                || c is '+' or '#' or '%' or '<' or '>'
                || char.GetUnicodeCategory(c) == UnicodeCategory.CurrencySymbol
            )
            {
                kept.Append(c);
            }
            else if (kept.Length > 0 && char.IsDigit(kept[^1]))
            {
                // 1-10 and 11-0 are not one size.
                kept.Append('-');
            }
        }

        return kept.Length == 0 ? folded : kept.ToString().TrimEnd('-');
    }

    /// <summary>One letter more, less, other, or two neighbours swapped (Damerau 1964).</summary>
    internal static bool IsOneEditApart(string a, string b)
    {
        if (a.Length > b.Length)
        {
            (a, b) = (b, a);
        }

        if (b.Length - a.Length > 1)
        {
            return false;
        }

        var same = a.AsSpan().CommonPrefixLength(b);
        if (a.Length == b.Length)
        {
            return same == a.Length
                || a.AsSpan(same + 1).SequenceEqual(b.AsSpan(same + 1))
                || (
                    same + 1 < a.Length
                    && a[same] == b[same + 1]
                    && a[same + 1] == b[same]
                    && a.AsSpan(same + 2).SequenceEqual(b.AsSpan(same + 2))
                );
        }

        return a.AsSpan(same).SequenceEqual(b.AsSpan(same + 1));
    }
}
