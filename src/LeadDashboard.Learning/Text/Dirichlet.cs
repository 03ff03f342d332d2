namespace LeadDashboard.Learning.Text;

/// <summary>Expectations under a Dirichlet distribution.</summary>
internal static class Dirichlet
{
    /// <summary>E[log share] of a Dirichlet.</summary>
    public static double[] LogExpectations(double[] weights)
    {
        var all = GammaFunctions.Digamma(weights.Sum());
        return [.. weights.Select(weight => GammaFunctions.Digamma(weight) - all)];
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
            bound += (prior - weights[i]) * logExpectations[i] + GammaFunctions.LogGamma(weights[i]) - GammaFunctions.LogGamma(prior);
        }

        return bound;
    }
}
