namespace LeadDashboard.Learning.Text;

/// <summary>Settings of <see cref="SentimentModel"/>.</summary>
public sealed record SentimentOptions
{
    public static SentimentOptions Default { get; } = new();

    /// <summary>What is known before any label.</summary>
    public PhraseLexicon Lexicon { get; init; } = PhraseLexicon.Sentiment;

    /// <summary>
    /// Log-odds of "positive" per unit of the lexicon's score before any label: a score of 0.5 means 0.82.
    /// </summary>
    public double LexiconWeight { get; init; } = 3;

    /// <summary>
    /// How hard learnt n-gram weights are held at 0, and so the model at its lexicon: 0.5 * L2 * weight^2, over rows
    /// unscaled.
    /// </summary>
    public double L2 { get; init; } = 2;

    /// <summary>How hard the weight of the lexicon itself is held.</summary>
    public double LexiconL2 { get; init; } = 2;

    /// <summary>An n-gram in fewer texts is left out.</summary>
    public int MinTexts { get; init; } = 2;

    /// <summary>The most frequent n-grams are kept.</summary>
    public int MaxGrams { get; init; } = 20_000;

    /// <summary>Longest n-gram, tokens.</summary>
    public int MaxLength { get; init; } = 2;

    public int MaxIterations { get; init; } = 200;

    /// <summary>Stops when no weight moves by more than this in a round.</summary>
    public double Tolerance { get; init; } = 1e-5;
}
