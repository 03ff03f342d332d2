using LeadDashboard.Learning.Losses;

namespace LeadDashboard.Learning.Text;

/// <summary>
/// Logistic regression on a lexicon score and present n-grams by cyclic coordinate descent with the curvature bound 1/4
/// (Bohning and Lindsay 1988): every step
/// lowers the objective sum of log-loss + 0.5 LexiconL2 ((b - 0)^2 + (s - LexiconWeight)^2) + 0.5 L2 sum w^2.
/// </summary>
internal sealed class SentimentSolver
{
    private readonly double[] _scores;
    private readonly float[] _labels;
    private readonly int[][] _textsOfGram;
    private readonly SentimentOptions _options;
    private readonly double[] _raw;
    private readonly double[] _residuals;

    public SentimentSolver(
        double[] scores,
        int[][] gramsOfText,
        float[] labels,
        int gramCount,
        SentimentOptions options
    )
    {
        _scores = scores;
        _labels = labels;
        _options = options;
        _raw = [.. scores.Select(score => options.LexiconWeight * score)];
        _residuals = new double[scores.Length];
        var lists = Enumerable.Range(0, gramCount).Select(_ => new List<int>()).ToArray();
        for (var text = 0; text < gramsOfText.Length; text++)
        {
            foreach (var gram in gramsOfText[text])
            {
                lists[gram].Add(text);
            }
        }

        _textsOfGram = [.. lists.Select(list => list.ToArray())];
        for (var text = 0; text < _raw.Length; text++)
        {
            Refresh(text);
        }
    }

    public (double Bias, double LexiconWeight, double[] Weights) Solve(CancellationToken cancellationToken)
    {
        double bias = 0,
            lexiconWeight = _options.LexiconWeight,
            scoreSquares = _scores.Sum(score => score * score);
        var weights = new double[_textsOfGram.Length];
        for (var round = 0; round < _options.MaxIterations; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var biasStep =
                -(_residuals.Sum() + _options.LexiconL2 * bias) / (0.25 * _scores.Length + _options.LexiconL2);
            bias += biasStep;
            Move(biasStep, _ => 1);
            var pull = _options.LexiconL2 * (lexiconWeight - _options.LexiconWeight);
            var lexiconStep =
                -(_residuals.Zip(_scores, (residual, score) => residual * score).Sum() + pull)
                / (0.25 * scoreSquares + _options.LexiconL2);
            lexiconWeight += lexiconStep;
            Move(lexiconStep, text => _scores[text]);
            var moved = Math.Max(Math.Abs(biasStep), Math.Abs(lexiconStep));
            for (var gram = 0; gram < weights.Length; gram++)
            {
                moved = Math.Max(moved, Math.Abs(Step(gram, weights)));
            }

            if (moved < _options.Tolerance)
            {
                break;
            }
        }

        return (bias, lexiconWeight, weights);
    }

    private double Step(int gram, double[] weights)
    {
        var texts = _textsOfGram[gram];
        var gradient = _options.L2 * weights[gram];
        foreach (var text in texts)
        {
            gradient += _residuals[text];
        }

        var step = -gradient / (0.25 * texts.Length + _options.L2);
        weights[gram] += step;
        foreach (var text in texts)
        {
            _raw[text] += step;
            Refresh(text);
        }

        return step;
    }

    private void Move(double step, Func<int, double> size)
    {
        for (var text = 0; text < _raw.Length; text++)
        {
            _raw[text] += step * size(text);
            Refresh(text);
        }
    }

    private void Refresh(int text) => _residuals[text] = LogOdds.ToProbability(_raw[text]) - _labels[text];
}
