namespace LeadDashboard.Learning.Text;

/// <summary>Settings of <see cref="HashedNGrams"/>.</summary>
public sealed record NGramOptions
{
    public static NGramOptions Default { get; } = new();

    /// <summary>Shortest run of neighbouring tokens, &gt;= 1.</summary>
    public int MinLength { get; init; } = 1;

    /// <summary>Longest run.</summary>
    public int MaxLength { get; init; } = 2;

    /// <summary>Columns the n-grams are hashed into, &gt;= 1. More = fewer collisions.</summary>
    public int BucketCount { get; init; } = 1 << 14;

    /// <summary>
    /// The hash also chooses the sign, so that collisions cancel instead of adding up (Weinberger et al. 2009).
    /// </summary>
    public bool IsSigned { get; init; } = true;

    internal void Require()
    {
        if (MinLength < 1 || MaxLength < MinLength || BucketCount < 1)
        {
            throw new ArgumentException(
                $"N-grams of {MinLength} to {MaxLength} tokens in {BucketCount} buckets are impossible. Lengths "
                    + $"start at 1 and rise; there is at least one bucket."
            );
        }
    }
}
