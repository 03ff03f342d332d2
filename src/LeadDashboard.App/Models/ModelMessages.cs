namespace LeadDashboard.App.Models;

/// <summary>What the learning jobs say while they run; the trainer's own messages stand in Core.</summary>
internal static class ModelMessages
{
    public const string Loading = "training.loading";
    public const string Comparing = "training.comparing";
    public const string Storing = "training.storing";
    public const string OtherTable = "training.other-table";
}
