using System.Text.Json;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Jobs;

namespace LeadDashboard.App.Jobs;

/// <summary>A kind of job: its stored name, who may start and cancel it, and the lane that runs it.</summary>
public abstract class JobKind
{
    private protected JobKind(string name, Permission permission, JobLane lane) =>
        (Name, Permission, Lane) = (name, permission, lane);

    /// <summary>Stands in the rows: never renamed.</summary>
    public string Name { get; }

    /// <summary>Who may start and cancel a job of this kind.</summary>
    public Permission Permission { get; }

    public JobLane Lane { get; }

    /// <summary>True when leads come in by it: what looks at all leads waits until it is done.</summary>
    public bool BringsLeads { get; init; }

    public sealed override string ToString() => Name;
}

/// <summary>A kind of job with the type of its arguments; declared once, in the module of its feature.</summary>
public sealed class JobKind<TArguments>(string name, Permission permission, JobLane lane = JobLane.Data)
    : JobKind(name, permission, lane)
    where TArguments : class
{
    /// <summary>The arguments as the row holds them.</summary>
    public string Write(TArguments arguments) => JsonSerializer.Serialize(arguments);

    /// <summary>The arguments of a stored job.</summary>
    public TArguments Read(string json) =>
        JsonSerializer.Deserialize<TArguments>(json)
        ?? throw new InvalidOperationException(
            $"A job of the kind {Name} has the arguments 'null'; expected a {typeof(TArguments).Name}."
        );
}

/// <summary>Arguments of a job that needs none.</summary>
public sealed record NoArguments
{
    public static NoArguments Value { get; } = new();
}

/// <param name="Trigger">Why the job was queued: "import", "manual", "schedule", "outcomes" ...</param>
public sealed record TriggerArguments(string Trigger);

/// <summary>A kind of job and the handler that does the work.</summary>
public sealed record JobEntry(JobKind Kind, Type Handler)
{
    public static JobEntry HandledBy<THandler>(JobKind kind)
        where THandler : class, IJobHandler => new(kind, typeof(THandler));
}
