namespace LeadDashboard.Core.Matching.Comparing;

/// <summary>
/// Which characters a text has, as bits of one number; characters that share a bit are not told apart.
/// </summary>
internal static class CharacterMask
{
    /// <summary>
    /// Characters of the first text that the other one does not have, at least: never more than there are.
    /// </summary>
    public static int Missing(ReadOnlySpan<char> of, ReadOnlySpan<char> other)
    {
        var mask = 0UL;
        foreach (var c in other)
        {
            mask |= 1UL << (c & 63);
        }

        var missing = 0;
        foreach (var c in of)
        {
            missing += (int)(~(mask >> (c & 63)) & 1);
        }

        return missing;
    }
}
