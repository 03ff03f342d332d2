namespace LeadDashboard.Learning.Linear;

/// <summary>
/// Newton's method with step halving for penalised logistic loss on a sparse design.
/// Rows are summed in a fixed number of chunks in a fixed order: the same result with any number of threads.
/// </summary>
internal sealed class NewtonSolver
{
    private const int ChunkCount = 8;

    private readonly LogisticDesign _design;
    private readonly float[] _labels;
    private readonly float[]? _weights;
    private readonly float[]? _offsets;
    private readonly double[,] _penalty;
    private readonly LogisticOptions _options;
    /// <summary>double[coefficientCount], penalty on each coefficient's absolute value; null = none.</summary>
    private readonly double[]? _lasso;
    private readonly int _size;

    public NewtonSolver(LogisticDesign design, float[] labels, float[]? weights, float[]? offsets, double[,] penalty, LogisticOptions options, double[]? lasso = null)
    {
        _lasso = lasso;
        _design = design;
        _labels = labels;
        _weights = weights;
        _offsets = offsets;
        _penalty = penalty;
        _options = options;
        _size = design.CoefficientCount;
    }

    public double[] Solve(CancellationToken cancellationToken)
    {
        var coefficients = new double[_size];
        coefficients[0] = _offsets is null ? StartingIntercept() : 0;
        return DampedNewton.Minimise(
            coefficients, Evaluate, (gradient, hessian, at) => _lasso is null ? Cholesky.Solve(hessian, gradient) : LassoStep.Solve(hessian, gradient, at, _lasso),
            _options.MaxIterations, _options.Tolerance, 1e-9, cancellationToken);
    }

    private double StartingIntercept()
    {
        double wins = 0.5, total = 1;
        for (var i = 0; i < _labels.Length; i++)
        {
            var weight = _weights?[i] ?? 1;
            wins += weight * _labels[i];
            total += weight;
        }

        return Math.Log(wins / (total - wins));
    }

    private double Evaluate(double[] coefficients, out double[] gradient, out double[,] hessian)
    {
        var rowCount = _labels.Length;
        var partialGradients = new double[ChunkCount][];
        var partialHessians = new double[ChunkCount][];
        var partialLosses = new double[ChunkCount];
        Parallel.For(0, ChunkCount, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, _options.MaxThreads) }, chunk =>
        {
            var chunkGradient = new double[_size];
            var chunkHessian = new double[_size * _size];
            var from = (int)((long)chunk * rowCount / ChunkCount);
            var to = (int)((long)(chunk + 1) * rowCount / ChunkCount);
            partialLosses[chunk] = Accumulate(from, to, coefficients, chunkGradient, chunkHessian);
            partialGradients[chunk] = chunkGradient;
            partialHessians[chunk] = chunkHessian;
        });

        gradient = new double[_size];
        hessian = new double[_size, _size];
        double loss = 0;
        for (var chunk = 0; chunk < ChunkCount; chunk++)
        {
            loss += partialLosses[chunk];
            for (var i = 0; i < _size; i++)
            {
                gradient[i] += partialGradients[chunk][i];
                for (var j = 0; j <= i; j++)
                {
                    hessian[i, j] += partialHessians[chunk][i * _size + j];
                }
            }
        }

        for (var i = 0; i < _size; i++)
        {
            double product = 0;
            for (var j = 0; j < _size; j++)
            {
                product += _penalty[i, j] * coefficients[j];
                if (j <= i)
                {
                    hessian[i, j] += _penalty[i, j];
                }
            }

            gradient[i] += product;
            loss += 0.5 * product * coefficients[i] + (_lasso?[i] ?? 0) * Math.Abs(coefficients[i]);
        }

        return loss;
    }

    /// <summary>Adds rows from..to-1 to the gradient and to the lower triangle of the hessian; returns their loss.</summary>
    private double Accumulate(int from, int to, double[] coefficients, double[] gradient, double[] hessian)
    {
        var width = _design.EntriesPerRow;
        double loss = 0;
        for (var row = from; row < to; row++)
        {
            var indexes = _design.Indexes.AsSpan(row * width, width);
            var values = _design.Values.AsSpan(row * width, width);
            double raw = _offsets?[row] ?? 0;
            for (var e = 0; e < width; e++)
            {
                raw += coefficients[indexes[e]] * values[e];
            }

            double weight = _weights?[row] ?? 1;
            var probability = LogOdds.ToProbability(raw);
            loss += weight * LogOdds.Loss(raw, _labels[row]);
            var residual = weight * (probability - _labels[row]);
            var curvature = weight * Math.Max(probability * (1 - probability), 1e-10);
            for (var a = 0; a < width; a++)
            {
                if (values[a] == 0)
                {
                    continue;
                }

                gradient[indexes[a]] += residual * values[a];
                var scaled = curvature * values[a];
                var line = hessian.AsSpan(indexes[a] * _size, _size);
                for (var b = 0; b <= a; b++)
                {
                    // Coefficients grow with the entry number within a row, so this fills the lower triangle.
                    line[indexes[b]] += scaled * values[b];
                }
            }
        }

        return loss;
    }
}
