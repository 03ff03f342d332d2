using LeadDashboard.App.Events;
using LeadDashboard.App.Importing;
using LeadDashboard.App.Jobs;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Events;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Data.Events;
using LeadDashboard.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace LeadDashboard.App.Tests.Events;

/// <summary>Two processes on one database: what one does, the open pages of the other hear.</summary>
public sealed class EventFollowerTests
{
    private static readonly Actor Admin = new("u1", Role.Admin, "Ada");

    [Fact]
    public async Task Follow_EventOfAnotherProcess_IsHeardOnceBySubscribersOfItsKind()
    {
        await using var host = await JobHost.StartAsync(services => services.AddEvents());
        await using var other = host.Restart();
        await WriteAsync(other, EventKinds.LeadChanged, 1);
        var follower = host.Services.GetRequiredService<EventFollower>();
        var hub = host.Services.GetRequiredService<EventHub>();
        await follower.FollowAsync(CancellationToken.None);
        List<int?> changed = [];
        List<string> all = [];
        using var ofKind = hub.Subscribe(EventKinds.LeadChanged, entry => changed.Add(entry.EntityId));
        using var ofAll = hub.Subscribe(null, entry => all.Add(entry.Kind));

        await WriteAsync(other, EventKinds.LeadChanged, 2);
        await WriteAsync(other, EventKinds.ModelPromoted, 3);
        Assert.Equal(2, await follower.FollowAsync(CancellationToken.None));
        Assert.Equal(0, await follower.FollowAsync(CancellationToken.None));

        Assert.Equal([2], changed);
        Assert.Equal([EventKinds.LeadChanged, EventKinds.ModelPromoted], all);
    }

    [Fact]
    public async Task Follow_EventRaisedEarly_IsNotHeardAgain()
    {
        await using var host = await JobHost.StartAsync(services => services.AddEvents());
        var follower = host.Services.GetRequiredService<EventFollower>();
        var hub = host.Services.GetRequiredService<EventHub>();
        await follower.FollowAsync(CancellationToken.None);
        List<int?> heard = [];
        using var subscription = hub.Subscribe(null, entry => heard.Add(entry.EntityId));
        await WriteAsync(host, EventKinds.LeadChanged, 1);
        await WriteAsync(host, EventKinds.LeadChanged, 2);
        var reader = host.Services.GetRequiredService<OutboxReader>();

        hub.RaiseEarly((await reader.NewestAsync(CancellationToken.None))!);
        await follower.FollowAsync(CancellationToken.None);
        await WriteAsync(host, EventKinds.LeadChanged, 3);
        await follower.FollowAsync(CancellationToken.None);

        Assert.Equal([2, 1, 3], heard);
    }

    [Fact]
    public async Task Follow_SubscriberFails_OthersHearAllTheSame()
    {
        await using var host = await JobHost.StartAsync(services => services.AddEvents());
        var follower = host.Services.GetRequiredService<EventFollower>();
        var hub = host.Services.GetRequiredService<EventHub>();
        await follower.FollowAsync(CancellationToken.None);
        var heard = 0;
        using var closed = hub.Subscribe(null, _ => throw new ObjectDisposedException("page"));
        using var open = hub.Subscribe(null, _ => heard++);
        var left = hub.Subscribe(null, _ => heard += 100);
        left.Dispose();

        await WriteAsync(host, EventKinds.LeadChanged, 1);
        await follower.FollowAsync(CancellationToken.None);

        Assert.Equal(1, heard);
    }

    [Fact]
    public async Task JobFollower_JobOfAnotherProcess_IsToldFromQueueToEnd()
    {
        await using var host = await JobHost.StartAsync();
        await using var other = host.Restart(services =>
            services.AddSingleton<IJobHandler>(
                new ScriptedJob(ImportingModule.CommitImport, (_, _) => Task.CompletedTask)
            )
        );
        var follower = host.Services.GetRequiredService<JobFollower>();
        var id = await other.Queue.EnqueueAsync(
            ImportingModule.CommitImport,
            new ImportArguments(1),
            Admin,
            CancellationToken.None
        );
        Assert.Equal(0, await follower.FollowAsync(CancellationToken.None));
        List<JobStatus> heard = [];
        using var subscription = host.Board.Subscribe(id, job => heard.Add(job.Status));

        Assert.Equal(1, await follower.FollowAsync(CancellationToken.None));
        Assert.Equal(0, await follower.FollowAsync(CancellationToken.None));
        await other.Runner.RunNextAsync(JobLane.Data, CancellationToken.None);
        Assert.Equal(1, await follower.FollowAsync(CancellationToken.None));

        Assert.Equal([JobStatus.Waiting, JobStatus.Done], heard);
    }

    private static async Task WriteAsync(JobHost host, string kind, int entityId)
    {
        await using var context = host.Context();
        Outbox.Add(context, kind, host.Time.NowUtc, entityId);
        await context.SaveChangesAsync();
    }
}
