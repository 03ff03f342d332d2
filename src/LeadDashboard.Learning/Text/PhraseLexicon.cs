using LeadDashboard.Learning.Internals;

namespace LeadDashboard.Learning.Text;

/// <summary>What a word does in a sentence.</summary>
public enum PhraseRole
{
    /// <summary>Carries a meaning of its own, Weight -1..1; 0 = only looks as if it did ("good morning").</summary>
    Meaning = 0,

    /// <summary>"not", 不: turns the next meaning round.</summary>
    Negation = 1,

    /// <summary>"very", 非常 (Weight &gt; 1), "a bit", 有点 (Weight &lt; 1): multiplies the next meaning.</summary>
    Degree = 2,

    /// <summary>"but", 但是: what was said before counts half.</summary>
    Contrast = 3,
}

/// <summary>
/// One entry. Words as <see cref="TextTokenizer"/> normalises them: lower case, one space between words.
/// </summary>
public sealed record Phrase(string Words, PhraseRole Role, double Weight);

/// <summary>A phrase found in a text and its signed share of the sum, negation and degree included.</summary>
public sealed record PhraseHit(string Words, double Share);

/// <summary>What a lexicon makes of a text.</summary>
/// <param name="Score">-1..1: sum / sqrt(sum^2 + 2), 0 where nothing was found (the squashing of Hutto and Gilbert 2014
/// with a constant of our own).</param>
/// <param name="Hits">In the order of the text.</param>
public sealed record LexiconReading(double Score, IReadOnlyList<PhraseHit> Hits);

/// <summary>
/// Phrases with weights, read with negation, degree and contrast. The longest phrase that fits is taken, by words in
/// English and by signs in Chinese.
/// A negation or degree reaches the next meaning within <see cref="Reach"/> tokens of the same sentence. Immutable,
/// safe for concurrent use.
/// </summary>
public sealed class PhraseLexicon
{
    /// <summary>Tokens (English words, Chinese signs) between a negation or degree and its meaning.</summary>
    public const int Reach = 4;

    private const double NegationFactor = -0.75;
    private const double Squash = 2;
    private readonly Dictionary<string, Phrase> _phrases;
    private readonly int _longestWords;
    private readonly int _longestSigns;

    /// <exception cref="ArgumentException">An empty phrase, or a weight that is not finite.</exception>
    public PhraseLexicon(IEnumerable<Phrase> phrases)
    {
        _phrases = new Dictionary<string, Phrase>(StringComparer.Ordinal);
        foreach (var phrase in phrases)
        {
            var words = TextTokenizer.Normalize(phrase.Words).Trim();
            if (words.Length == 0 || !double.IsFinite(phrase.Weight))
            {
                throw new ArgumentException(
                    $"The phrase '{phrase.Words}' with weight {phrase.Weight} is empty or has no finite weight. "
                        + $"Correct the lexicon.",
                    nameof(phrases)
                );
            }

            _phrases[words] = phrase with { Words = words };
            _longestWords = Math.Max(_longestWords, words.Count(sign => sign == ' ') + 1);
            _longestSigns = TextTokenizer.IsIdeograph(words[0]) ? Math.Max(_longestSigns, words.Length) : _longestSigns;
        }
    }

    /// <summary>Good and bad words of sales conversations in English and Chinese.</summary>
    public static PhraseLexicon Sentiment { get; } = new(SentimentPhrases.All());

    /// <summary>Phrases of people who are about to buy, or who are not.</summary>
    public static PhraseLexicon PurchaseIntent { get; } = new(IntentPhrases.All());

    public IReadOnlyCollection<Phrase> Phrases => _phrases.Values;

    /// <summary>The same lexicon with own phrases added or replaced.</summary>
    public PhraseLexicon With(IEnumerable<Phrase> phrases) => new([.. _phrases.Values, .. phrases]);

    public LexiconReading Read(string text)
    {
        var normal = TextTokenizer.Normalize(text);
        var shares = new List<PhraseHit>();
        int position = 0,
            negatedAt = int.MinValue,
            degreeAt = int.MinValue,
            negations = 0;
        double degree = 1;
        for (var i = 0; i < normal.Length;)
        {
            if (!TextTokenizer.IsIdeograph(normal[i]) && !char.IsLetterOrDigit(normal[i]))
            {
                if (TextTokenizer.IsSentenceEnd(normal, i))
                {
                    position += Reach + 1;
                }

                i++;
                continue;
            }

            var (phrase, end, length) = Longest(normal, i);
            switch (phrase?.Role)
            {
                case PhraseRole.Negation:
                    // 没有不 and "never not": the second turns the first back.
                    negations = position - negatedAt <= Reach ? negations + 1 : 1;
                    negatedAt = position + length - 1;
                    break;
                case PhraseRole.Degree:
                    degree = position - degreeAt <= 2 ? degree * phrase.Weight : phrase.Weight;
                    degreeAt = position + length - 1;
                    break;
                case PhraseRole.Contrast:
                    for (var h = 0; h < shares.Count; h++)
                    {
                        shares[h] = shares[h] with { Share = shares[h].Share / 2 };
                    }

                    (negatedAt, degreeAt) = (int.MinValue, int.MinValue);
                    break;
                case PhraseRole.Meaning when phrase.Weight != 0:
                    var share = phrase.Weight;
                    share *= IsNear(position, degreeAt) ? degree : 1;
                    share *= IsNear(position, negatedAt) && negations % 2 == 1 ? NegationFactor : 1;
                    shares.Add(new PhraseHit(phrase.Words, share));
                    (negatedAt, degreeAt) = (int.MinValue, int.MinValue);
                    break;
            }

            position += length;
            i = end;
        }

        var sum = shares.Sum(hit => hit.Share);
        return new LexiconReading(sum / Math.Sqrt(sum * sum + Squash), shares);
    }

    internal void Write(BinaryWriter writer)
    {
        StoredPart.WriteStrings(writer, [.. _phrases.Values.Select(phrase => phrase.Words)]);
        StoredPart.WriteInts(writer, [.. _phrases.Values.Select(phrase => (int)phrase.Role)]);
        StoredPart.WriteDoubles(writer, [.. _phrases.Values.Select(phrase => phrase.Weight)]);
    }

    internal static PhraseLexicon Read(BinaryReader reader, string what)
    {
        var words = StoredPart.ReadStrings(reader, what);
        var roles = StoredPart.ReadInts(reader, what);
        var weights = StoredPart.ReadDoubles(reader, what);
        if (
            roles.Length != words.Length
            || weights.Length != words.Length
            || Array.Exists(roles, role => !Enum.IsDefined((PhraseRole)role))
            || Array.Exists(weights, weight => !double.IsFinite(weight))
            || Array.Exists(words, string.IsNullOrWhiteSpace)
        )
        {
            throw new InvalidDataException(
                $"The stored {what} is damaged: its phrases, roles and weights do not fit together. Train it again."
            );
        }

        return new PhraseLexicon(words.Select((word, i) => new Phrase(word, (PhraseRole)roles[i], weights[i])));
    }

    private static bool IsNear(int position, int markedAt) => markedAt != int.MinValue && position - markedAt <= Reach;

    /// <summary>The longest phrase at i, where it ends, and its tokens; without one, one word or sign.</summary>
    private (Phrase? Phrase, int End, int Length) Longest(string normal, int i)
    {
        if (TextTokenizer.IsIdeograph(normal[i]))
        {
            for (var length = Math.Min(_longestSigns, normal.Length - i); length >= 1; length--)
            {
                if (_phrases.TryGetValue(normal.Substring(i, length), out var signs))
                {
                    return (signs, i + length, length);
                }
            }

            return (null, i + 1, 1);
        }

        Phrase? found = null;
        int firstEnd = TextTokenizer.WordEnd(normal, i),
            foundEnd = firstEnd,
            foundLength = 1;
        var words = normal[i..firstEnd];
        var end = firstEnd;
        for (var length = 1; ; length++)
        {
            if (_phrases.TryGetValue(words, out var phrase))
            {
                (found, foundEnd, foundLength) = (phrase, end, length);
            }

            // Only a space or a hyphen joins the words of a phrase.
            if (
                length == _longestWords
                || end + 1 >= normal.Length
                || normal[end] is not (' ' or '-')
                || !char.IsLetterOrDigit(normal[end + 1])
                || TextTokenizer.IsIdeograph(normal[end + 1])
            )
            {
                return (found, foundEnd, foundLength);
            }

            var next = TextTokenizer.WordEnd(normal, end + 1);
            words = $"{words} {normal[(end + 1)..next]}";
            end = next;
        }
    }
}
