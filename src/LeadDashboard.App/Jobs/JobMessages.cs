namespace LeadDashboard.App.Jobs;

/// <summary>What is said of any job; what its own work says stands with its feature.</summary>
public static class JobMessages
{
    public const string Waiting = "jobs.waiting";
    public const string Starting = "jobs.starting";
    public const string Resumed = "jobs.resumed";
    public const string Done = "jobs.done";
    public const string Canceled = "jobs.canceled";
    public const string Canceling = "jobs.canceling";
    public const string Failed = "jobs.failed";
    public const string UnknownKind = "jobs.unknown-kind";
    public const string Unexpected = "jobs.unexpected";
}
