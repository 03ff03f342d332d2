namespace LeadDashboard.Learning.Encoding;

/// <summary>How a category becomes numbers.</summary>
public enum CategoryCoding
{
    /// <summary>One column of 0 and 1 per frequent category; rare ones share "(other)" when there are any.</summary>
    OneHot = 0,

    /// <summary>
    /// One column: -ln(share of the rows that hold this category), in nats. Rare is far, which is what anomaly
    /// detection asks.
    /// </summary>
    Surprise = 1,
}

/// <summary>Settings of <see cref="DenseEncoder"/>.</summary>
public sealed record DenseOptions
{
    public const int DefaultMaxCategories = 20;
    public const double DefaultMinCategoryShare = 0.01;
    public const double DefaultMinMissingShare = 0.01;
    public const double DefaultClip = 6;

    public static DenseOptions Default { get; } = new();

    /// <summary>
    /// Numbers to mean 0 and standard deviation 1 over the fitted rows; categories are centred. Off: numbers as they
    /// are, categories 0 and 1.
    /// </summary>
    public bool IsStandardised { get; init; } = true;

    public CategoryCoding Categories { get; init; }

    /// <summary>1..10000 columns of one category column; the most frequent are kept.</summary>
    public int MaxCategories { get; init; } = DefaultMaxCategories;

    /// <summary>0..1; a rarer category joins "(other)".</summary>
    public double MinCategoryShare { get; init; } = DefaultMinCategoryShare;

    /// <summary>
    /// 0..1; a number column with at least this share missing (and not all) gets a second column that says so. Above 1:
    /// never.
    /// </summary>
    public double MinMissingShare { get; init; } = DefaultMinMissingShare;

    /// <summary>
    /// Above 0, in standard deviations: a standardised number is cut here, so that one extreme row cannot own a cluster
    /// or a direction.
    /// </summary>
    public double Clip { get; init; } = DefaultClip;

    /// <summary>Names of columns left out.</summary>
    public IReadOnlySet<string> IgnoredColumns { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Every setting out of its range, in words; empty when all are good.</summary>
    public IReadOnlyList<string> Problems()
    {
        var wrong = new List<string>();
        if (MaxCategories is < 1 or > 10000)
        {
            wrong.Add($"MaxCategories is {MaxCategories}; expected 1..10000.");
        }

        if (MinCategoryShare is not (>= 0 and <= 1))
        {
            wrong.Add(FormattableString.Invariant($"MinCategoryShare is {MinCategoryShare}; expected 0..1."));
        }

        if (MinMissingShare is not >= 0)
        {
            wrong.Add(FormattableString.Invariant($"MinMissingShare is {MinMissingShare}; expected at least 0."));
        }

        if (Clip is not > 0)
        {
            wrong.Add(FormattableString.Invariant($"Clip is {Clip}; expected above 0."));
        }

        return wrong;
    }
}
