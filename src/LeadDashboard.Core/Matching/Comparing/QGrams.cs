namespace LeadDashboard.Core.Matching.Comparing;

/// <summary>
/// Dice coefficient of the bigram multisets, 0..1: forgiving where words change their order. Only the first 64
/// characters count.
/// </summary>
public static class QGrams
{
    private const int MaxLength = 64;

    public static double Similarity(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (left.Length < 2 || right.Length < 2)
        {
            return left.SequenceEqual(right) ? 1 : 0;
        }

        Span<int> leftGrams = stackalloc int[MaxLength];
        Span<int> rightGrams = stackalloc int[MaxLength];
        leftGrams = Grams(left, leftGrams);
        rightGrams = Grams(right, rightGrams);
        int i = 0,
            j = 0,
            common = 0;
        while (i < leftGrams.Length && j < rightGrams.Length)
        {
            if (leftGrams[i] == rightGrams[j])
            {
                common++;
                i++;
                j++;
            }
            else if (leftGrams[i] < rightGrams[j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return 2.0 * common / (leftGrams.Length + rightGrams.Length);
    }

    /// <summary>
    /// False only where the similarity is below the floor for sure: a character that the other text does not have
    /// spoils at least one bigram.
    /// </summary>
    internal static bool CanReach(ReadOnlySpan<char> left, ReadOnlySpan<char> right, double floor)
    {
        if (left.Length < 2 || right.Length < 2 || left.Length > MaxLength || right.Length > MaxLength)
        {
            return true;
        }

        var common = Math.Min(
            left.Length - 1 - Math.Min(left.Length - 1, CharacterMask.Missing(left, right)),
            right.Length - 1 - Math.Min(right.Length - 1, CharacterMask.Missing(right, left))
        );
        return (2.0 * common / (left.Length + right.Length - 2)) + 1e-9 >= floor;
    }

    private static Span<int> Grams(ReadOnlySpan<char> text, Span<int> into)
    {
        var count = Math.Min(text.Length - 1, MaxLength);
        for (var i = 0; i < count; i++)
        {
            into[i] = (text[i] << 16) | text[i + 1];
        }

        var grams = into[..count];
        grams.Sort();
        return grams;
    }
}
