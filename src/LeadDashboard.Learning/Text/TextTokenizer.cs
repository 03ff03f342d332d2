using System.Text;

namespace LeadDashboard.Learning.Text;

/// <summary>
/// Cuts English and Chinese text into tokens: words of letters and digits (an inner apostrophe stays: "don't"), and
/// pairs of neighbouring signs in Chinese and
/// Japanese, which have no spaces; a sign that stands alone is its own token. Everything in Unicode NFKC and lower
/// case, so that full-width and half-width agree.
/// </summary>
public static class TextTokenizer
{
    /// <summary>Longer texts are read to here only.</summary>
    public const int MaxTextLength = 20_000;

    /// <summary>All tokens in their order.</summary>
    public static IReadOnlyList<string> Tokenize(string text) => [.. Sentences(text).SelectMany(sentence => sentence)];

    /// <summary>The tokens of each sentence; a phrase never reaches over the end of one.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Sentences(string text)
    {
        var normal = Normalize(text);
        var sentences = new List<IReadOnlyList<string>>();
        var tokens = new List<string>();
        for (var i = 0; i < normal.Length;)
        {
            var start = i;
            if (IsIdeograph(normal[i]))
            {
                while (i < normal.Length && IsIdeograph(normal[i]))
                {
                    i++;
                }

                AddPairs(normal, start, i, tokens);
            }
            else if (char.IsLetterOrDigit(normal[i]))
            {
                i = WordEnd(normal, i);
                tokens.Add(normal[start..i]);
            }
            else
            {
                if (IsSentenceEnd(normal, i) && tokens.Count > 0)
                {
                    sentences.Add(tokens);
                    tokens = [];
                }

                i++;
            }
        }

        if (tokens.Count > 0)
        {
            sentences.Add(tokens);
        }

        return sentences;
    }

    /// <summary>
    /// NFKC, lower case, straight apostrophes, at most <see cref="MaxTextLength"/> signs; halves of surrogate pairs
    /// become spaces.
    /// </summary>
    internal static string Normalize(string text)
    {
        var cut = text.Length > MaxTextLength ? text[..MaxTextLength] : text;
        var clean = new StringBuilder(cut.Length);
        for (var i = 0; i < cut.Length; i++)
        {
            if (char.IsHighSurrogate(cut[i]) && i + 1 < cut.Length && char.IsLowSurrogate(cut[i + 1]))
            {
                clean.Append(cut[i]).Append(cut[++i]);
            }
            else
            {
                clean.Append(
                    char.IsSurrogate(cut[i]) ? ' '
                    : cut[i] is '\u2019' or '\u2018' or '\u02BC' ? '\''
                    : cut[i]
                );
            }
        }

        return clean.ToString().Normalize(NormalizationForm.FormKC).ToLowerInvariant();
    }

    internal static bool IsIdeograph(char sign) =>
        sign
            is >= '\u3400'
                and <= '\u4DBF'
                or >= '\u4E00'
                and <= '\u9FFF'
                or >= '\uF900'
                and <= '\uFAFF'
                or >= '\u3041'
                and <= '\u30FF'
                or '\u3005';

    internal static int WordEnd(string normal, int start)
    {
        var i = start;
        while (
            i < normal.Length
            && !IsIdeograph(normal[i])
            && (
                char.IsLetterOrDigit(normal[i])
                || char.GetUnicodeCategory(normal[i]) == System.Globalization.UnicodeCategory.NonSpacingMark
                || (normal[i] == '\'' && i > start && i + 1 < normal.Length && char.IsLetter(normal[i + 1]))
            )
        )
        {
            i++;
        }

        return i;
    }

    /// <summary>A point between digits (3.5) ends nothing.</summary>
    internal static bool IsSentenceEnd(string normal, int i) =>
        normal[i] switch
        {
            '!' or '?' or ';' or '\n' or '。' => true,
            '.' => i + 1 >= normal.Length || !char.IsLetterOrDigit(normal[i + 1]),
            _ => false,
        };

    private static void AddPairs(string normal, int start, int end, List<string> tokens)
    {
        if (end - start == 1)
        {
            tokens.Add(normal[start..end]);
        }

        for (var i = start; i + 1 < end; i++)
        {
            tokens.Add(normal.Substring(i, 2));
        }
    }
}
