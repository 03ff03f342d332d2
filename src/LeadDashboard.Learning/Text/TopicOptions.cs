namespace LeadDashboard.Learning.Text;

/// <summary>Settings of <see cref="LatentDirichlet"/> and <see cref="TopicModel"/>.</summary>
public sealed record TopicOptions
{
    public static TopicOptions Default { get; } = new();

    public int TopicCount { get; init; } = 8;

    /// <summary>Dirichlet prior of a text's topic shares; 0 = 1 / TopicCount. Small = a text has few topics.</summary>
    public double TextPrior { get; init; }

    /// <summary>Dirichlet prior of a topic's words; 0 = 1 / TopicCount.</summary>
    public double WordPrior { get; init; }

    /// <summary>Passes over all texts.</summary>
    public int MaxIterations { get; init; } = 50;

    /// <summary>Stops when the perplexity of the training texts falls by less than this share in ten passes.</summary>
    public double Tolerance { get; init; } = 1e-3;

    /// <summary>Steps for one text's shares.</summary>
    public int MaxTextIterations { get; init; } = 100;

    /// <summary>A text's shares stand when they move by less than this on average.</summary>
    public double TextTolerance { get; init; } = 1e-3;

    /// <summary>A word in fewer texts is left out.</summary>
    public int MinTexts { get; init; } = 3;

    /// <summary>A word in more than this share of the texts is left out: it says nothing about topics.</summary>
    public double MaxTextShare { get; init; } = 0.5;

    /// <summary>The most frequent words are kept.</summary>
    public int MaxWords { get; init; } = 5000;

    /// <summary>More texts than this are thinned evenly for fitting.</summary>
    public int MaxTexts { get; init; } = 10_000;

    public int Seed { get; init; } = 1;

    public int MaxThreads { get; init; } = 1;

    internal double TextPriorValue => TextPrior > 0 ? TextPrior : 1.0 / TopicCount;

    internal double WordPriorValue => WordPrior > 0 ? WordPrior : 1.0 / TopicCount;
}
