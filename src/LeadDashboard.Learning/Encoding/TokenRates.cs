using LeadDashboard.Learning.Losses;

namespace LeadDashboard.Learning.Encoding;

/// <summary>
/// Text to one number: the sum of its tokens' smoothed win rates on the log-odds scale (naive Bayes). Tokens are words
/// and pairs of neighbouring words;
/// in Chinese, which has no spaces, pairs of neighbouring signs.
/// </summary>
public sealed class TokenRates
{
    private const int MaxTokens = 1000;
    private const int MaxTexts = 60_000;
    private const int MaxTextLength = 4000;
    private const double PriorTexts = 20;

    private readonly Dictionary<string, double> _weights;

    public TokenRates(IReadOnlyList<string> tokens, IReadOnlyList<double> weights)
    {
        Tokens = tokens;
        Weights = weights;
        _weights = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var i = 0; i < tokens.Count; i++)
        {
            _weights[tokens[i]] = weights[i];
        }
    }

    public IReadOnlyList<string> Tokens { get; }

    /// <summary>Log-odds, one per token.</summary>
    public IReadOnlyList<double> Weights { get; }

    /// <param name="texts">"" = missing.</param>
    /// <param name="labels">float[rowCount], 0 = lost, 1 = won.</param>
    public static TokenRates Fit(IReadOnlyList<string> texts, float[] labels)
    {
        var counts = new Dictionary<string, (int Rows, float Wins)>(StringComparer.Ordinal);
        var step = Math.Max(1, texts.Count / MaxTexts);
        double rowCount = 0,
            winCount = 0;
        for (var row = 0; row < texts.Count; row += step)
        {
            rowCount++;
            winCount += labels[row];
            foreach (var token in Tokenize(texts[row]))
            {
                var (rows, wins) = counts.GetValueOrDefault(token);
                counts[token] = (rows + 1, wins + labels[row]);
            }
        }

        var rate = (winCount + 0.5) / (rowCount + 1);
        var overall = LogOdds.FromProbability(rate);
        var minRows = Math.Max(5, rowCount / 500);
        var kept = counts
            .Where(pair => pair.Value.Rows >= minRows && pair.Value.Rows < rowCount)
            .Select(pair =>
                (
                    Token: pair.Key,
                    pair.Value.Rows,
                    Weight: LogOdds.FromProbability(
                        (pair.Value.Wins + PriorTexts * rate) / (pair.Value.Rows + PriorTexts)
                    ) - overall
                )
            )
            .OrderByDescending(token => Math.Abs(token.Weight) * Math.Sqrt(token.Rows))
            .ThenBy(token => token.Token, StringComparer.Ordinal)
            .Take(MaxTokens)
            .ToArray();
        return new TokenRates([.. kept.Select(token => token.Token)], [.. kept.Select(token => token.Weight)]);
    }

    /// <summary>NaN for an empty text.</summary>
    public float Score(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return float.NaN;
        }

        double sum = 0;
        foreach (var token in Tokenize(text))
        {
            sum += _weights.GetValueOrDefault(token);
        }

        return (float)sum;
    }

    /// <summary>The distinct tokens of a text.</summary>
    internal static HashSet<string> Tokenize(string text)
    {
        var tokens = new HashSet<string>(StringComparer.Ordinal);
        var span = text.Length > MaxTextLength ? text[..MaxTextLength] : text;
        string? previous = null;
        var i = 0;
        while (i < span.Length)
        {
            if (IsIdeograph(span[i]))
            {
                if (i + 1 < span.Length && IsIdeograph(span[i + 1]))
                {
                    tokens.Add(span.Substring(i, 2));
                }

                previous = null;
                i++;
                continue;
            }

            if (!char.IsLetterOrDigit(span[i]))
            {
                // A sentence ends a pair, a space does not.
                previous = span[i] is '.' or '!' or '?' or ';' or '\n' ? null : previous;
                i++;
                continue;
            }

            var start = i;
            while (i < span.Length && char.IsLetterOrDigit(span[i]) && !IsIdeograph(span[i]))
            {
                i++;
            }

            var word = span[start..i].ToLowerInvariant();
            tokens.Add(word);
            if (previous is not null)
            {
                tokens.Add(previous + " " + word);
            }

            previous = word;
        }

        return tokens;
    }

    private static bool IsIdeograph(char sign) => sign is >= '\u3400' and <= '\u9FFF';
}
