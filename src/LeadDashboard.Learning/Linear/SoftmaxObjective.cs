using LeadDashboard.Learning.Internals;

namespace LeadDashboard.Learning.Linear;

/// <summary>
/// Value and gradient of sum of weight * -log P(class) + 0.5 * ridge * sum b^2 on a sparse design; coefficient (class k, j) stands at k * coefficientCount + j.
/// Rows are summed in blocks whose number depends on the row count alone: the same bits with any number of threads.
/// </summary>
internal sealed class SoftmaxObjective(LogisticDesign design, int[] classes, double[] weights, int classCount, double ridge, int maxThreads)
{
    private const int MaxBlocks = 32;
    private const int MinBlockRows = 1024;

    public double Evaluate(double[] point, double[] gradient)
    {
        var size = design.CoefficientCount;
        var blockSize = Math.Max(MinBlockRows, (classes.Length + MaxBlocks - 1) / MaxBlocks);
        var blockCount = (classes.Length + blockSize - 1) / blockSize;
        var gradients = new double[blockCount][];
        var losses = new double[blockCount];
        ParallelRange.ForBlocks(classes.Length, blockSize, maxThreads, (block, from, to) =>
        {
            gradients[block] = new double[gradient.Length];
            losses[block] = AddRows(from, to, point, gradients[block]);
        });
        Array.Clear(gradient);
        double value = 0;
        for (var block = 0; block < blockCount; block++)
        {
            value += losses[block];
            System.Numerics.Tensors.TensorPrimitives.Add<double>(gradient, gradients[block], gradient);
        }

        for (var i = 0; i < point.Length; i++)
        {
            if (i % size != 0)
            {
                gradient[i] += ridge * point[i];
                value += 0.5 * ridge * point[i] * point[i];
            }
        }

        return value;
    }

    private double AddRows(int from, int to, double[] point, double[] gradient)
    {
        var width = design.EntriesPerRow;
        var size = design.CoefficientCount;
        var raw = new double[classCount];
        double loss = 0;
        for (var row = from; row < to; row++)
        {
            if (weights[row] == 0)
            {
                continue;
            }

            var indexes = design.Indexes.AsSpan(row * width, width);
            var values = design.Values.AsSpan(row * width, width);
            for (var k = 0; k < classCount; k++)
            {
                double sum = 0;
                for (var e = 0; e < width; e++)
                {
                    sum += point[k * size + indexes[e]] * values[e];
                }

                raw[k] = sum;
            }

            var own = raw[classes[row]];
            loss += weights[row] * (Softmax(raw) - own);
            for (var k = 0; k < classCount; k++)
            {
                var residual = weights[row] * (raw[k] - (k == classes[row] ? 1 : 0));
                for (var e = 0; e < width; e++)
                {
                    gradient[k * size + indexes[e]] += residual * values[e];
                }
            }
        }

        return loss;
    }

    /// <summary>Raw scores to probabilities in place; returns log of the sum of exp(raw).</summary>
    public static double Softmax(Span<double> raw)
    {
        var top = double.NegativeInfinity;
        foreach (var value in raw)
        {
            top = Math.Max(top, value);
        }

        double sum = 0;
        for (var k = 0; k < raw.Length; k++)
        {
            raw[k] = Math.Exp(raw[k] - top);
            sum += raw[k];
        }

        for (var k = 0; k < raw.Length; k++)
        {
            raw[k] /= sum;
        }

        return top + Math.Log(sum);
    }
}
