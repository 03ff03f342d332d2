namespace LeadDashboard.App.Duplicates;

/// <summary>What the jobs say while they run.</summary>
internal static class DuplicateMessages
{
    public const string Loading = "duplicates.loading";
    public const string Comparing = "duplicates.comparing";
    public const string Merged = "duplicates.merged";
    public const string Undone = "duplicates.took-back-merges";
}
