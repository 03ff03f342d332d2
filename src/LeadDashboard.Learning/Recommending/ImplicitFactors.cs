using LeadDashboard.Learning.Internals;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Recommending;

/// <summary>
/// Matrix factorisation for "bought, visited, opened" (Hu, Koren, Volinsky 2008): preference is 1 for every pair held
/// and 0 for all others, with confidence
/// 1 + Confidence * value. Minimises sum over all pairs of confidence * (preference - u'v)^2 + Regularisation * (sum
/// |u|^2 + sum |v|^2) by alternating exact solutions.
/// </summary>
public static class ImplicitFactors
{
    private const int BlockSize = 64;

    /// <param name="interactions">Values at least 0.</param>
    /// <param name="options">Checked first.</param>
    /// <param name="cancellationToken">Asked once per half round.</param>
    /// <exception cref="ArgumentException">A value below 0, or a setting out of range.</exception>
    public static FactorModel Fit(
        Interactions interactions,
        FactorOptions options,
        CancellationToken cancellationToken = default
    )
    {
        if (options.Problems() is { Count: > 0 } problems)
        {
            throw new ArgumentException(string.Join(" ", problems), nameof(options));
        }

        return Fit(interactions, StartingFactors(interactions.ItemCount, options), options, cancellationToken);
    }

    /// <summary>From given item factors, double[itemCount * factorCount].</summary>
    internal static FactorModel Fit(
        Interactions interactions,
        double[] itemFactors,
        FactorOptions options,
        CancellationToken cancellationToken
    )
    {
        if (interactions.FirstNegative() is { } negative)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"A value is {negative}; expected at least 0. Use ExplicitFactors for ratings that can be low."
                ),
                nameof(interactions)
            );
        }

        var byItem = interactions.Transpose();
        var users = new double[interactions.UserCount * options.FactorCount];
        var items = itemFactors;
        for (var iteration = 0; iteration < options.Iterations; iteration++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            users = SolveAll(interactions, items, options);
            cancellationToken.ThrowIfCancellationRequested();
            items = SolveAll(byItem, users, options);
        }

        var width = options.FactorCount;
        return new FactorModel(
            0,
            new double[interactions.UserCount],
            new double[interactions.ItemCount],
            new DenseMatrix(users, interactions.UserCount, width),
            new DenseMatrix(items, interactions.ItemCount, width)
        );
    }

    /// <summary>Factors of one row, given the factors of the other side and their sum of squares.</summary>
    internal static double[] SolveOne(
        ReadOnlySpan<int> others,
        ReadOnlySpan<double> values,
        double[] factors,
        double[,] gram,
        FactorOptions options
    )
    {
        var width = options.FactorCount;
        var left = (double[,])gram.Clone();
        var right = new double[width];
        for (var n = 0; n < others.Length; n++)
        {
            var factor = factors.AsSpan(others[n] * width, width);
            var extra = options.Confidence * values[n];
            for (var i = 0; i < width; i++)
            {
                right[i] += (1 + extra) * factor[i];
                var scaled = extra * factor[i];
                for (var j = 0; j <= i; j++)
                {
                    left[i, j] += scaled * factor[j];
                }
            }
        }

        for (var i = 0; i < width; i++)
        {
            left[i, i] += options.Regularisation;
        }

        return Cholesky.Solve(left, right);
    }

    /// <summary>Lower triangle of the sum of factor * factor'.</summary>
    internal static double[,] Gram(double[] factors, int width)
    {
        var gram = new double[width, width];
        for (var at = 0; at < factors.Length; at += width)
        {
            for (var i = 0; i < width; i++)
            {
                for (var j = 0; j <= i; j++)
                {
                    gram[i, j] += factors[at + i] * factors[at + j];
                }
            }
        }

        return gram;
    }

    /// <summary>Small random numbers: equal beginnings would stay equal.</summary>
    internal static double[] StartingFactors(int count, FactorOptions options)
    {
        var factors = new double[count * options.FactorCount];
        var random = new SeedStream(options.Seed);
        for (var i = 0; i < factors.Length; i++)
        {
            factors[i] = 0.1 * random.NextNormal();
        }

        return factors;
    }

    private static double[] SolveAll(Interactions rows, double[] factors, FactorOptions options)
    {
        var gram = Gram(factors, options.FactorCount);
        var solved = new double[rows.UserCount * options.FactorCount];
        ParallelRange.ForBlocks(
            rows.UserCount,
            BlockSize,
            options.MaxThreads,
            (_, from, to) =>
            {
                for (var row = from; row < to; row++)
                {
                    if (rows.Items(row).Length > 0)
                    {
                        SolveOne(rows.Items(row), rows.Values(row), factors, gram, options)
                            .CopyTo(solved, row * options.FactorCount);
                    }
                }
            }
        );
        return solved;
    }
}
