using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace LeadDashboard.Learning.Reduction;

/// <summary>Eigenvectors by falling eigenvalue.</summary>
/// <param name="Values">double[count], falling.</param>
/// <param name="Vectors">double[count][size], of length 1, at right angles.</param>
internal sealed record Directions(double[] Values, double[][] Vectors)
{
    public static Directions OfSymmetric(double[,] symmetric)
    {
        var size = symmetric.GetLength(0);
        if (size == 0)
        {
            return new Directions([], []);
        }

        var found = DenseMatrix.OfArray(symmetric).Evd(Symmetricity.Symmetric);
        var values = found.EigenValues.Select(value => value.Real).ToArray();
        var order = Enumerable.Range(0, size).OrderByDescending(i => values[i]).ThenBy(i => i).ToArray();
        return new Directions(
            [.. order.Select(i => values[i])],
            [.. order.Select(i => found.EigenVectors.Column(i).ToArray())]
        );
    }

    /// <summary>The vector with its sign chosen so that its largest coefficient is positive.</summary>
    public double[] Positive(int index) => Positive(Vectors[index]);

    public static double[] Positive(double[] vector)
    {
        // Of coefficients that differ by rounding only, the first decides.
        var largest = vector.Length == 0 ? 0 : vector.Max(Math.Abs) * (1 - 1e-9);
        var first = Array.Find(vector, value => Math.Abs(value) >= largest);
        return first < 0 ? [.. vector.Select(value => -value)] : vector;
    }
}
