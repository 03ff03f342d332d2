namespace LeadDashboard.Core.Sampling;

/// <summary>
/// SplitMix64 (Steele, Lea, Flood 2014). Every lead draws from a stream of its own, so that a lead does not depend on
/// how many were drawn
/// before it and files of any length can be written without keeping leads in memory.
/// </summary>
internal struct SampleRandom
{
    private ulong _state;

    public SampleRandom(long seed, long stream, int purpose) =>
        _state = Mix(Mix(Mix((ulong)seed) ^ (ulong)stream) ^ (ulong)purpose);

    /// <summary>0 &lt;= value &lt; 1.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>0 &lt;= value &lt; count.</summary>
    public int NextIndex(int count) => (int)(NextDouble() * count);

    public bool Chance(double probability) => NextDouble() < probability;

    public T Pick<T>(T[] values) => values[NextIndex(values.Length)];

    /// <summary>Index drawn in proportion to the weights (not negative, not all zero).</summary>
    public int PickWeighted(ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        foreach (var weight in weights)
        {
            sum += weight;
        }

        var left = NextDouble() * sum;
        for (var i = 0; i < weights.Length - 1; i++)
        {
            left -= weights[i];
            if (left < 0)
            {
                return i;
            }
        }

        return weights.Length - 1;
    }

    /// <summary>Mean 0, standard deviation 1 (Box-Muller).</summary>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());

    /// <summary>Poisson by multiplication (Knuth); means here are small.</summary>
    public int NextPoisson(double mean)
    {
        var limit = Math.Exp(-Math.Min(mean, 30));
        var product = NextDouble();
        var count = 0;
        while (product > limit)
        {
            count++;
            product *= NextDouble();
        }

        return count;
    }

    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15UL;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }

    private ulong NextBits()
    {
        var value = Mix(_state);
        _state += 0x9E3779B97F4A7C15UL;
        return value;
    }
}
