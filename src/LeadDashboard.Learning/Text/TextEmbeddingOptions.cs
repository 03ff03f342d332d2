namespace LeadDashboard.Learning.Text;

/// <summary>Settings of <see cref="TextEmbedding"/>.</summary>
public sealed record TextEmbeddingOptions
{
    public static TextEmbeddingOptions Default { get; } = new();

    public NGramOptions NGrams { get; init; } = NGramOptions.Default;

    public TruncatedSvdOptions Subspace { get; init; } = TruncatedSvdOptions.Default;

    /// <summary>More texts than this are thinned evenly for fitting.</summary>
    public int MaxTexts { get; init; } = 100_000;
}
