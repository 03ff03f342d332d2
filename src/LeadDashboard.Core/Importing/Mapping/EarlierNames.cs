namespace LeadDashboard.Core.Importing.Mapping;

/// <summary>
/// Names that speak of an earlier time: how the last campaign ended says nothing of how this lead ends.
/// </summary>
internal static class EarlierNames
{
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal)
    {
        "p", "prev", "previous", "previously", "prior", "earlier", "past", "last", "former", "old", "older", "before",
        "initial", "original", "first", "historic", "historical", "lagged", "lag",
    };

    private static readonly string[] Chinese =
    [
        "上次", "上一次", "上期", "上轮", "上一轮", "前次", "前一次", "之前", "以前", "此前", "历史", "过去", "原", "旧",
    ];

    /// <param name="isOutcomeName">Whether a normalised name would be an outcome's: "poutcome" is "p" and "outcome",
    /// "purchased" is one word.</param>
    public static bool IsEarlier(string header, Func<string, bool> isOutcomeName)
    {
        var trimmed = header.Trim();
        if (Array.Exists(Chinese, word => trimmed.StartsWith(word, StringComparison.Ordinal)))
        {
            return true;
        }

        if (HeaderWords.Split(trimmed) is { Count: > 1 } words && words.Exists(Words.Contains))
        {
            return true;
        }

        var name = HeaderWords.Normalize(trimmed);
        return !isOutcomeName(name)
            && Words.Any(word =>
                name.Length > word.Length
                && name.StartsWith(word, StringComparison.Ordinal)
                && isOutcomeName(name[word.Length..])
            );
    }
}
