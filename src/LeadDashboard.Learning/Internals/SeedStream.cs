namespace LeadDashboard.Learning.Internals;

/// <summary>
/// Chance from a seed: SplitMix64 (Steele, Lea, Flood 2014). The numbers are fixed by (seed, stream), so that every
/// tree, start or row can own a stream
/// and no thread waits for another.
/// </summary>
internal sealed class SeedStream(int seed, int stream = 0)
{
    private ulong _state = Mix(((ulong)(uint)seed << 32) | (uint)stream);

    /// <summary>0 (included) .. 1 (excluded), 53 random bits.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>0 .. limit - 1; limit at least 1.</summary>
    public int Next(int limit) => (int)(((NextBits() >> 32) * (ulong)limit) >> 32);

    /// <summary>Standard normal, by Box and Muller (1958).</summary>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());

    /// <summary>
    /// So many of 0 .. count - 1 without repetition, in the order drawn (partial Fisher-Yates shuffle); all of them
    /// when count is smaller.
    /// </summary>
    public int[] Draw(int count, int take)
    {
        take = Math.Min(count, take);
        var moved = new Dictionary<int, int>();
        var drawn = new int[take];
        for (var i = 0; i < take; i++)
        {
            var other = i + Next(count - i);
            drawn[i] = moved.GetValueOrDefault(other, other);
            moved[other] = moved.GetValueOrDefault(i, i);
        }

        return drawn;
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    private ulong NextBits() => Mix(_state += 0x9E3779B97F4A7C15UL);
}
