namespace LeadDashboard.Learning.Trees;

/// <summary>A node while its tree grows: owns a range of the grower's row indexes.</summary>
internal sealed class GrowingNode
{
    public required int Start { get; init; }

    public required int Count { get; init; }

    public required int Depth { get; init; }

    public required NodeSums Sums { get; init; }

    /// <summary>Filled while the node may still be split.</summary>
    public long[]? Histogram { get; set; }

    /// <summary>The best question found; null when there is none.</summary>
    public Split? Split { get; set; }

    public GrowingNode? Left { get; set; }

    public GrowingNode? Right { get; set; }

    /// <summary>Answer of a leaf, learning rate included.</summary>
    public float Value { get; set; }

    public bool IsLeaf => Left is null;
}
