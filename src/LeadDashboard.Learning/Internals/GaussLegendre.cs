namespace LeadDashboard.Learning.Internals;

/// <summary>
/// Quadrature on 0..1 that is exact for polynomials up to degree 2 * count - 1. Roots of the Legendre polynomial by
/// Newton's method.
/// </summary>
internal static class GaussLegendre
{
    public static (double[] Points, double[] Weights) On01(int count)
    {
        var points = new double[count];
        var weights = new double[count];
        for (var k = 0; k < count; k++)
        {
            var x = Math.Cos(Math.PI * (k + 0.75) / (count + 0.5));
            double slope = 0;
            for (var round = 0; round < 100; round++)
            {
                double before = 1,
                    value = x;
                for (var degree = 2; degree <= count; degree++)
                {
                    (before, value) = (value, ((((2 * degree) - 1) * x * value) - ((degree - 1) * before)) / degree);
                }

                slope = count * ((x * value) - before) / ((x * x) - 1);
                var step = value / slope;
                x -= step;
                if (Math.Abs(step) < 1e-16)
                {
                    break;
                }
            }

            points[k] = 0.5 * (1 - x);
            weights[k] = 1 / ((1 - (x * x)) * slope * slope);
        }

        return (points, weights);
    }
}
