using System.Reflection;

namespace LeadDashboard.App.Jobs;

/// <summary>Every message a job may store. A test proves that each has its translation in JobsText.</summary>
public static class JobMessages
{
    public const string Waiting = "Waiting for its turn";
    public const string Starting = "Starting";
    public const string Resumed = "Going on after an interruption";
    public const string Done = "Done";
    public const string Canceled = "Canceled";
    public const string Canceling = "Canceling";
    public const string Failed = "Failed";
    public const string UnknownKind = "This program has no job named {0}. Update the program or delete the job.";
    public const string Unexpected =
        "An unexpected error stopped the job: {0} Nothing that was saved before is lost. Try again; if it happens "
            + "again, look into the log.";

    public static IReadOnlyList<string> All { get; } =
    [
        .. typeof(JobMessages)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!),
    ];
}
