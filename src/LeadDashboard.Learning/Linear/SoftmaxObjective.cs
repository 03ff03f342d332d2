using LeadDashboard.Learning.Internals;

namespace LeadDashboard.Learning.Linear;

/// <summary>
/// Value and gradient of sum of weight * -log P(class) + 0.5 * ridge * sum b^2 on a sparse design, in scaled
/// coefficients z = b / scale:
/// coefficient j of class k stands at j * classCount + k, the intercepts first. Every j is scaled so that its curvature
/// is about 1, which saves most of the steps.
/// Rows are summed in blocks whose number depends on the row count alone: the same bits with any number of threads.
/// </summary>
internal sealed class SoftmaxObjective
{
    private const int MaxBlocks = 32;
    private const int MinBlockRows = 1024;
    private const int ProductBlocks = 4;
    private const int MaxPreconditioned = 2000;

    private readonly LogisticDesign _design;
    private readonly int[] _classes;
    private readonly double[] _weights;
    private readonly int _classCount;
    private readonly double _ridge;
    private readonly int _maxThreads;
    private readonly double _spread;

    public SoftmaxObjective(
        LogisticDesign design,
        int[] classes,
        double[] weights,
        int classCount,
        double ridge,
        int maxThreads
    )
    {
        _design = design;
        _classes = classes;
        _weights = weights;
        _classCount = classCount;
        _ridge = ridge;
        _maxThreads = maxThreads;
        _spread = Spread();
        Scales = CurvatureScales();
    }

    /// <summary>double[coefficientCount]: b = scale * z.</summary>
    public double[] Scales { get; }

    public double Evaluate(double[] point, double[] gradient)
    {
        var blockSize = Math.Max(MinBlockRows, (_classes.Length + MaxBlocks - 1) / MaxBlocks);
        var blockCount = (_classes.Length + blockSize - 1) / blockSize;
        var coefficients = new double[point.Length];
        for (var i = 0; i < point.Length; i++)
        {
            coefficients[i] = point[i] * Scales[i / _classCount];
        }

        var gradients = new double[blockCount][];
        var losses = new double[blockCount];
        ParallelRange.ForBlocks(
            _classes.Length,
            blockSize,
            _maxThreads,
            (block, from, to) =>
            {
                gradients[block] = new double[gradient.Length];
                losses[block] = AddRows(from, to, coefficients, gradients[block]);
            }
        );
        Array.Clear(gradient);
        double value = 0;
        for (var block = 0; block < blockCount; block++)
        {
            value += losses[block];
            System.Numerics.Tensors.TensorPrimitives.Add<double>(gradient, gradients[block], gradient);
        }

        for (var i = 0; i < coefficients.Length; i++)
        {
            var ridge = i < _classCount ? 0 : _ridge;
            value += 0.5 * ridge * coefficients[i] * coefficients[i];
            gradient[i] = (gradient[i] + ridge * coefficients[i]) * Scales[i / _classCount];
        }

        return value;
    }

    private double AddRows(int from, int to, double[] coefficients, double[] gradient)
    {
        var width = _design.EntriesPerRow;
        Span<double> raw = new double[_classCount];
        double loss = 0;
        for (var row = from; row < to; row++)
        {
            var weight = _weights[row];
            if (weight == 0)
            {
                continue;
            }

            var indexes = _design.Indexes.AsSpan(row * width, width);
            var values = _design.Values.AsSpan(row * width, width);
            raw.Clear();
            for (var e = 0; e < width; e++)
            {
                double value = values[e];
                var own = coefficients.AsSpan(indexes[e] * _classCount, _classCount);
                for (var k = 0; k < own.Length && value != 0; k++)
                {
                    raw[k] += own[k] * value;
                }
            }

            var right = raw[_classes[row]];
            loss += weight * (Softmax(raw) - right);
            raw[_classes[row]] -= 1;
            for (var e = 0; e < width; e++)
            {
                var value = weight * values[e];
                var own = gradient.AsSpan(indexes[e] * _classCount, _classCount);
                for (var k = 0; k < own.Length && value != 0; k++)
                {
                    own[k] += raw[k] * value;
                }
            }
        }

        return loss;
    }

    /// <summary>
    /// Divides a slope by the curvature that the objective would have if every row had the classes' overall chances,
    /// the same for each class; null when that matrix is too large.
    /// </summary>
    public Action<double[]>? Preconditioner()
    {
        var size = _design.CoefficientCount;
        if (size > MaxPreconditioned)
        {
            return null;
        }

        var curvature = Products();
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                curvature[i, j] =
                    ((curvature[i, j] * _spread) + (i == j && i > 0 ? _ridge : 0)) * Scales[i] * Scales[j];
            }

            // What a lasso alone holds has no curvature of its own.
            curvature[i, i] += 1e-6;
        }

        var factor = Cholesky.Factor(curvature);
        return slope =>
        {
            var own = new double[size];
            for (var k = 0; k < _classCount; k++)
            {
                for (var j = 0; j < size; j++)
                {
                    own[j] = slope[j * _classCount + k];
                }

                var step = Cholesky.Solve(factor, own);
                for (var j = 0; j < size; j++)
                {
                    slope[j * _classCount + k] = step[j];
                }
            }
        };
    }

    /// <summary>Lower triangle of sum of weight * row * row'.</summary>
    private double[,] Products()
    {
        var size = _design.CoefficientCount;
        var width = _design.EntriesPerRow;
        var blockSize = (_classes.Length + ProductBlocks - 1) / ProductBlocks;
        var partial = new double[ProductBlocks][];
        ParallelRange.ForBlocks(
            _classes.Length,
            blockSize,
            _maxThreads,
            (block, from, to) =>
            {
                var sums = new double[size * size];
                for (var row = from; row < to; row++)
                {
                    var indexes = _design.Indexes.AsSpan(row * width, width);
                    var values = _design.Values.AsSpan(row * width, width);
                    for (var a = 0; a < width; a++)
                    {
                        var scaled = _weights[row] * values[a];
                        var line = sums.AsSpan(indexes[a] * size, size);
                        for (var b = 0; b <= a && scaled != 0; b++)
                        {
                            // Coefficients grow with the entry number within a row, so this fills the lower triangle;
                            // an unused entry adds 0.
                            line[indexes[b]] += scaled * values[b];
                        }
                    }
                }

                partial[block] = sums;
            }
        );
        var total = new double[size, size];
        foreach (var sums in partial.Where(sums => sums is not null))
        {
            for (var i = 0; i < size; i++)
            {
                for (var j = 0; j <= i; j++)
                {
                    total[i, j] += sums[i * size + j];
                }
            }
        }

        return total;
    }

    /// <summary>Mean over classes of p (1 - p), p being the share of the class.</summary>
    private double Spread()
    {
        var totals = new double[_classCount];
        for (var row = 0; row < _classes.Length; row++)
        {
            totals[_classes[row]] += _weights[row];
        }

        var total = totals.Sum();
        return totals.Average(own => own / total * (1 - own / total));
    }

    /// <summary>1 / sqrt of the curvature when all rows have the classes' overall chances.</summary>
    private double[] CurvatureScales()
    {
        var curvatures = new double[_design.CoefficientCount];
        for (var row = 0; row < _classes.Length; row++)
        {
            for (var e = row * _design.EntriesPerRow; e < (row + 1) * _design.EntriesPerRow; e++)
            {
                curvatures[_design.Indexes[e]] += _weights[row] * _spread * _design.Values[e] * _design.Values[e];
            }
        }

        return
        [
            .. curvatures.Select((curvature, j) => 1 / Math.Sqrt(Math.Max(curvature + (j == 0 ? 0 : _ridge), 1e-6))),
        ];
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
