using MathNet.Numerics.Integration;

namespace LeadDashboard.Learning.Internals;

/// <summary>Quadrature on 0..1 that is exact for polynomials up to degree 2 * count - 1.</summary>
internal static class GaussLegendre
{
    public static (double[] Points, double[] Weights) On01(int count)
    {
        var rule = new GaussLegendreRule(0, 1, count);
        return (rule.Abscissas, rule.Weights);
    }
}
