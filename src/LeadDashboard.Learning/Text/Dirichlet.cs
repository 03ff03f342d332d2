using MathNet.Numerics;

namespace LeadDashboard.Learning.Text;

/// <summary>Expectations under a Dirichlet distribution.</summary>
internal static class Dirichlet
{
    /// <summary>E[log share] of a Dirichlet.</summary>
    public static double[] LogExpectations(double[] weights)
    {
        double sum = 0;
        foreach (var weight in weights)
        {
            sum += weight;
        }

        var all = Digamma(sum);
        var logs = new double[weights.Length];
        for (var i = 0; i < logs.Length; i++)
        {
            logs[i] = Digamma(weights[i]) - all;
        }

        return logs;
    }

    /// <summary>exp(E[log share]).</summary>
    public static double[] ExpLogExpectations(double[] weights)
    {
        var logs = LogExpectations(weights);
        for (var i = 0; i < logs.Length; i++)
        {
            logs[i] = Math.Exp(logs[i]);
        }

        return logs;
    }

    /// <summary>E[log p(theta | prior) - log q(theta | weights)].</summary>
    public static double Bound(double prior, double[] weights, double[] logExpectations)
    {
        var bound = SpecialFunctions.GammaLn(prior * weights.Length) - SpecialFunctions.GammaLn(weights.Sum());
        for (var i = 0; i < weights.Length; i++)
        {
            bound +=
                (prior - weights[i]) * logExpectations[i]
                + SpecialFunctions.GammaLn(weights[i])
                - SpecialFunctions.GammaLn(prior);
        }

        return bound;
    }

    /// <summary>
    /// Slope of the logarithm of the gamma function for x &gt; 0, by recurrence up to 8 and the asymptotic series there
    /// (Abramowitz and Stegun 6.3.18); about 1e-12. Fits spend their time here, and MathNet's takes half as long again.
    /// </summary>
    private static double Digamma(double x)
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
}
