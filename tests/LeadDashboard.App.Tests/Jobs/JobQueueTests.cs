using LeadDashboard.App.Importing;
using LeadDashboard.App.Jobs;
using LeadDashboard.App.Models;
using LeadDashboard.App.Rescoring;
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
            ImportingModule.CommitImport,
            new ImportArguments(1),
            Admin,
            CancellationToken.None
        );
        Assert.Equal(
            first,
            await host.Queue.EnqueueAsync(
                ImportingModule.CommitImport,
                new ImportArguments(1),
                Admin,
                CancellationToken.None
            )
        );
        Assert.NotEqual(
            first,
            await host.Queue.EnqueueAsync(
                ImportingModule.CommitImport,
                new ImportArguments(2),
                Admin,
                CancellationToken.None
            )
        );
    }

    [Fact]
    public async Task Enqueue_TwinHasEnded_QueuesAgain()
    {
        await using var host = await JobHost.StartAsync();
        var first = await host.Queue.EnqueueAsync(
            ImportingModule.CommitImport,
            new ImportArguments(1),
            Admin,
            CancellationToken.None
        );
        await host.Queue.CancelAsync(first, Admin, CancellationToken.None);
        Assert.NotEqual(
            first,
            await host.Queue.EnqueueAsync(
                ImportingModule.CommitImport,
                new ImportArguments(1),
                Admin,
                CancellationToken.None
            )
        );
    }

    [Fact]
    public async Task Enqueue_FollowUpOfItself_IsQueuedBecauseTheRunningOneIsOlder()
    {
        var followUps = new List<int>();
        await using var host = await JobHost.StartAsync(
            JobRunnerTests.With(
                new ScriptedJob(
                    RescoringModule.ScoreLeads,
                    async (context, token) =>
                    {
                        followUps.Add(
                            await context.EnqueueAsync(
                                RescoringModule.ScoreLeads,
                                new TriggerArguments("import"),
                                token
                            )
                        );
                        followUps.Add(
                            await context.EnqueueAsync(
                                RescoringModule.ScoreLeads,
                                new TriggerArguments("import"),
                                token
                            )
                        );
                    }
                )
            )
        );
        var id = await host.Queue.EnqueueAsync(
            RescoringModule.ScoreLeads,
            new TriggerArguments("import"),
            Admin,
            CancellationToken.None
        );
        await host.Runner.RunNextAsync(JobLane.Learning, CancellationToken.None);
        Assert.NotEqual(id, followUps[0]);
        Assert.Equal(followUps[0], followUps[1]);
        Assert.Equal("u1", (await host.JobAsync(followUps[0])).ActorId);
    }

    [Theory]
    [InlineData(Role.SalesRep)]
    [InlineData(Role.MarketingManager)]
    public async Task Enqueue_WrongRole_IsRefused(Role role)
    {
        await using var host = await JobHost.StartAsync();
        var actor = new Actor("u2", role, "Bo");
        await Assert.ThrowsAsync<AccessDeniedException>(() =>
            host.Queue.EnqueueAsync(ImportingModule.CommitImport, new ImportArguments(1), actor, CancellationToken.None)
        );
        await Assert.ThrowsAsync<AccessDeniedException>(() =>
            host.Queue.EnqueueAsync(
                ModelsModule.TrainModel,
                new TriggerArguments("manual"),
                actor,
                CancellationToken.None
            )
        );
        await Assert.ThrowsAsync<AccessDeniedException>(() =>
            host.Queue.EnqueueAsync(ImportingModule.LoadSample, NoArguments.Value, actor, CancellationToken.None)
        );
    }

    [Fact]
    public async Task Cancel_WrongRole_IsRefusedAndJobStays()
    {
        await using var host = await JobHost.StartAsync();
        var id = await host.Queue.EnqueueAsync(
            ModelsModule.TrainModel,
            new TriggerArguments("manual"),
            Admin,
            CancellationToken.None
        );
        await Assert.ThrowsAsync<AccessDeniedException>(() =>
            host.Queue.CancelAsync(id, new Actor("u2", Role.SalesRep, "Bo"), CancellationToken.None)
        );
        Assert.Equal(JobStatus.Waiting, (await host.JobAsync(id)).Status);
    }

    [Fact]
    public async Task Cancel_WaitingJob_EndsAtOnceAndHandlerHears()
    {
        var script = new ScriptedJob(ImportingModule.CommitImport, (_, _) => Task.CompletedTask);
        await using var host = await JobHost.StartAsync(JobRunnerTests.With(script));
        var id = await host.Queue.EnqueueAsync(
            ImportingModule.CommitImport,
            new ImportArguments(1),
            Admin,
            CancellationToken.None
        );
        await host.Queue.CancelAsync(id, Admin, CancellationToken.None);
        Assert.Null(await host.Runner.RunNextAsync(JobLane.Data, CancellationToken.None));
        Assert.Equal(JobStatus.Canceled, (await host.JobAsync(id)).Status);
        Assert.Equal(id, Assert.Single(script.Stops).JobId);
    }

    [Fact]
    public async Task Add_TransactionRolledBack_QueuesNothing()
    {
        await using var host = await JobHost.StartAsync();
        await using (var context = host.Context())
        {
            await using var transaction = await context.Database.BeginTransactionAsync();
            await host.Queue.AddAsync(
                context,
                ImportingModule.CommitImport,
                new ImportArguments(1),
                Admin,
                CancellationToken.None
            );
        }

        Assert.Null(await host.Runner.RunNextAsync(JobLane.Data, CancellationToken.None));
        await using var after = host.Context();
        Assert.Empty(after.Jobs);
    }

    [Fact]
    public async Task Add_WithoutTransaction_IsRefused()
    {
        await using var host = await JobHost.StartAsync();
        await using var context = host.Context();
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            host.Queue.AddAsync(
                context,
                ImportingModule.CommitImport,
                new ImportArguments(1),
                Admin,
                CancellationToken.None
            )
        );
    }

    [Fact]
    public async Task Enqueue_SameJobByTwoProcessesAtOnce_IsQueuedOnce()
    {
        await using var host = await JobHost.StartAsync();
        await using var other = host.Restart();
        await EnqueueAtOnceAsync(host.Queue, other.Queue);
        await using var context = host.Context();
        Assert.Single(context.Jobs);
    }

    internal static async Task EnqueueAtOnceAsync(params JobQueue[] queues)
    {
        using var start = new Barrier(16);
        var ids = await Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(i =>
                    Task.Factory.StartNew(
                            () =>
                            {
                                start.SignalAndWait();
                                return queues[i % queues.Length]
                                    .EnqueueAsync(
                                        ImportingModule.CommitImport,
                                        new ImportArguments(7),
                                        Admin,
                                        CancellationToken.None
                                    );
                            },
                            CancellationToken.None,
                            TaskCreationOptions.LongRunning,
                            TaskScheduler.Default
                        )
                        .Unwrap()
                )
        );
        Assert.Single(ids.Distinct());
    }
}
