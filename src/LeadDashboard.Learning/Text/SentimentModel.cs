using LeadDashboard.Learning.Internals;
using LeadDashboard.Learning.Losses;

namespace LeadDashboard.Learning.Text;

/// <summary>
/// How positive a text is: log-odds(text) = Bias + LexiconWeight * lexicon score + sum of learnt weights of its
/// n-grams. Without labels it is the lexicon alone;
/// each label moves it as far as the evidence goes. With the purchase-intent lexicon it learns intent instead.
/// Immutable, safe for concurrent use.
/// </summary>
public sealed class SentimentModel
{
    private const string Magic = "LEADSENT";
    private const string What = "sentiment model";
    private const int Version = 1;

    private readonly Dictionary<string, double> _weights;
    private readonly int _maxLength;

    private SentimentModel(
        PhraseLexicon lexicon,
        double lexiconWeight,
        double bias,
        Dictionary<string, double> weights,
        int maxLength
    )
    {
        Lexicon = lexicon;
        LexiconWeight = lexiconWeight;
        Bias = bias;
        _weights = weights;
        _maxLength = maxLength;
    }

    public PhraseLexicon Lexicon { get; }

    public double LexiconWeight { get; }

    public double Bias { get; }

    /// <summary>Log-odds per n-gram present, the strongest first.</summary>
    public IEnumerable<KeyValuePair<string, double>> LearntWeights =>
        _weights.OrderByDescending(pair => Math.Abs(pair.Value)).ThenBy(pair => pair.Key, StringComparer.Ordinal);

    /// <param name="texts">Labelled texts; may be none.</param>
    /// <param name="labels">float[texts.Count]: 1 = positive, 0 = negative; values in between are allowed (0.5 =
    /// neither).</param>
    /// <param name="options">Settings.</param>
    /// <param name="cancellationToken">Asked once per round.</param>
    /// <exception cref="ArgumentException">Other lengths, or a label outside 0..1.</exception>
    public static SentimentModel Fit(
        IReadOnlyList<string> texts,
        float[] labels,
        SentimentOptions options,
        CancellationToken cancellationToken = default
    )
    {
        if (labels.Length != texts.Count)
        {
            throw new ArgumentException(
                $"There are {labels.Length} labels for {texts.Count} texts. Give one per text.",
                nameof(labels)
            );
        }

        var bad = Array.FindIndex(labels, label => label is not (>= 0 and <= 1));
        if (bad >= 0)
        {
            throw new ArgumentException(
                $"The label of text {bad} is {labels[bad]} where 0 (negative) to 1 (positive) is expected.",
                nameof(labels)
            );
        }

        var grams = texts
            .Select(text => HashedNGrams.NGrams(text, 1, options.MaxLength).Distinct(StringComparer.Ordinal).ToArray())
            .ToArray();
        var known = grams
            .SelectMany(list => list)
            .GroupBy(gram => gram, StringComparer.Ordinal)
            .Select(group => (Gram: group.Key, Count: group.Count()))
            .Where(gram => gram.Count >= options.MinTexts)
            .OrderByDescending(gram => gram.Count)
            .ThenBy(gram => gram.Gram, StringComparer.Ordinal)
            .Take(options.MaxGrams)
            .Select((gram, index) => (gram.Gram, index))
            .ToDictionary(pair => pair.Gram, pair => pair.index, StringComparer.Ordinal);
        var solver = new SentimentSolver(
            [.. texts.Select(text => options.Lexicon.Read(text).Score)],
            [.. grams.Select(list => list.Where(known.ContainsKey).Select(gram => known[gram]).ToArray())],
            labels,
            known.Count,
            options
        );
        var (bias, lexiconWeight, weights) = solver.Solve(cancellationToken);
        var named = known
            .Where(pair => Math.Abs(weights[pair.Value]) > 1e-6)
            .ToDictionary(pair => pair.Key, pair => weights[pair.Value], StringComparer.Ordinal);
        return new SentimentModel(options.Lexicon, lexiconWeight, bias, named, options.MaxLength);
    }

    /// <summary>P(positive), 0..1; NaN (missing) for a text without a token.</summary>
    public double Probability(string text)
    {
        var grams = HashedNGrams.NGrams(text, 1, _maxLength);
        return grams.Count == 0
            ? double.NaN
            : LogOdds.ToProbability(
                Bias
                    + LexiconWeight * Lexicon.Read(text).Score
                    + grams.Distinct(StringComparer.Ordinal).Sum(gram => _weights.GetValueOrDefault(gram))
            );
    }

    /// <summary>-1 (bad) .. 1 (good) = 2 P - 1; NaN (missing) for a text without a token.</summary>
    public float Score(string text) => (float)(2 * Probability(text) - 1);

    public void Write(Stream stream) =>
        StoredPart.Write(
            stream,
            Magic,
            Version,
            writer =>
            {
                Lexicon.Write(writer);
                StoredPart.WriteDoubles(writer, [LexiconWeight, Bias]);
                writer.Write(_maxLength);
                var ordered = _weights.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToArray();
                StoredPart.WriteStrings(writer, [.. ordered.Select(pair => pair.Key)]);
                StoredPart.WriteDoubles(writer, [.. ordered.Select(pair => pair.Value)]);
            }
        );

    /// <exception cref="InvalidDataException">Another file, an unknown version, or damaged.</exception>
    public static SentimentModel Read(Stream stream) =>
        StoredPart.Read(
            stream,
            Magic,
            Version,
            What,
            reader =>
            {
                var lexicon = PhraseLexicon.Read(reader, What);
                var figures = StoredPart.ReadDoubles(reader, What);
                var maxLength = reader.ReadInt32();
                var grams = StoredPart.ReadStrings(reader, What);
                var weights = StoredPart.ReadDoubles(reader, What);
                if (figures.Length != 2 || grams.Length != weights.Length || maxLength < 1)
                {
                    throw new InvalidDataException(
                        $"The stored {What} is damaged: {grams.Length} n-grams with {weights.Length} weights. Train "
                            + $"it again."
                    );
                }

                var named = new Dictionary<string, double>(StringComparer.Ordinal);
                for (var i = 0; i < grams.Length; i++)
                {
                    named[grams[i]] = weights[i];
                }

                return new SentimentModel(lexicon, figures[0], figures[1], named, maxLength);
            }
        );
}
