namespace LeadDashboard.Learning.Linear;

/// <summary>
/// The penalty 0.5 * b' P b whose matrix joins a coefficient with its two neighbours at most: ridges and bends
/// (P-splines, Eilers and Marx 1996).
/// Kept as its diagonal and the two lines below it, so that thousands of coefficients take thousands of numbers.
/// </summary>
internal sealed class BandPenalty(int coefficientCount)
{
    private const int Width = 3;

    /// <summary>double[coefficientCount * Width]: entry (i, i - d) of the matrix at i * Width + d.</summary>
    private readonly double[] _band = new double[coefficientCount * Width];

    /// <summary>Pulls each of some coefficients towards 0 by 0.5 * strength * b^2.</summary>
    public void AddRidge(int start, int count, double strength)
    {
        for (var i = start; i < start + count; i++)
        {
            _band[i * Width] += strength;
        }
    }

    /// <summary>Penalises 0.5 * strength * (b[i] - 2 b[i + 1] + b[i + 2])^2 for each three neighbours.</summary>
    public void AddBends(int start, int count, double strength)
    {
        ReadOnlySpan<double> bend = [1, -2, 1];
        for (var first = start; first + 2 < start + count; first++)
        {
            for (var a = 0; a < Width; a++)
            {
                for (var b = 0; b <= a; b++)
                {
                    _band[(first + a) * Width + a - b] += strength * bend[a] * bend[b];
                }
            }
        }
    }

    /// <summary>Strength on a coefficient's own square.</summary>
    public double Diagonal(int coefficient) => _band[coefficient * Width];

    /// <summary>Adds P b to the gradient.</summary>
    /// <returns>0.5 * b' P b.</returns>
    public double AddGradient(double[] coefficients, double[] gradient)
    {
        double value = 0;
        for (var i = 0; i < coefficients.Length; i++)
        {
            var product = _band[i * Width] * coefficients[i];
            for (var d = 1; d < Width; d++)
            {
                product += i >= d ? _band[i * Width + d] * coefficients[i - d] : 0;
                product += i + d < coefficients.Length ? _band[(i + d) * Width + d] * coefficients[i + d] : 0;
            }

            gradient[i] += product;
            value += 0.5 * product * coefficients[i];
        }

        return value;
    }

    /// <summary>Adds P to the lower triangle.</summary>
    public void AddTo(double[,] hessian)
    {
        for (var i = 0; i < hessian.GetLength(0); i++)
        {
            for (var d = 0; d < Width && d <= i; d++)
            {
                hessian[i, i - d] += _band[i * Width + d];
            }
        }
    }
}
