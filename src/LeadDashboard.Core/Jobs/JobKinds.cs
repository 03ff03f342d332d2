using LeadDashboard.Core.Access;

namespace LeadDashboard.Core.Jobs;

/// <summary>The names of the jobs: one feature queues another feature's job by its name alone.</summary>
public static class JobKinds
{
    /// <summary>Arguments: { "BatchId": int }.</summary>
    public const string CommitImport = "CommitImport";

    /// <summary>Arguments: { "Trigger": "import" | "manual" | "schedule" | "outcomes" }.</summary>
    public const string TrainModel = "TrainModel";

    /// <summary>Arguments: { "Trigger": string }.</summary>
    public const string ScoreLeads = "ScoreLeads";

    /// <summary>Arguments: {}.</summary>
    public const string LoadSample = "LoadSample";

    /// <summary>Takes back what an import brought. Arguments: { "BatchId": int }.</summary>
    public const string UndoImport = "UndoImport";

    /// <summary>Runs corrected rows of an import again. Arguments: { "BatchId": int, "All": bool }.</summary>
    public const string RetryRejected = "RetryRejected";

    /// <summary>Arguments: { "Trigger": "import" | "manual" }.</summary>
    public const string FindDuplicates = "FindDuplicates";

    /// <summary>
    /// Arguments: { "Group": string, "Probability": double }: merges all open pairs at or above it that do not
    /// contradict others.
    /// </summary>
    public const string MergeDuplicates = "MergeDuplicates";

    /// <summary>Arguments: { "Group": string }: takes back the merges of one group.</summary>
    public const string UndoMerges = "UndoMerges";

    /// <summary>
    /// Jobs that compute for long: they run in a lane of their own, so that an import never waits for a training.
    /// </summary>
    public static IReadOnlyList<string> Learning { get; } = [TrainModel, ScoreLeads, FindDuplicates];

    /// <summary>Who may start and cancel a job of this kind. A kind that is not listed belongs to the admin.</summary>
    public static Permission PermissionFor(string kind) =>
        kind switch
        {
            CommitImport or LoadSample or UndoImport or RetryRejected => Permission.ImportData,
            TrainModel or ScoreLeads => Permission.TrainModels,
            FindDuplicates or MergeDuplicates or UndoMerges => Permission.MergeLeads,
            _ => Permission.EditSettings,
        };
}
