namespace LeadDashboard.App.Duplicates;

/// <summary>What the jobs say; translated by JobsText.</summary>
internal static class DuplicateMessages
{
    public const string Loading = "Loading leads";
    public const string Comparing = "Comparing {0} leads";
    public const string Merged = "Merged {0} of {1} pairs";
    public const string Undone = "Took back {0} of {1} merges";
}
