using LeadDashboard.Learning.Internals;

namespace LeadDashboard.Learning.Text;

/// <summary>A word of a topic and P(word | topic), 0..1.</summary>
public sealed record TopicWord(string Word, double Share);

/// <summary>
/// What texts are about: a vocabulary and a <see cref="LatentDirichlet"/> over it. Immutable, safe for concurrent use.
/// </summary>
public sealed class TopicModel
{
    private const string Magic = "LEADTOPI";
    private const string What = "topic model";
    private const int Version = 1;

    private readonly string[] _words;
    private readonly Dictionary<string, int> _indexes;

    private TopicModel(string[] words, LatentDirichlet topics)
    {
        _words = words;
        Topics = topics;
        _indexes = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < words.Length; i++)
        {
            _indexes[words[i]] = i;
        }
    }

    public LatentDirichlet Topics { get; }

    public int TopicCount => Topics.TopicCount;

    /// <summary>The known words, in a stable order.</summary>
    public IReadOnlyList<string> Words => _words;

    /// <param name="texts">Any length; English and Chinese.</param>
    /// <param name="options">Settings.</param>
    /// <param name="cancellationToken">Asked once per pass.</param>
    /// <exception cref="ArgumentException">No word occurs in MinTexts texts.</exception>
    public static TopicModel Fit(
        IReadOnlyList<string> texts,
        TopicOptions options,
        CancellationToken cancellationToken = default
    )
    {
        var chosen =
            texts.Count <= options.MaxTexts
                ? texts
                :
                [
                    .. Enumerable
                        .Range(0, options.MaxTexts)
                        .Select(i => texts[(int)((long)i * texts.Count / options.MaxTexts)]),
                ];
        var tokens = chosen.Select(TextTokenizer.Tokenize).ToArray();
        var textsWith = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var word in tokens.SelectMany(text => text.Distinct(StringComparer.Ordinal)))
        {
            textsWith[word] = textsWith.GetValueOrDefault(word) + 1;
        }

        var words = textsWith
            .Where(pair =>
                pair.Value >= options.MinTexts
                && pair.Value <= options.MaxTextShare * chosen.Count
                && !StopWords.Contains(pair.Key)
            )
            .OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Take(options.MaxWords)
            .Select(pair => pair.Key)
            .ToArray();
        if (words.Length == 0)
        {
            throw new ArgumentException(
                $"No word occurs in at least {options.MinTexts} of the {chosen.Count} texts and in at most "
                    + $"{options.MaxTextShare:P0} of them. Give more texts, or lower MinTexts.",
                nameof(texts)
            );
        }

        var indexes = words
            .Select((word, index) => (word, index))
            .ToDictionary(pair => pair.word, pair => pair.index, StringComparer.Ordinal);
        var rows = tokens.Select(text => (IReadOnlyList<(int, float)>)Count(text, indexes)).ToArray();
        return new TopicModel(
            words,
            LatentDirichlet.Fit(SparseRows.FromRows(rows, words.Length), options, cancellationToken)
        );
    }

    /// <summary>The words that say most about a topic, by P(word | topic), best first.</summary>
    public IReadOnlyList<TopicWord> TopWords(int topic, int count = 10) =>
        [
            .. Topics
                .WordShares(topic)
                .Select((share, word) => new TopicWord(_words[word], share))
                .OrderByDescending(word => word.Share)
                .ThenBy(word => word.Word, StringComparer.Ordinal)
                .Take(count),
        ];

    /// <summary>
    /// P(topic | text), float[topicCount], sums to 1; all NaN (missing) for a text without a known word.
    /// </summary>
    public float[] Transform(string text)
    {
        var row = SparseRows.FromRows([Count(TextTokenizer.Tokenize(text), _indexes)], _words.Length);
        return row.Columns.Length == 0
            ? [.. Enumerable.Repeat(float.NaN, TopicCount)]
            : [.. Topics.TopicShares(row.Columns, row.Values).Select(share => (float)share)];
    }

    public void Write(Stream stream) =>
        StoredPart.Write(
            stream,
            Magic,
            Version,
            writer =>
            {
                StoredPart.WriteStrings(writer, _words);
                Topics.Write(writer);
            }
        );

    /// <exception cref="InvalidDataException">Another file, an unknown version, or damaged.</exception>
    public static TopicModel Read(Stream stream) =>
        StoredPart.Read(
            stream,
            Magic,
            Version,
            What,
            reader =>
            {
                var words = StoredPart.ReadStrings(reader, What);
                var topics = LatentDirichlet.Read(reader);
                return topics.WordCount == words.Length
                    ? new TopicModel(words, topics)
                    : throw new InvalidDataException(
                        $"The stored {What} is damaged: {words.Length} words where its topics have "
                            + $"{topics.WordCount}. Train it again."
                    );
            }
        );

    private static List<(int, float)> Count(IReadOnlyList<string> tokens, Dictionary<string, int> indexes)
    {
        var entries = new List<(int, float)>();
        foreach (var token in tokens)
        {
            if (indexes.TryGetValue(token, out var index))
            {
                entries.Add((index, 1));
            }
        }

        return entries;
    }
}
