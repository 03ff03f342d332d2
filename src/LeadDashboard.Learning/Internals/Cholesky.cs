namespace LeadDashboard.Learning.Internals;

/// <summary>Solves A x = b for a symmetric positive definite A given by its lower triangle.</summary>
internal static class Cholesky
{
    public static double[] Solve(double[,] lowerTriangle, double[] right) => Solve(Factor(lowerTriangle), right);

    /// <summary>The rows of L with A = L L', for solving with many right sides.</summary>
    public static double[][] Factor(double[,] lowerTriangle)
    {
        var size = lowerTriangle.GetLength(0);
        var rows = new double[size][];
        for (var i = 0; i < size; i++)
        {
            rows[i] = new double[i + 1];
            for (var j = 0; j <= i; j++)
            {
                var sum = lowerTriangle[i, j] - Dot(rows[i], rows[j], j);
                if (i == j)
                {
                    // A column that never occurs has no curvature: the floor leaves its coefficient where it is.
                    rows[i][i] = Math.Sqrt(Math.Max(sum, 1e-10));
                }
                else
                {
                    rows[i][j] = sum / rows[j][j];
                }
            }
        }

        return rows;
    }

    public static double[] Solve(double[][] rows, double[] right)
    {
        var size = right.Length;
        var solution = new double[size];
        for (var i = 0; i < size; i++)
        {
            solution[i] = (right[i] - Dot(rows[i], solution, i)) / rows[i][i];
        }

        for (var i = size - 1; i >= 0; i--)
        {
            var value = solution[i] / rows[i][i];
            solution[i] = value;
            for (var j = 0; j < i; j++)
            {
                solution[j] -= rows[i][j] * value;
            }
        }

        return solution;
    }

    private static double Dot(double[] left, double[] right, int count) =>
        System.Numerics.Tensors.TensorPrimitives.Dot<double>(left.AsSpan(0, count), right.AsSpan(0, count));
}
