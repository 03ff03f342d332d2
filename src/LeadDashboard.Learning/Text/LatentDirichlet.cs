using LeadDashboard.Learning.Internals;

namespace LeadDashboard.Learning.Text;

/// <summary>
/// Latent Dirichlet allocation (Blei, Ng and Jordan 2003) by batch variational Bayes (Hoffman, Blei and Bach 2010):
/// each text is a mix of topics, each topic a distribution over words. Immutable, safe for concurrent use.
/// </summary>
public sealed partial class LatentDirichlet
{
    private const int BlockCount = 8;

    /// <summary>
    /// Passes in which every text begins anew: topics settle in them, and keeping shares from the start gets stuck in
    /// poor ones.
    /// </summary>
    private const int ColdPasses = 15;

    private readonly double[][] _lambda;

    /// <summary>exp(E[log P(word | topic)]) at word * TopicCount + topic: the topics of a word lie together.</summary>
    private readonly double[] _expLogWords;
    private readonly TopicOptions _options;

    private LatentDirichlet(double[][] lambda, TopicOptions options)
    {
        _lambda = lambda;
        _options = options;
        _expLogWords = WordMajor([.. lambda.Select(Dirichlet.ExpLogExpectations)]);
    }

    public int TopicCount => _lambda.Length;

    public int WordCount => _lambda[0].Length;

    /// <summary>P(word | topic), double[wordCount], sums to 1.</summary>
    public double[] WordShares(int topic)
    {
        var sum = _lambda[topic].Sum();
        return [.. _lambda[topic].Select(weight => weight / sum)];
    }

    /// <param name="counts">textCount x wordCount, values &gt; 0.</param>
    /// <param name="options">Settings.</param>
    /// <param name="cancellationToken">Asked once per pass.</param>
    /// <exception cref="ArgumentException">No words, negative counts or impossible settings.</exception>
    public static LatentDirichlet Fit(
        SparseRows counts,
        TopicOptions options,
        CancellationToken cancellationToken = default
    )
    {
        Require(counts, options);
        var random = new Random(options.Seed);
        var lambda = new double[options.TopicCount][];
        for (var k = 0; k < lambda.Length; k++)
        {
            lambda[k] =
            [
                .. Enumerable
                    .Range(0, counts.ColumnCount)
                    .Select(_ =>
                        Math.Max(
                            0.05,
                            1
                                + 0.1
                                    * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()))
                                    * Math.Cos(2 * Math.PI * random.NextDouble())
                        )
                    ),
            ];
        }

        var model = new LatentDirichlet(lambda, options);
        var shares = new double[]?[counts.RowCount];
        var last = double.PositiveInfinity;
        for (var pass = 0; pass < options.MaxIterations; pass++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            model = model.Improve(counts, shares, isWarm: pass >= ColdPasses);
            if (pass % 10 == 9)
            {
                var perplexity = model.Perplexity(counts);
                if (perplexity > last * (1 - options.Tolerance))
                {
                    break;
                }

                last = perplexity;
            }
        }

        return model;
    }

    /// <summary>P(topic | text), double[topicCount], sums to 1; a text without known words gets equal shares.</summary>
    public double[] TopicShares(ReadOnlySpan<int> words, ReadOnlySpan<float> counts)
    {
        var gamma = Infer(words, counts, null, null);
        var sum = gamma.Sum();
        return [.. gamma.Select(weight => weight / sum)];
    }

    /// <summary>
    /// exp(-bound / words), the bound being the variational lower bound of the log-likelihood of these texts, the
    /// topics' own term included (as scikit-learn
    /// measures it): as surprising as choosing evenly among this many words. Lower is better; 1 for no words.
    /// </summary>
    public double Perplexity(SparseRows counts)
    {
        var wordTotals = counts.Values.Sum(value => (double)value);
        if (wordTotals == 0)
        {
            return 1;
        }

        var logWords = _lambda.Select(Dirichlet.LogExpectations).ToArray();
        var partial = new double[BlockCount];
        Blocks(
            counts.RowCount,
            (block, from, to) =>
            {
                for (var row = from; row < to; row++)
                {
                    partial[block] += TextBound(counts.RowColumns(row), counts.RowValues(row), logWords);
                }
            }
        );

        var bound = partial.Sum();
        for (var k = 0; k < TopicCount; k++)
        {
            bound += Dirichlet.Bound(_options.WordPriorValue, _lambda[k], logWords[k]);
        }

        return Math.Exp(-bound / wordTotals);
    }

    /// <summary>
    /// One pass: the shares of every text, from where the last pass left them if warm, then the words of every topic.
    /// Sums per block in a fixed order: the same bits with any number of threads.
    /// </summary>
    private LatentDirichlet Improve(SparseRows counts, double[]?[] shares, bool isWarm)
    {
        var sums = new double[BlockCount][];
        Blocks(
            counts.RowCount,
            (block, from, to) =>
            {
                sums[block] = new double[_expLogWords.Length];
                for (var row = from; row < to; row++)
                {
                    shares[row] = Infer(
                        counts.RowColumns(row),
                        counts.RowValues(row),
                        isWarm ? shares[row] : null,
                        sums[block]
                    );
                }
            }
        );

        var next = new double[TopicCount][];
        for (var k = 0; k < next.Length; k++)
        {
            next[k] = new double[WordCount];
            for (var w = 0; w < WordCount; w++)
            {
                double total = 0;
                foreach (var sum in sums)
                {
                    total += sum?[w * TopicCount + k] ?? 0;
                }

                next[k][w] = _options.WordPriorValue + total * _expLogWords[w * TopicCount + k];
            }
        }

        return new LatentDirichlet(next, _options);
    }

    /// <summary>
    /// The Dirichlet weights of one text's topics, from <paramref name="start"/> on (all 1 without it);
    /// adds its expected word counts / exp(E[log word share]) to <paramref name="sums"/>.
    /// </summary>
    private double[] Infer(ReadOnlySpan<int> words, ReadOnlySpan<float> counts, double[]? start, double[]? sums)
    {
        var topics = TopicCount;
        var gamma = new double[topics];
        if (start is null)
        {
            Array.Fill(gamma, 1);
        }
        else
        {
            start.CopyTo(gamma, 0);
        }

        var expLogTopics = Dirichlet.ExpLogExpectations(gamma);
        var next = new double[topics];
        for (var step = 0; step < _options.MaxTextIterations; step++)
        {
            Array.Clear(next);
            for (var e = 0; e < words.Length; e++)
            {
                var line = _expLogWords.AsSpan(words[e] * topics, topics);
                var share = counts[e] / Norm(line, expLogTopics);
                for (var k = 0; k < line.Length; k++)
                {
                    next[k] += share * line[k];
                }
            }

            double moved = 0;
            for (var k = 0; k < topics; k++)
            {
                var weight = _options.TextPriorValue + expLogTopics[k] * next[k];
                moved += Math.Abs(weight - gamma[k]);
                gamma[k] = weight;
            }

            expLogTopics = Dirichlet.ExpLogExpectations(gamma);
            if (moved / topics < _options.TextTolerance)
            {
                break;
            }
        }

        for (var e = 0; sums is not null && e < words.Length; e++)
        {
            var share = counts[e] / Norm(_expLogWords.AsSpan(words[e] * topics, topics), expLogTopics);
            var line = sums.AsSpan(words[e] * topics, topics);
            for (var k = 0; k < line.Length; k++)
            {
                line[k] += expLogTopics[k] * share;
            }
        }

        return gamma;
    }

    private static double Norm(ReadOnlySpan<double> line, double[] expLogTopics)
    {
        var norm = 1e-100;
        for (var k = 0; k < line.Length; k++)
        {
            norm += expLogTopics[k] * line[k];
        }

        return norm;
    }

    private static double[] WordMajor(double[][] topics)
    {
        var lines = new double[topics.Length * topics[0].Length];
        for (var k = 0; k < topics.Length; k++)
        {
            for (var w = 0; w < topics[k].Length; w++)
            {
                lines[w * topics.Length + k] = topics[k][w];
            }
        }

        return lines;
    }

    private double TextBound(ReadOnlySpan<int> words, ReadOnlySpan<float> counts, double[][] logWords)
    {
        var gamma = Infer(words, counts, null, null);
        var logTopics = Dirichlet.LogExpectations(gamma);
        var bound = Dirichlet.Bound(_options.TextPriorValue, gamma, logTopics);
        for (var e = 0; e < words.Length; e++)
        {
            var largest = double.NegativeInfinity;
            for (var k = 0; k < gamma.Length; k++)
            {
                largest = Math.Max(largest, logTopics[k] + logWords[k][words[e]]);
            }

            double sum = 0;
            for (var k = 0; k < gamma.Length; k++)
            {
                sum += Math.Exp(logTopics[k] + logWords[k][words[e]] - largest);
            }

            bound += counts[e] * (largest + Math.Log(sum));
        }

        return bound;
    }

    private void Blocks(int rowCount, Action<int, int, int> body) =>
        ParallelRange.ForBlocks(
            rowCount,
            Math.Max(1, (rowCount + BlockCount - 1) / BlockCount),
            _options.MaxThreads,
            body
        );

    private static void Require(SparseRows counts, TopicOptions options)
    {
        if (counts.ColumnCount == 0 || options.TopicCount < 1)
        {
            throw new ArgumentException(
                $"There are {counts.ColumnCount} words for {options.TopicCount} topics. At least one of each is "
                    + $"needed: give more texts, or lower MinTexts.",
                nameof(counts)
            );
        }

        var bad = Array.FindIndex(counts.Values, value => value < 0);
        if (bad >= 0)
        {
            throw new ArgumentException(
                $"Entry {bad} counts {counts.Values[bad]} words. Counts must be >= 0.",
                nameof(counts)
            );
        }
    }
}
