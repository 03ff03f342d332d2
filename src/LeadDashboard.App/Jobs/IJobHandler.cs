using LeadDashboard.Core.Jobs;

namespace LeadDashboard.App.Jobs;

/// <summary>
/// The work of one kind of job. Safe to repeat: after a crash it is called again and goes on from <see
/// cref="JobContext.Checkpoint"/>.
/// </summary>
public interface IJobHandler
{
    /// <summary>One of <see cref="JobKinds"/>.</summary>
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
/// <param name="Error">The stored sentence of a failure; see <see cref="JobMessage"/>.</param>
public sealed record JobStop(int JobId, string ArgumentsJson, JobStatus Status, string? Error);

/// <summary>A failure that the user can understand: a key of <see cref="JobMessages"/> and its values.</summary>
public sealed class JobFailedException(string message, params object[] values)
    : Exception(JobMessage.Write(message, values));
