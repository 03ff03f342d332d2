using LeadDashboard.Learning.Linear;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Reduction;

/// <summary>
/// Linear discriminant analysis (Fisher 1936, Rao 1948): classes as normal clouds of one common covariance. Gives the
/// directions that separate the classes best,
/// scaled so that the variance within classes is 1, and the chances of the classes. Without shrinkage the covariance is
/// the pooled one, divisor rowCount - classCount;
/// with shrinkage the average of the classes' covariances by prior, divisor their row counts (both as scikit-learn).
/// Sign: the coefficient of largest size in a direction is positive.
/// </summary>
public static class LinearDiscriminant
{
    private const double RankTolerance = 1e-4;

    /// <param name="matrix">rowCount x columnCount, at least one row.</param>
    /// <param name="labels">int[rowCount], 0 .. classes.Count - 1.</param>
    /// <param name="classes">Distinct names of at least two classes; one that no row holds gets the chance 0.</param>
    /// <param name="options">Checked first.</param>
    /// <exception cref="ArgumentException">Rows and labels do not fit together, or a setting is out of
    /// range.</exception>
    public static LinearDiscriminantModel Fit(
        DenseMatrix matrix,
        int[] labels,
        IReadOnlyList<string> classes,
        LinearDiscriminantOptions options
    )
    {
        if (options.Problems(classes.Count) is { Count: > 0 } problems)
        {
            throw new ArgumentException(string.Join(" ", problems), nameof(options));
        }

        ClassLabels.Check(matrix.RowCount, labels, classes, null);
        var counts = ClassLabels.Totals(labels, null, classes.Count);
        var priors = counts
            .Select((count, k) => count == 0 ? 0 : options.Priors?[k] ?? count / matrix.RowCount)
            .ToArray();
        var sum = priors.Sum();
        if (sum <= 0)
        {
            throw new ArgumentException(
                "Priors give no chance to any class that occurs. Raise the prior of a class that has rows.",
                nameof(options)
            );
        }

        priors = [.. priors.Select(prior => prior / sum)];
        var means = Means(matrix, labels, counts);
        var middle = new double[matrix.ColumnCount];
        for (var k = 0; k < means.Length; k++)
        {
            System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(means[k], priors[k], middle, middle);
        }

        var within =
            options.Shrinkage > 0 || options.IsShrinkageEstimated
                ? WithinClasses.Shrunk(matrix, labels, counts, priors, options)
                : WithinClasses.Pooled(matrix, labels, means, counts.Count(count => count > 0), options.MaxThreads);
        var directions = Separate(Whiten(within), means, middle, priors, out var shares);
        return Model(classes, options, means, middle, priors, directions, shares);
    }

    private static LinearDiscriminantModel Model(
        IReadOnlyList<string> classes,
        LinearDiscriminantOptions options,
        double[][] means,
        double[] middle,
        double[] priors,
        double[][] directions,
        double[] shares
    )
    {
        var columnCount = middle.Length;
        var coefficients = new double[classes.Count * columnCount];
        var intercepts = new double[classes.Count];
        for (var k = 0; k < classes.Count; k++)
        {
            intercepts[k] = Math.Log(priors[k]);
            foreach (var direction in directions)
            {
                double at = 0,
                    origin = 0;
                for (var c = 0; c < columnCount; c++)
                {
                    at += (means[k][c] - middle[c]) * direction[c];
                    origin += middle[c] * direction[c];
                }

                if (priors[k] > 0)
                {
                    intercepts[k] -= 0.5 * at * at + at * origin;
                    for (var c = 0; c < columnCount; c++)
                    {
                        coefficients[k * columnCount + c] += at * direction[c];
                    }
                }
            }
        }

        var kept = options.ComponentCount > 0 ? Math.Min(options.ComponentCount, directions.Length) : directions.Length;
        var flat = directions.Take(kept).SelectMany(Directions.Positive).ToArray();
        return new LinearDiscriminantModel(
            [.. classes],
            middle,
            new DenseMatrix(flat, kept, columnCount),
            shares[..kept],
            coefficients,
            intercepts
        );
    }

    private static double[][] Means(DenseMatrix matrix, int[] labels, double[] counts)
    {
        var means = counts.Select(_ => new double[matrix.ColumnCount]).ToArray();
        for (var row = 0; row < labels.Length; row++)
        {
            System.Numerics.Tensors.TensorPrimitives.Add(means[labels[row]], matrix.Row(row), means[labels[row]]);
        }

        for (var k = 0; k < means.Length; k++)
        {
            System.Numerics.Tensors.TensorPrimitives.Divide(means[k], Math.Max(1, counts[k]), means[k]);
        }

        return means;
    }

    /// <summary>
    /// Directions of variance 1 at right angles within the classes; what does not vary at all is left out.
    /// </summary>
    private static double[][] Whiten(double[,] within)
    {
        var size = within.GetLength(0);
        var scale = Enumerable.Range(0, size).Select(c => within[c, c] > 0 ? Math.Sqrt(within[c, c]) : 1).ToArray();
        var scaled = new double[size, size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                scaled[i, j] = within[i, j] / (scale[i] * scale[j]);
            }
        }

        var found = Directions.OfSymmetric(scaled);
        return
        [
            .. found
                .Values.Select((value, k) => (value, k))
                .Where(pair => pair.value > RankTolerance * RankTolerance)
                .Select(pair =>
                    found.Vectors[pair.k].Select((part, c) => part / (scale[c] * Math.Sqrt(pair.value))).ToArray()
                ),
        ];
    }

    /// <summary>Among the whitened directions, those along which the class means differ, most first.</summary>
    private static double[][] Separate(
        double[][] whitened,
        double[][] means,
        double[] middle,
        double[] priors,
        out double[] shares
    )
    {
        var size = whitened.Length;
        var between = new double[size, size];
        for (var k = 0; k < means.Length; k++)
        {
            var at = whitened
                .Select(direction => direction.Select((part, c) => part * (means[k][c] - middle[c])).Sum())
                .ToArray();
            for (var i = 0; i < size && priors[k] > 0; i++)
            {
                for (var j = 0; j < size; j++)
                {
                    between[i, j] += priors[k] * at[i] * at[j];
                }
            }
        }

        var found = Directions.OfSymmetric(between);
        var largest = found.Values.FirstOrDefault();
        var kept = Math.Min(
            found.Values.Count(value => value > 1e-20 && value > RankTolerance * RankTolerance * largest),
            priors.Count(prior => prior > 0) - 1
        );
        var total = found.Values.Take(kept).Sum();
        shares = [.. found.Values.Take(kept).Select(value => value / total)];
        return
        [
            .. found
                .Vectors.Take(kept)
                .Select(weights =>
                    Enumerable
                        .Range(0, middle.Length)
                        .Select(c => weights.Select((weight, i) => weight * whitened[i][c]).Sum())
                        .ToArray()
                ),
        ];
    }
}
