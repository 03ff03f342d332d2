using LeadDashboard.Learning.Internals;
using LeadDashboard.Learning.Storage;

namespace LeadDashboard.Learning.Text;

/// <summary>
/// Latent Dirichlet allocation (Blei, Ng and Jordan 2003) by batch variational Bayes (Hoffman, Blei and Bach 2010):
/// each text is a mix of topics, each topic a distribution over words. Immutable, safe for concurrent use.
/// </summary>
public sealed class LatentDirichlet
{
    private const string What = "topic model";
    private const int BlockCount = 8;

    private readonly double[][] _lambda;
    private readonly double[][] _expLogWords;
    private readonly TopicOptions _options;

    private LatentDirichlet(double[][] lambda, TopicOptions options)
    {
        _lambda = lambda;
        _options = options;
        _expLogWords = [.. lambda.Select(ExpLog)];
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
    public static LatentDirichlet Fit(SparseRows counts, TopicOptions options, CancellationToken cancellationToken = default)
    {
        Require(counts, options);
        var random = new Random(options.Seed);
        var lambda = new double[options.TopicCount][];
        for (var k = 0; k < lambda.Length; k++)
        {
            lambda[k] = [.. Enumerable.Range(0, counts.ColumnCount).Select(_ => Math.Max(0.05, 1 + 0.1 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())))];
        }

        var model = new LatentDirichlet(lambda, options);
        var last = double.PositiveInfinity;
        for (var pass = 0; pass < options.MaxIterations; pass++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            model = model.Improve(counts);
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
        var gamma = Infer(words, counts, null);
        var sum = gamma.Sum();
        return [.. gamma.Select(weight => weight / sum)];
    }

    /// <summary>
    /// exp(-bound / words), the bound being the variational lower bound of the log-likelihood of these texts, the topics' own term included (as scikit-learn
    /// measures it): as surprising as choosing evenly among this many words. Lower is better; 1 for no words.
    /// </summary>
    public double Perplexity(SparseRows counts)
    {
        var wordTotals = counts.Values.Sum(value => (double)value);
        if (wordTotals == 0)
        {
            return 1;
        }

        var logWords = _lambda.Select(LogExpectations).ToArray();
        var partial = new double[BlockCount];
        Blocks(counts.RowCount, (block, from, to) =>
        {
            for (var row = from; row < to; row++)
            {
                partial[block] += TextBound(counts.RowColumns(row), counts.RowValues(row), logWords);
            }
        });

        var bound = partial.Sum();
        for (var k = 0; k < TopicCount; k++)
        {
            bound += DirichletBound(_options.WordPriorValue, _lambda[k], logWords[k]);
        }

        return Math.Exp(-bound / wordTotals);
    }

    internal void Write(BinaryWriter writer)
    {
        writer.Write(_options.TextPriorValue);
        writer.Write(_options.WordPriorValue);
        writer.Write(_options.MaxTextIterations);
        writer.Write(_options.TextTolerance);
        writer.Write(TopicCount);
        foreach (var topic in _lambda)
        {
            StoredPart.WriteDoubles(writer, topic);
        }
    }

    internal static LatentDirichlet Read(BinaryReader reader)
    {
        var options = new TopicOptions { TextPrior = reader.ReadDouble(), WordPrior = reader.ReadDouble(), MaxTextIterations = reader.ReadInt32(), TextTolerance = reader.ReadDouble() };
        var topicCount = reader.ReadInt32();
        if (topicCount is < 1 or > 10_000)
        {
            throw new InvalidDataException($"The stored {What} is damaged: {topicCount} topics. Train it again.");
        }

        var lambda = new double[topicCount][];
        for (var k = 0; k < topicCount; k++)
        {
            lambda[k] = StoredPart.ReadDoubles(reader, What);
        }

        if (Array.Exists(lambda, topic => topic.Length != lambda[0].Length || topic.Length == 0 || Array.Exists(topic, weight => !(weight > 0))))
        {
            throw new InvalidDataException($"The stored {What} is damaged: its topics do not have the same words, or a weight is not positive. Train it again.");
        }

        return new LatentDirichlet(lambda, options with { TopicCount = topicCount });
    }

    /// <summary>One pass: the shares of every text, then the words of every topic. Sums per block in a fixed order: the same bits with any number of threads.</summary>
    private LatentDirichlet Improve(SparseRows counts)
    {
        var sums = new double[BlockCount][][];
        Blocks(counts.RowCount, (block, from, to) =>
        {
            var sum = _lambda.Select(topic => new double[topic.Length]).ToArray();
            for (var row = from; row < to; row++)
            {
                Infer(counts.RowColumns(row), counts.RowValues(row), sum);
            }

            sums[block] = sum;
        });

        var next = new double[TopicCount][];
        for (var k = 0; k < next.Length; k++)
        {
            next[k] = new double[WordCount];
            for (var w = 0; w < WordCount; w++)
            {
                double total = 0;
                foreach (var sum in sums)
                {
                    total += sum?[k][w] ?? 0;
                }

                next[k][w] = _options.WordPriorValue + total * _expLogWords[k][w];
            }
        }

        return new LatentDirichlet(next, _options);
    }

    /// <summary>The Dirichlet weights of one text's topics; adds its expected word counts / exp(E[log word share]) to <paramref name="sums"/>.</summary>
    private double[] Infer(ReadOnlySpan<int> words, ReadOnlySpan<float> counts, double[][]? sums)
    {
        var gamma = new double[TopicCount];
        Array.Fill(gamma, 1);
        var expLogTopics = ExpLog(gamma);
        var norms = new double[words.Length];
        for (var step = 0; step < _options.MaxTextIterations; step++)
        {
            Norms(words, expLogTopics, norms);
            double moved = 0;
            for (var k = 0; k < gamma.Length; k++)
            {
                double sum = 0;
                for (var e = 0; e < words.Length; e++)
                {
                    sum += counts[e] / norms[e] * _expLogWords[k][words[e]];
                }

                var weight = _options.TextPriorValue + expLogTopics[k] * sum;
                moved += Math.Abs(weight - gamma[k]);
                gamma[k] = weight;
            }

            expLogTopics = ExpLog(gamma);
            if (moved / gamma.Length < _options.TextTolerance)
            {
                break;
            }
        }

        if (sums is not null)
        {
            Norms(words, expLogTopics, norms);
            for (var e = 0; e < words.Length; e++)
            {
                for (var k = 0; k < gamma.Length; k++)
                {
                    sums[k][words[e]] += expLogTopics[k] * counts[e] / norms[e];
                }
            }
        }

        return gamma;
    }

    private void Norms(ReadOnlySpan<int> words, double[] expLogTopics, double[] norms)
    {
        for (var e = 0; e < words.Length; e++)
        {
            var norm = 1e-100;
            for (var k = 0; k < expLogTopics.Length; k++)
            {
                norm += expLogTopics[k] * _expLogWords[k][words[e]];
            }

            norms[e] = norm;
        }
    }

    private double TextBound(ReadOnlySpan<int> words, ReadOnlySpan<float> counts, double[][] logWords)
    {
        var gamma = Infer(words, counts, null);
        var logTopics = LogExpectations(gamma);
        var bound = DirichletBound(_options.TextPriorValue, gamma, logTopics);
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

    /// <summary>E[log p(theta | prior) - log q(theta | weights)].</summary>
    private static double DirichletBound(double prior, double[] weights, double[] logExpectations)
    {
        var bound = GammaFunctions.LogGamma(prior * weights.Length) - GammaFunctions.LogGamma(weights.Sum());
        for (var i = 0; i < weights.Length; i++)
        {
            bound += (prior - weights[i]) * logExpectations[i] + GammaFunctions.LogGamma(weights[i]) - GammaFunctions.LogGamma(prior);
        }

        return bound;
    }

    private void Blocks(int rowCount, Action<int, int, int> body) =>
        ParallelRange.ForBlocks(rowCount, Math.Max(1, (rowCount + BlockCount - 1) / BlockCount), _options.MaxThreads, body);

    /// <summary>E[log share] of a Dirichlet.</summary>
    private static double[] LogExpectations(double[] weights)
    {
        var all = GammaFunctions.Digamma(weights.Sum());
        return [.. weights.Select(weight => GammaFunctions.Digamma(weight) - all)];
    }

    private static double[] ExpLog(double[] weights)
    {
        var logs = LogExpectations(weights);
        for (var i = 0; i < logs.Length; i++)
        {
            logs[i] = Math.Exp(logs[i]);
        }

        return logs;
    }

    private static void Require(SparseRows counts, TopicOptions options)
    {
        if (counts.ColumnCount == 0 || options.TopicCount < 1)
        {
            throw new ArgumentException($"There are {counts.ColumnCount} words for {options.TopicCount} topics. At least one of each is needed: give more texts, or lower MinTexts.", nameof(counts));
        }

        var bad = Array.FindIndex(counts.Values, value => value < 0);
        if (bad >= 0)
        {
            throw new ArgumentException($"Entry {bad} counts {counts.Values[bad]} words. Counts must be >= 0.", nameof(counts));
        }
    }
}
