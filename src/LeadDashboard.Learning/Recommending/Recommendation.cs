namespace LeadDashboard.Learning.Recommending;

/// <summary>What a recommendation rests on.</summary>
public enum RecommendationBasis
{
    /// <summary>Nothing is known about the user: what most others hold.</summary>
    Popularity = 0,

    /// <summary>Users with a similar past.</summary>
    Taste = 1,

    /// <summary>Nobody holds the item yet, but it resembles what the user holds.</summary>
    Content = 2,
}

/// <summary>Why: an item the user holds that is like the recommended one.</summary>
/// <param name="Item">0-based, held by the user.</param>
/// <param name="Similarity">0..1.</param>
/// <param name="IsContent">Alike by what they are, else by who holds both.</param>
public sealed record RecommendationReason(int Item, double Similarity, bool IsContent);

/// <summary>An item to offer next.</summary>
/// <param name="Item">0-based, not held by the user.</param>
/// <param name="Score">Higher is better; comparable within one list only.</param>
/// <param name="Basis">What it rests on.</param>
/// <param name="Reasons">At most three, strongest first; empty for popularity.</param>
public sealed record Recommendation(
    int Item,
    double Score,
    RecommendationBasis Basis,
    IReadOnlyList<RecommendationReason> Reasons
);
