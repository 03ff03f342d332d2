namespace LeadDashboard.Learning.Encoding;

/// <summary>
/// Words to codes. Compared trimmed and without case; rare words share the code of "(other)"; missing is -1; an unseen
/// word is "(other)" where that exists, else -1.
/// </summary>
public sealed class CategoryEncoder
{
    public const string Other = "(other)";

    private readonly Dictionary<string, int> _codes;
    private readonly int _otherCode;

    public CategoryEncoder(IReadOnlyList<string> categories)
    {
        Categories = [.. categories];
        _codes = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var code = 0; code < Categories.Length; code++)
        {
            _codes[Categories[code]] = code;
        }

        _otherCode = _codes.GetValueOrDefault(Other, -1);
    }

    public string[] Categories { get; }

    /// <param name="words">"" = missing.</param>
    /// <param name="isMissing">Words of this column that mean "not known".</param>
    /// <param name="maxCategories">The most frequent are kept.</param>
    /// <param name="minRows">A kept category has at least this many rows.</param>
    public static CategoryEncoder Fit(
        IReadOnlyList<string> words,
        Func<string, bool> isMissing,
        int maxCategories = 80,
        int minRows = 10
    )
    {
        var counts = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var word in words)
        {
            var key = word.Trim();
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }

        var known = counts
            .Where(pair => pair.Key.Length > 0 && !isMissing(pair.Key))
            .OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .ToArray();
        var threshold = Math.Min(minRows, Math.Max(2, words.Count / 100));
        var kept = known.Take(maxCategories).Where(pair => pair.Value >= threshold).Select(pair => pair.Key).ToList();
        if (known.Skip(kept.Count).Sum(pair => pair.Value) >= threshold)
        {
            kept.Add(Other);
        }

        return new CategoryEncoder(kept);
    }

    /// <returns>int[rowCount], -1 .. Categories.Length - 1.</returns>
    public int[] Encode(string[] words, Func<string, bool> isMissing)
    {
        var codes = new int[words.Length];
        for (var row = 0; row < codes.Length; row++)
        {
            var word = words[row];
            if (word.Length > 0 && (char.IsWhiteSpace(word[0]) || char.IsWhiteSpace(word[^1])))
            {
                word = word.Trim();
            }

            codes[row] =
                word.Length == 0 ? -1
                : _codes.TryGetValue(word, out var code) ? code
                : isMissing(word) ? -1
                : _otherCode;
        }

        return codes;
    }
}
