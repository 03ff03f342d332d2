using LeadDashboard.Learning.Internals;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Recommending;

/// <summary>
/// Matrix factorisation for ratings and amounts (Koren, Bell, Volinsky 2009): value = mean + user bias + item bias +
/// u'v, over the given pairs only.
/// Minimises sum of squared errors + Regularisation * (values of the row) * (bias^2 + |factor|^2) by alternating exact
/// solutions (Zhou 2008).
/// </summary>
public static class ExplicitFactors
{
    private const int BlockSize = 64;

    /// <param name="interactions">One value per pair (Interactions.From with isAveraged).</param>
    /// <param name="options">Checked first.</param>
    /// <param name="cancellationToken">Asked once per half round.</param>
    /// <exception cref="ArgumentException">A setting out of range.</exception>
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

        var width = options.FactorCount;
        var mean = interactions.Count > 0 ? interactions.Sum() / interactions.Count : 0;
        var byItem = interactions.Transpose();
        var users = new Side(new double[interactions.UserCount], new double[interactions.UserCount * width]);
        var items = new Side(
            new double[interactions.ItemCount],
            ImplicitFactors.StartingFactors(interactions.ItemCount, options)
        );
        for (var iteration = 0; iteration < options.Iterations; iteration++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            users = SolveAll(interactions, items, mean, options);
            cancellationToken.ThrowIfCancellationRequested();
            items = SolveAll(byItem, users, mean, options);
        }

        return new FactorModel(
            mean,
            users.Biases,
            items.Biases,
            new DenseMatrix(users.Factors, interactions.UserCount, width),
            new DenseMatrix(items.Factors, interactions.ItemCount, width)
        );
    }

    /// <summary>
    /// Ridge regression of each row's values on (1, factors of the other side), after the mean and the other side's
    /// biases.
    /// </summary>
    private static Side SolveAll(Interactions rows, Side other, double mean, FactorOptions options)
    {
        var width = options.FactorCount;
        var solved = new Side(new double[rows.UserCount], new double[rows.UserCount * width]);
        ParallelRange.ForBlocks(
            rows.UserCount,
            BlockSize,
            options.MaxThreads,
            (_, from, to) =>
            {
                var inputs = new double[width + 1];
                inputs[0] = 1;
                for (var row = from; row < to; row++)
                {
                    var others = rows.Items(row);
                    if (others.Length == 0)
                    {
                        continue;
                    }

                    var left = new double[width + 1, width + 1];
                    var right = new double[width + 1];
                    for (var n = 0; n < others.Length; n++)
                    {
                        other.Factors.AsSpan(others[n] * width, width).CopyTo(inputs.AsSpan(1));
                        var target = rows.Values(row)[n] - mean - other.Biases[others[n]];
                        for (var i = 0; i <= width; i++)
                        {
                            right[i] += target * inputs[i];
                            for (var j = 0; j <= i; j++)
                            {
                                left[i, j] += inputs[i] * inputs[j];
                            }
                        }
                    }

                    for (var i = 0; i <= width; i++)
                    {
                        left[i, i] += options.Regularisation * others.Length;
                    }

                    var solution = Cholesky.Solve(left, right);
                    solved.Biases[row] = solution[0];
                    solution.AsSpan(1).CopyTo(solved.Factors.AsSpan(row * width));
                }
            }
        );
        return solved;
    }

    private sealed record Side(double[] Biases, double[] Factors);
}
