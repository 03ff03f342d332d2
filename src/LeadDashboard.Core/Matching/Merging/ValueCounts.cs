namespace LeadDashboard.Core.Matching.Merging;

/// <summary>How many leads have a value in a field; 0 where nobody counted.</summary>
public sealed record ValueCounts(IReadOnlyDictionary<(string Field, string Value), int> Counts)
{
    public static ValueCounts None { get; } = new(new Dictionary<(string, string), int>());

    public int CountOf(string field, string value) => Counts.GetValueOrDefault((field, value));
}
