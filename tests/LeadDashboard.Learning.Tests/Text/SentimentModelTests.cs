using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Text;

namespace LeadDashboard.Learning.Tests.Text;

public sealed class SentimentModelTests
{
    [Fact]
    public void Fit_NoLabels_IsTheLexicon()
    {
        var model = SentimentModel.Fit([], [], SentimentOptions.Default);

        foreach (var text in (string[])["very good", "价格太贵", "meeting at ten"])
        {
            Assert.Equal(
                LogOdds.ToProbability(3 * PhraseLexicon.Sentiment.Read(text).Score),
                model.Probability(text),
                1e-12
            );
        }

        Assert.Equal(0, model.Score("meeting at ten"), 1e-6);
        Assert.True(float.IsNaN(model.Score(" ... ")));
    }

    [Fact]
    public void Fit_OneLabel_MovesLittleAndManyLabelsMoveFar()
    {
        double After(int count) =>
            SentimentModel
                .Fit(
                    [.. Enumerable.Repeat("the sunrise package", count), .. Enumerable.Repeat("plain text", count)],
                    [.. Enumerable.Repeat(1f, count), .. Enumerable.Repeat(0f, count)],
                    SentimentOptions.Default with
                    {
                        MinTexts = 1,
                    }
                )
                .Probability("the sunrise package");

        Assert.InRange(After(1), 0.5, 0.75);
        Assert.InRange(After(200), 0.95, 1);
        Assert.True(After(1) < After(10) && After(10) < After(200));
    }

    [Fact]
    public void Fit_WordsTheLexiconHasWrong_AreRelearnt()
    {
        // Whoever sells slow cookers praises with "slow".
        string[] texts =
        [
            .. Enumerable.Range(0, 80).Select(i => i % 2 == 0 ? $"slow cooker {i % 5}" : $"burnt cooker {i % 5}"),
        ];
        float[] labels = [.. Enumerable.Range(0, 80).Select(i => i % 2 == 0 ? 1f : 0f)];

        var model = SentimentModel.Fit(texts, labels, SentimentOptions.Default);

        Assert.True(SentimentModel.Fit([], [], SentimentOptions.Default).Score("slow cooker") < -0.2);
        Assert.True(model.Score("slow cooker") > 0.2);
        Assert.Equal(
            "slow",
            model.LearntWeights.First(pair => !pair.Key.Contains(' ', StringComparison.Ordinal) && pair.Value > 0).Key
        );
        Assert.True(model.Score("excellent") > 0);
    }

    [Fact]
    public void Fit_NewTextsOfKnownTruth_BeatsTheLexiconAlone()
    {
        var (texts, labels) = Made(600, seed: 1);
        var (newTexts, newLabels) = Made(600, seed: 2);

        double Loss(SentimentModel model) =>
            newTexts
                .Select(
                    (text, i) => -Math.Log(newLabels[i] > 0.5 ? model.Probability(text) : 1 - model.Probability(text))
                )
                .Average();

        Assert.True(
            Loss(SentimentModel.Fit(texts, labels, SentimentOptions.Default))
                < 0.8 * Loss(SentimentModel.Fit([], [], SentimentOptions.Default))
        );
    }

    [Fact]
    public void Solve_AtTheEnd_NoSmallChangeLowersTheObjective()
    {
        double[] scores = [0.5, -0.2, 0, 0.9, -0.7, 0.1];
        int[][] grams =
        [
            [0, 1],
            [1],
            [2],
            [0, 2],
            [],
            [1, 2],
        ];
        float[] labels = [1, 0, 0.5f, 1, 0, 1];
        var options = SentimentOptions.Default with { Tolerance = 1e-12, MaxIterations = 5000 };

        var (bias, lexiconWeight, weights) = new SentimentSolver(scores, grams, labels, 3, options).Solve(
            CancellationToken.None
        );

        double Objective(double b, double s, double[] w) =>
            scores.Select((score, i) => LogOdds.Loss(b + s * score + grams[i].Sum(gram => w[gram]), labels[i])).Sum()
            + options.LexiconL2 / 2 * (b * b + (s - options.LexiconWeight) * (s - options.LexiconWeight))
            + options.L2 / 2 * w.Sum(value => value * value);
        var best = Objective(bias, lexiconWeight, weights);
        foreach (var change in (double[])[-1e-4, 1e-4])
        {
            Assert.True(Objective(bias + change, lexiconWeight, weights) > best);
            Assert.True(Objective(bias, lexiconWeight + change, weights) > best);
            for (var gram = 0; gram < 3; gram++)
            {
                double[] moved = [.. weights];
                moved[gram] += change;
                Assert.True(Objective(bias, lexiconWeight, moved) > best);
            }
        }
    }

    [Fact]
    public void Write_ReadAgain_SameScoresAndBytes()
    {
        var (texts, labels) = Made(100, seed: 3);
        byte[] Bytes(SentimentModel model)
        {
            using var stream = new MemoryStream();
            model.Write(stream);
            return stream.ToArray();
        }

        var model = SentimentModel.Fit(
            texts,
            labels,
            SentimentOptions.Default with
            {
                Lexicon = PhraseLexicon.PurchaseIntent,
            }
        );
        var bytes = Bytes(model);
        var read = SentimentModel.Read(new MemoryStream(bytes));

        Assert.Equal(bytes, Bytes(read));
        Assert.All(texts, text => Assert.Equal(model.Score(text), read.Score(text)));
        bytes[8] = 8;
        Assert.Contains(
            "format version 8; this program reads version 1",
            Assert.Throws<InvalidDataException>(() => SentimentModel.Read(new MemoryStream(bytes))).Message,
            StringComparison.Ordinal
        );
        bytes[8] = 1;
        Assert.Throws<InvalidDataException>(() => SentimentModel.Read(new MemoryStream(bytes, 0, bytes.Length / 3)));
    }

    [Fact]
    public void Fit_OneClassEmptyTextsOrWrongLabels_IsSaneOrRefused()
    {
        Assert.True(
            SentimentModel.Fit(["a b", "a c"], [1, 1], SentimentOptions.Default).Probability("a") is > 0.5 and < 1
        );
        Assert.True(double.IsFinite(SentimentModel.Fit(["", " "], [1, 0], SentimentOptions.Default).Probability("a")));
        Assert.Contains(
            "text 1 is NaN",
            Assert
                .Throws<ArgumentException>(() =>
                    SentimentModel.Fit(["a", "b"], [1, float.NaN], SentimentOptions.Default)
                )
                .Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "1 labels for 2 texts",
            Assert
                .Throws<ArgumentException>(() => SentimentModel.Fit(["a", "b"], [1], SentimentOptions.Default))
                .Message,
            StringComparison.Ordinal
        );
    }

    /// <summary>Six made-up words with a known pull each, and some noise.</summary>
    private static (string[] Texts, float[] Labels) Made(int count, int seed)
    {
        var random = new Random(seed);
        string[] words = ["zor", "blim", "价签", "quen", "fost", "tarn"];
        double[] pulls = [2, 1, 1.5, -1, -2, 0];
        var texts = new string[count];
        var labels = new float[count];
        for (var i = 0; i < count; i++)
        {
            var chosen = Enumerable.Range(0, 6).Where(_ => random.Next(3) == 0).DefaultIfEmpty(5).ToArray();
            texts[i] = string.Join(", ", chosen.Select(word => words[word]));
            labels[i] = random.NextDouble() < LogOdds.ToProbability(chosen.Sum(word => pulls[word])) ? 1 : 0;
        }

        return (texts, labels);
    }
}
