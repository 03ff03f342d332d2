using System.Globalization;

namespace LeadDashboard.Core.Matching.Comparing;

/// <summary>
/// How well two normal forms agree. Pure and symmetric; the thresholds are those usual in record linkage (Christen
/// 2012, "Data Matching").
/// </summary>
public static class FieldComparer
{
    private const double CloseName = 0.92;
    private const double SimilarName = 0.82;
    private const double CloseText = 0.95;
    private const double SimilarGrams = 0.6;

    /// <param name="left">Normal form, see <see cref="ValueForms"/>.</param>
    /// <param name="right">Normal form.</param>
    public static MatchLevel Compare(MatchKind kind, ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (left.Length == 0 || right.Length == 0)
        {
            return MatchLevel.Missing;
        }

        if (left.SequenceEqual(right))
        {
            return MatchLevel.Exact;
        }

        return kind switch
        {
            MatchKind.NamePart => NamePart(left, right),
            MatchKind.FullName => NameParts.Compare(left, right),
            MatchKind.Text => Text(left, right),
            MatchKind.Company => Company(left, right),
            MatchKind.Code => Code(left, right),
            MatchKind.Phone => Phone(left, right),
            MatchKind.Date => Date(left, right),
            MatchKind.Number => Number(left, right),
            MatchKind.Email => Email(left, right),
            _ => MatchLevel.Different,
        };
    }

    internal static MatchLevel NamePart(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (left.SequenceEqual(right))
        {
            return MatchLevel.Exact;
        }

        if (Nicknames.AreSame(left, right))
        {
            return MatchLevel.Close;
        }

        if (left.Length == 1 || right.Length == 1)
        {
            return left[0] == right[0] ? MatchLevel.Similar : MatchLevel.Different;
        }

        var shorter = Math.Min(left.Length, right.Length);
        var distance = EditDistance.Between(left, right, 2);
        if (distance == 1)
        {
            // One character of a name of two or three is another name.
            return shorter >= 4 ? MatchLevel.Close
                : shorter == 3 ? MatchLevel.Similar
                : MatchLevel.Different;
        }

        var likeness = JaroWinkler.CanReach(left, right, SimilarName) ? JaroWinkler.Similarity(left, right) : 0;
        if (likeness >= CloseName || (distance == 2 && shorter >= 7))
        {
            return MatchLevel.Close;
        }

        return likeness >= SimilarName || (distance == 2 && shorter >= 5) ? MatchLevel.Similar : MatchLevel.Different;
    }

    private static MatchLevel Text(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var shorter = Math.Min(left.Length, right.Length);
        var distance = EditDistance.Between(left, right, 3);
        if (
            distance
            <= (
                shorter >= 9 ? 2
                : shorter >= 4 ? 1
                : 0
            )
        )
        {
            return MatchLevel.Close;
        }

        var grams = QGrams.CanReach(left, right, SimilarGrams) ? QGrams.Similarity(left, right) : 0;
        if (
            grams >= 0.8
            || (JaroWinkler.CanReach(left, right, CloseText) && JaroWinkler.Similarity(left, right) >= CloseText)
        )
        {
            return MatchLevel.Close;
        }

        return grams >= SimilarGrams || (distance <= 3 && shorter >= 7) ? MatchLevel.Similar : MatchLevel.Different;
    }

    private static MatchLevel Company(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var level = Text(left, right);
        if (level == MatchLevel.Close)
        {
            return level;
        }

        // "acme" and "acme robotics": the shorter name is a run of whole words of the longer one.
        var inner = left.Length < right.Length ? left : right;
        var outer = left.Length < right.Length ? right : left;
        var isWholeWords =
            inner.Length >= 4 && outer.StartsWith(inner, StringComparison.Ordinal) && outer[inner.Length] == ' ';
        return isWholeWords ? MatchLevel.Similar : level;
    }

    private static MatchLevel Code(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var shorter = Math.Min(left.Length, right.Length);
        var distance = EditDistance.Between(left, right, 2);
        return (distance, shorter) switch
        {
            (1, >= 4) => MatchLevel.Close,
            (1, >= 2) => MatchLevel.Similar,
            (2, >= 6) => MatchLevel.Similar,
            _ => MatchLevel.Different,
        };
    }

    private static MatchLevel Phone(ReadOnlySpan<char> left, ReadOnlySpan<char> right) =>
        left.Length < 7 || right.Length < 7
            ? MatchLevel.Different
            : EditDistance.Between(left, right, 2) switch
            {
                1 => MatchLevel.Close,
                2 => MatchLevel.Similar,
                _ => MatchLevel.Different,
            };

    /// <summary>
    /// yyyymmdd: one wrong digit, two neighbours swapped or day and month swapped is close; two of three parts equal is
    /// similar.
    /// </summary>
    private static MatchLevel Date(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var distance = EditDistance.Between(left, right, 2);
        if (distance == 1)
        {
            return MatchLevel.Close;
        }

        if (left.Length != 8 || right.Length != 8)
        {
            return distance == 2 ? MatchLevel.Similar : MatchLevel.Different;
        }

        var isSameYear = left[..4].SequenceEqual(right[..4]);
        if (isSameYear && left[4..6].SequenceEqual(right[6..]) && left[6..].SequenceEqual(right[4..6]))
        {
            return MatchLevel.Close;
        }

        var equalParts =
            (isSameYear ? 1 : 0)
            + (left[4..6].SequenceEqual(right[4..6]) ? 1 : 0)
            + (left[6..].SequenceEqual(right[6..]) ? 1 : 0);
        return equalParts == 2 || distance == 2 ? MatchLevel.Similar : MatchLevel.Different;
    }

    private static MatchLevel Number(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var first = double.Parse(left, CultureInfo.InvariantCulture);
        var second = double.Parse(right, CultureInfo.InvariantCulture);
        var gap = Math.Abs(first - second) / Math.Max(Math.Abs(first), Math.Abs(second));
        return gap <= 0.01 ? MatchLevel.Close
            : gap <= 0.1 ? MatchLevel.Similar
            : MatchLevel.Different;
    }

    /// <summary>
    /// The part before the @ tells the person; the same person has it at several domains, and colleagues share a
    /// domain.
    /// </summary>
    private static MatchLevel Email(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var leftAt = left.IndexOf('@');
        var rightAt = right.IndexOf('@');
        var first = left[..leftAt];
        var second = right[..rightAt];
        var isSameLocal = first.SequenceEqual(second);
        if (isSameLocal)
        {
            // "info@" says nothing about a person.
            return first.Length >= 5 || EditDistance.Between(left[leftAt..], right[rightAt..], 2) <= 2
                ? MatchLevel.Close
                : MatchLevel.Similar;
        }

        // anna.berg and anna.berg2 are two people: that is why the second one got a number.
        if (IsSameButDigits(first, second))
        {
            return MatchLevel.Different;
        }

        var distance = EditDistance.Between(first, second, 2);
        var shorter = Math.Min(first.Length, second.Length);
        var isSameDomain = left[leftAt..].SequenceEqual(right[rightAt..]);
        if (isSameDomain && distance == 1 && shorter >= 5)
        {
            return MatchLevel.Close;
        }

        return
            shorter >= 5
            && (
                distance == 1
                || (
                    JaroWinkler.CanReach(first, second, CloseName) && JaroWinkler.Similarity(first, second) >= CloseName
                )
            )
            ? MatchLevel.Similar
            : MatchLevel.Different;
    }

    private static bool IsSameButDigits(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        int i = 0,
            j = 0;
        while (true)
        {
            while (i < left.Length && char.IsAsciiDigit(left[i]))
            {
                i++;
            }

            while (j < right.Length && char.IsAsciiDigit(right[j]))
            {
                j++;
            }

            if (i == left.Length || j == right.Length)
            {
                return i == left.Length && j == right.Length;
            }

            if (left[i++] != right[j++])
            {
                return false;
            }
        }
    }
}
