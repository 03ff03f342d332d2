using System.Globalization;
using LeadDashboard.App.Jobs;
using LeadDashboard.App.Messages;
using LeadDashboard.Core.Jobs;

namespace LeadDashboard.Cli.Database;

/// <summary>
/// Works queued jobs off in this process. A web server on the same database may claim a job first: then its row is
/// followed until it ends there.
/// </summary>
internal sealed class JobFollower(DatabaseSession session, CommandIo io)
{
    /// <summary>How often rows are looked at that another process writes.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(300);

    /// <summary>A line of progress for every step of this size.</summary>
    private const double Step = 0.05;

    private readonly Lock _lock = new();
    private readonly Dictionary<int, (double Progress, string Key)> _told = [];

    /// <summary>Returns when the job has ended, wherever it ran.</summary>
    public async Task<JobSnapshot> WorkAsync(int jobId, JobLane lane, CancellationToken cancellationToken)
    {
        using var progress = session.Get<JobBoard>().Subscribe(jobId, Tell);
        var runner = session.Get<JobRunner>();
        while (true)
        {
            var job =
                await session.Get<JobQueries>().FindAsync(session.Actor, jobId, cancellationToken)
                ?? throw CommandException.RefusedAs("cli.job-gone", jobId);
            if (!job.IsActive)
            {
                return job;
            }

            if (job.Status == JobStatus.Waiting && await runner.RunNextAsync(lane, cancellationToken) is not null)
            {
                continue;
            }

            Tell(job);
            await WaitAsync(runner, cancellationToken);
        }
    }

    /// <summary>Works off whatever waits, and waits for what runs elsewhere, until nothing is left.</summary>
    /// <returns>The ended jobs, oldest first.</returns>
    public async Task<IReadOnlyList<JobSnapshot>> WorkAllAsync(CancellationToken cancellationToken)
    {
        using var progress = session.Get<JobBoard>().SubscribeAll(Tell);
        var runner = session.Get<JobRunner>();
        var seen = new SortedSet<int>();
        while (true)
        {
            var active = await session.Get<JobQueries>().ActiveAsync(session.Actor, cancellationToken);
            seen.UnionWith(active.Select(job => job.Id));
            if (active.Count == 0)
            {
                break;
            }

            var ran = false;
            foreach (var lane in Enum.GetValues<JobLane>())
            {
                ran |= await runner.RunNextAsync(lane, cancellationToken) is not null;
            }

            if (!ran)
            {
                await WaitAsync(runner, cancellationToken);
            }
        }

        var ended = new List<JobSnapshot>();
        foreach (var id in seen)
        {
            if (await session.Get<JobQueries>().FindAsync(session.Actor, id, cancellationToken) is { } job)
            {
                ended.Add(job);
            }
        }

        return ended;
    }

    /// <summary>Refuses with what the job says when it did not get done.</summary>
    public static void Require(JobSnapshot job)
    {
        if (job.Status != JobStatus.Done)
        {
            throw CommandException.Refused(job.Error ?? job.Message);
        }
    }

    /// <summary>
    /// Another process has the job or its lane; should that process be gone, its jobs are queued again.
    /// </summary>
    private async Task WaitAsync(JobRunner runner, CancellationToken cancellationToken)
    {
        await runner.RequeueLostAsync(cancellationToken);
        await Task.Delay(Poll, io.Time, cancellationToken);
    }

    private void Tell(JobSnapshot job)
    {
        var words = MessageTexts.Say(job.Message);
        lock (_lock)
        {
            var isNews =
                !_told.TryGetValue(job.Id, out var last)
                || last.Key != job.Message.Key
                || job.Progress >= last.Progress + Step;
            if (!isNews)
            {
                return;
            }

            _told[job.Id] = (job.Progress, job.Message.Key);
            io.Errors.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(job.Progress * 100),3} %  {words}")
            );
        }
    }
}
