namespace LeadDashboard.Core.Modeling.Features;

/// <summary>One feature: how it is made from one raw column.</summary>
/// <param name="Name">Unique name of the feature column.</param>
/// <param name="Field">Field users know; reasons are grouped by it.</param>
/// <param name="Source">Name of the raw column.</param>
/// <param name="IsCategory">True: words to codes. False: the number itself.</param>
/// <param name="Categories">The kept words of a category.</param>
/// <param name="Sentinels">Numbers read as missing.</param>
public sealed record FeatureSpec(
    string Name,
    string Field,
    string Source,
    bool IsCategory,
    IReadOnlyList<string> Categories,
    IReadOnlyList<float> Sentinels
)
{
    /// <summary>
    /// Tokens of a free text with their log-odds; the feature is their sum. Null for any other column.
    /// </summary>
    public TokenWeights? Text { get; init; }

    /// <summary>How it is made from a column of dates; null for any other column, and in older models.</summary>
    public DatePart? Date { get; init; }

    /// <summary>What it tells of a level of a category, by <see cref="FeatureRecipe.Levels"/>; else null.</summary>
    public LevelPart? Level { get; init; }
}

/// <summary>Tokens and log-odds, one each.</summary>
public sealed record TokenWeights(IReadOnlyList<string> Tokens, IReadOnlyList<double> LogOdds);
