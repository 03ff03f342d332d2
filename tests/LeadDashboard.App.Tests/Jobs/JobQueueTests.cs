using LeadDashboard.App.Jobs;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Testing;

namespace LeadDashboard.App.Tests.Jobs;

public sealed class JobQueueTests
{
    private static readonly Actor Admin = new("u1", Role.Admin, "Ada");

    [Fact]
    public async Task Enqueue_SameKindAndArguments_ReturnsTheWaitingJob()
    {
        await using var host = await JobHost.StartAsync();
        var first = await host.Queue.EnqueueAsync(
            JobKinds.CommitImport,
            new { BatchId = 1 },
            Admin,
            CancellationToken.None
        );
        Assert.Equal(
            first,
            await host.Queue.EnqueueAsync(JobKinds.CommitImport, new { BatchId = 1 }, Admin, CancellationToken.None)
        );
        Assert.NotEqual(
            first,
            await host.Queue.EnqueueAsync(JobKinds.CommitImport, new { BatchId = 2 }, Admin, CancellationToken.None)
        );
    }

    [Fact]
    public async Task Enqueue_TwinHasEnded_QueuesAgain()
    {
        await using var host = await JobHost.StartAsync();
        var first = await host.Queue.EnqueueAsync(
            JobKinds.CommitImport,
            new { BatchId = 1 },
            Admin,
            CancellationToken.None
        );
        await host.Queue.CancelAsync(first, Admin, CancellationToken.None);
        Assert.NotEqual(
            first,
            await host.Queue.EnqueueAsync(JobKinds.CommitImport, new { BatchId = 1 }, Admin, CancellationToken.None)
        );
    }

    [Fact]
    public async Task Enqueue_FollowUpOfItself_IsQueuedBecauseTheRunningOneIsOlder()
    {
        var followUps = new List<int>();
        await using var host = await JobHost.StartAsync(
            JobRunnerTests.With(
                new ScriptedJob(
                    JobKinds.ScoreLeads,
                    async (context, token) =>
                    {
                        followUps.Add(
                            await context.EnqueueAsync(JobKinds.ScoreLeads, new { Trigger = "import" }, token)
                        );
                        followUps.Add(
                            await context.EnqueueAsync(JobKinds.ScoreLeads, new { Trigger = "import" }, token)
                        );
                    }
                )
            )
        );
        var id = await host.Queue.EnqueueAsync(
            JobKinds.ScoreLeads,
            new { Trigger = "import" },
            Admin,
            CancellationToken.None
        );
        await host.Runner.RunNextAsync(JobLane.Learning, CancellationToken.None);
        Assert.NotEqual(id, followUps[0]);
        Assert.Equal(followUps[0], followUps[1]);
        Assert.Equal("u1", (await host.JobAsync(followUps[0])).ActorId);
    }

    [Theory]
    [InlineData(Role.SalesRep, JobKinds.CommitImport)]
    [InlineData(Role.MarketingManager, JobKinds.CommitImport)]
    [InlineData(Role.SalesRep, JobKinds.TrainModel)]
    [InlineData(Role.MarketingManager, JobKinds.LoadSample)]
    public async Task Enqueue_WrongRole_IsRefused(Role role, string kind)
    {
        await using var host = await JobHost.StartAsync();
        await Assert.ThrowsAsync<AccessDeniedException>(() =>
            host.Queue.EnqueueAsync(kind, new { }, new Actor("u2", role, "Bo"), CancellationToken.None)
        );
    }

    [Fact]
    public async Task Cancel_WrongRole_IsRefusedAndJobStays()
    {
        await using var host = await JobHost.StartAsync();
        var id = await host.Queue.EnqueueAsync(JobKinds.TrainModel, new { }, Admin, CancellationToken.None);
        await Assert.ThrowsAsync<AccessDeniedException>(() =>
            host.Queue.CancelAsync(id, new Actor("u2", Role.SalesRep, "Bo"), CancellationToken.None)
        );
        Assert.Equal(JobStatus.Waiting, (await host.JobAsync(id)).Status);
    }

    [Fact]
    public async Task Cancel_WaitingJob_EndsAtOnceAndHandlerHears()
    {
        var script = new ScriptedJob(JobKinds.CommitImport, (_, _) => Task.CompletedTask);
        await using var host = await JobHost.StartAsync(JobRunnerTests.With(script));
        var id = await host.Queue.EnqueueAsync(
            JobKinds.CommitImport,
            new { BatchId = 1 },
            Admin,
            CancellationToken.None
        );
        await host.Queue.CancelAsync(id, Admin, CancellationToken.None);
        Assert.Null(await host.Runner.RunNextAsync(JobLane.Data, CancellationToken.None));
        Assert.Equal(JobStatus.Canceled, (await host.JobAsync(id)).Status);
        Assert.Equal(id, Assert.Single(script.Stops).JobId);
    }
}
