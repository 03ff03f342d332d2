namespace LeadDashboard.Learning.Text;

/// <summary>Settings of <see cref="TruncatedSvd"/>.</summary>
public sealed record TruncatedSvdOptions
{
    public static TruncatedSvdOptions Default { get; } = new();

    /// <summary>Wanted dimensions, &gt;= 1; fewer come out where the matrix has no more.</summary>
    public int ComponentCount { get; init; } = 16;

    /// <summary>Random directions beyond the wanted ones.</summary>
    public int Oversampling { get; init; } = 10;

    /// <summary>Passes over the matrix that sharpen the subspace.</summary>
    public int IterationCount { get; init; } = 7;

    public int Seed { get; init; } = 1;

    public int MaxThreads { get; init; } = 1;
}
