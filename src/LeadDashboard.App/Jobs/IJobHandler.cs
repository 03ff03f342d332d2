using LeadDashboard.Core.Jobs;
using LeadDashboard.Core.Messages;

namespace LeadDashboard.App.Jobs;

/// <summary>
/// The work of one kind of job. Safe to repeat: after a crash it is called again and goes on from <see
/// cref="JobContext.Checkpoint"/>.
/// </summary>
public interface IJobHandler
{
    /// <summary>The <see cref="JobKind.Name"/> of its kind.</summary>
    string Kind { get; }

    /// <exception cref="JobFailedException">An expected failure; its message is shown as it is.</exception>
    Task ExecuteAsync(JobContext context, CancellationToken cancellationToken);

    /// <summary>
    /// Called once after the job was canceled or failed, also when it was canceled before it started: put right what
    /// depends on it.
    /// </summary>
    Task StoppedAsync(JobStop stop, CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <param name="JobId">The job that ended without being done.</param>
/// <param name="ArgumentsJson">What it was asked to do.</param>
/// <param name="Status">Failed or Canceled.</param>
/// <param name="Error">Why it failed, a stored <see cref="Message"/>; null when it was canceled.</param>
public sealed record JobStop(int JobId, string ArgumentsJson, JobStatus Status, string? Error);

/// <summary>A failure that the user can understand.</summary>
public sealed class JobFailedException(Message said) : Exception(said.ToString())
{
    public JobFailedException(string key, params IReadOnlyList<object> values)
        : this(new Message(key, values)) { }

    public Message Said { get; } = said;
}
