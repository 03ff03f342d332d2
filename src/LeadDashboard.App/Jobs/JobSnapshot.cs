using LeadDashboard.Core.Jobs;
using LeadDashboard.Core.Messages;

namespace LeadDashboard.App.Jobs;

/// <summary>What a screen shows of a job at one instant.</summary>
public sealed record JobSnapshot(
    int Id,
    string Kind,
    string Lane,
    JobStatus Status,
    double Progress,
    Message Message,
    Message? Error,
    string ActorId,
    bool IsCancelRequested,
    DateTime CreatedUtc,
    DateTime? StartedUtc,
    DateTime? FinishedUtc
)
{
    public bool IsActive => Status is JobStatus.Waiting or JobStatus.Running;

    /// <param name="message">null = the one that the row holds.</param>
    public static JobSnapshot From(Job job, Message? message = null) =>
        new(
            job.Id,
            job.Kind,
            job.Lane,
            job.Status,
            job.Progress,
            message ?? Message.FromStored(job.Message) ?? new Message(JobMessages.Waiting),
            Message.FromStored(job.Error),
            job.ActorId,
            job.IsCancelRequested,
            job.CreatedUtc,
            job.StartedUtc,
            job.FinishedUtc
        );

    /// <summary>By <see cref="TimeEstimate"/>; null unless it runs.</summary>
    public TimeSpan? TimeLeft(DateTime nowUtc) =>
        Status == JobStatus.Running && StartedUtc is { } started
            ? TimeEstimate.Left(Progress, nowUtc - started)
            : null;
}
