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

        var all = GammaFunctions.Digamma(sum);
        var logs = new double[weights.Length];
        for (var i = 0; i < logs.Length; i++)
        {
            logs[i] = GammaFunctions.Digamma(weights[i]) - all;
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
        var bound = GammaFunctions.LogGamma(prior * weights.Length) - GammaFunctions.LogGamma(weights.Sum());
        for (var i = 0; i < weights.Length; i++)
        {
            bound +=
                (prior - weights[i]) * logExpectations[i]
                + GammaFunctions.LogGamma(weights[i])
                - GammaFunctions.LogGamma(prior);
        }

        return bound;
    }
}
