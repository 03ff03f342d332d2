namespace LeadDashboard.Learning.Text;

/// <summary>
/// Logarithm and slope of the gamma function for x &gt; 0, by recurrence up to 8 and the asymptotic series there
/// (Abramowitz and Stegun 6.1.41, 6.3.18); about 1e-12.
/// </summary>
internal static class GammaFunctions
{
    public static double Digamma(double x)
    {
        double shift = 0;
        while (x < 8)
        {
            shift -= 1 / x;
            x++;
        }

        var square = 1 / (x * x);
        return shift
            + Math.Log(x)
            - 0.5 / x
            - square * (1.0 / 12 - square * (1.0 / 120 - square * (1.0 / 252 - square * (1.0 / 240 - square / 132))));
    }

    public static double LogGamma(double x)
    {
        double shift = 0;
        while (x < 8)
        {
            shift -= Math.Log(x);
            x++;
        }

        var square = 1 / (x * x);
        return shift
            + (x - 0.5) * Math.Log(x)
            - x
            + 0.5 * Math.Log(2 * Math.PI)
            + (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680 - square / 1188)))) / x;
    }
}
