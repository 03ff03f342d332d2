using LeadDashboard.App.Importing;
using LeadDashboard.App.Jobs;
using LeadDashboard.App.Models;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Core.Messages;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LeadDashboard.App.Tests.Jobs;

public sealed class JobRunnerTests
{
    private static readonly Actor Admin = new("u1", Role.Admin, "Ada");
    private static readonly JobKind<NoArguments> Unknown = new("Dream", Permission.EditSettings);

    [Fact]
    public async Task RunNext_NoJob_ReturnsNull()
    {
        await using var host = await JobHost.StartAsync();
        Assert.Null(await host.Runner.RunNextAsync(JobLane.Data, CancellationToken.None));
    }

    [Fact]
    public async Task RunNext_JobSucceeds_RowSaysDone()
    {
        var seen = 0;
        var script = new ScriptedJob(
            ImportingModule.CommitImport,
            (context, _) =>
            {
                seen = context.Arguments(ImportingModule.CommitImport).BatchId;
                return context.ReportAsync(0.5, JobMessages.Starting);
            }
        );
        await using var host = await JobHost.StartAsync(With(script));
        var id = await host.Queue.EnqueueAsync(
            ImportingModule.CommitImport,
            new ImportArguments(7),
            Admin,
            CancellationToken.None
        );
        Assert.Equal(id, await host.Runner.RunNextAsync(JobLane.Data, CancellationToken.None));
        var job = await host.JobAsync(id);
        Assert.Equal(
            (JobStatus.Done, 1.0, new Message(JobMessages.Done).ToJson(), 7),
            (job.Status, job.Progress, job.Message, seen)
        );
        Assert.Equal(host.Time.NowUtc, job.FinishedUtc);
        Assert.Null(job.ClaimedBy);
    }

    [Fact]
    public async Task RunNext_JobThrows_RowHoldsSentenceAndHandlerHears()
    {
        var script = new ScriptedJob(
            ImportingModule.CommitImport,
            (_, _) => throw new InvalidDataException("Line 3 is torn.")
        );
        await using var host = await JobHost.StartAsync(With(script));
        var id = await host.Queue.EnqueueAsync(
            ImportingModule.CommitImport,
            new ImportArguments(1),
            Admin,
            CancellationToken.None
        );
        await host.Runner.RunNextAsync(JobLane.Data, CancellationToken.None);
        var job = await host.JobAsync(id);
        Assert.Equal(JobStatus.Failed, job.Status);
        Assert.Equal(new Message(JobMessages.Unexpected, "Line 3 is torn.").ToJson(), job.Error);
        Assert.Equal([new JobStop(id, job.ArgumentsJson, JobStatus.Failed, job.Error)], script.Stops);
    }

    [Fact]
    public async Task RunNext_UnknownKind_FailsWithSentence()
    {
        await using var host = await JobHost.StartAsync();
        var id = await host.Queue.EnqueueAsync(Unknown, NoArguments.Value, Admin, CancellationToken.None);
        await host.Runner.RunNextAsync(JobLane.Data, CancellationToken.None);
        Assert.Equal(new Message(JobMessages.UnknownKind, "Dream").ToJson(), (await host.JobAsync(id)).Error);
    }

    [Fact]
    public async Task RunNext_LearningJob_StaysInItsLane()
    {
        await using var host = await JobHost.StartAsync(
            With(new ScriptedJob(ModelsModule.TrainModel, (_, _) => Task.CompletedTask))
        );
        var id = await host.Queue.EnqueueAsync(
            ModelsModule.TrainModel,
            new TriggerArguments("manual"),
            Admin,
            CancellationToken.None
        );
        Assert.Null(await host.Runner.RunNextAsync(JobLane.Data, CancellationToken.None));
        Assert.Equal(id, await host.Runner.RunNextAsync(JobLane.Learning, CancellationToken.None));
    }

    [Fact]
    public async Task RunNext_TwoRunners_OneTakesTheJob()
    {
        var count = 0;
        var configure = With(
            new ScriptedJob(ImportingModule.CommitImport, (_, _) => Task.FromResult(Interlocked.Increment(ref count)))
        );
        await using var host = await JobHost.StartAsync(configure);
        await using var other = host.Restart(configure);
        await host.Queue.EnqueueAsync(
            ImportingModule.CommitImport,
            new ImportArguments(1),
            Admin,
            CancellationToken.None
        );
        var taken = await Task.WhenAll(
            Task.Run(() => host.Runner.RunNextAsync(JobLane.Data, CancellationToken.None)),
            Task.Run(() => other.Runner.RunNextAsync(JobLane.Data, CancellationToken.None))
        );
        Assert.Equal(1, count);
        Assert.Single(taken, id => id is not null);
    }

    [Fact]
    public async Task Execute_AwaitingHandler_StaysOffTheThreadPool()
    {
        var onPool = new List<bool>();
        var script = new ScriptedJob(
            ModelsModule.TrainModel,
            async (_, _) =>
            {
                onPool.Add(Thread.CurrentThread.IsThreadPoolThread);
                await Task.Yield();
                onPool.Add(Thread.CurrentThread.IsThreadPoolThread);
            }
        );
        await using var host = await JobHost.StartAsync(With(script));
        await host.Queue.EnqueueAsync(
            ModelsModule.TrainModel,
            new TriggerArguments("manual"),
            Admin,
            CancellationToken.None
        );
        await host.Runner.RunNextAsync(JobLane.Learning, CancellationToken.None);
        Assert.Equal([false, false], onPool);
    }

    [Fact]
    public async Task Cancel_RunningJob_EndsCanceledAndHandlerHears()
    {
        var started = new TaskCompletionSource<int>();
        var script = new ScriptedJob(
            ImportingModule.CommitImport,
            async (context, token) =>
            {
                started.SetResult(context.JobId);
                await Task.Delay(Timeout.Infinite, token);
            }
        );
        await using var host = await JobHost.StartAsync(With(script));
        var id = await host.Queue.EnqueueAsync(
            ImportingModule.CommitImport,
            new ImportArguments(1),
            Admin,
            CancellationToken.None
        );
        var run = host.Runner.RunNextAsync(JobLane.Data, CancellationToken.None);
        await started.Task;
        await host.Queue.CancelAsync(id, Admin, CancellationToken.None);
        await run;
        Assert.Equal(JobStatus.Canceled, (await host.JobAsync(id)).Status);
        Assert.Equal(JobStatus.Canceled, Assert.Single(script.Stops).Status);
    }

    [Fact]
    public async Task Cancel_FlagSetByAnotherProcess_IsSeenAtTheHeartbeat()
    {
        var started = new TaskCompletionSource();
        var script = new ScriptedJob(
            ImportingModule.CommitImport,
            async (_, token) =>
            {
                started.SetResult();
                await Task.Delay(Timeout.Infinite, token);
            }
        );
        await using var host = await JobHost.StartAsync(With(script));
        await using var other = host.Restart();
        var id = await host.Queue.EnqueueAsync(
            ImportingModule.CommitImport,
            new ImportArguments(1),
            Admin,
            CancellationToken.None
        );
        var run = host.Runner.RunNextAsync(JobLane.Data, CancellationToken.None);
        await started.Task;
        await other.Queue.CancelAsync(id, Admin, CancellationToken.None);
        while (!run.IsCompleted)
        {
            host.Time.Advance(TimeSpan.FromSeconds(2));
            await Task.Yield();
        }

        Assert.Equal(JobStatus.Canceled, (await host.JobAsync(id)).Status);
    }

    [Fact]
    public async Task Stop_ProgramEnds_JobWaitsForTheNextStart()
    {
        using var stopping = new CancellationTokenSource();
        var script = new ScriptedJob(
            ImportingModule.CommitImport,
            async (context, token) =>
            {
                await context.SaveCheckpointAsync("{\"Row\":5}", token);
                await stopping.CancelAsync();
                token.ThrowIfCancellationRequested();
            }
        );
        await using var host = await JobHost.StartAsync(With(script));
        var id = await host.Queue.EnqueueAsync(
            ImportingModule.CommitImport,
            new ImportArguments(1),
            Admin,
            CancellationToken.None
        );
        await host.Runner.RunNextAsync(JobLane.Data, stopping.Token);
        var job = await host.JobAsync(id);
        Assert.Equal((JobStatus.Waiting, "{\"Row\":5}"), (job.Status, job.CheckpointJson));
        Assert.Empty(script.Stops);
    }

    [Fact]
    public async Task RequeueLost_ProcessIsGone_NextRunGoesOnFromCheckpoint()
    {
        string? resumedFrom = null;
        await using var host = await JobHost.StartAsync(
            With(
                new ScriptedJob(
                    ImportingModule.CommitImport,
                    (context, _) =>
                    {
                        resumedFrom = context.Checkpoint;
                        return Task.CompletedTask;
                    }
                )
            )
        );
        var id = await host.Queue.EnqueueAsync(
            ImportingModule.CommitImport,
            new ImportArguments(1),
            Admin,
            CancellationToken.None
        );
        await LeaveRunningAsync(host, id, $"{Environment.MachineName}/{int.MaxValue}/dead", "{\"Row\":12}");
        Assert.Equal(1, await host.Runner.RequeueLostAsync(CancellationToken.None));
        await host.Runner.RunNextAsync(JobLane.Data, CancellationToken.None);
        Assert.Equal("{\"Row\":12}", resumedFrom);
        Assert.Equal(JobStatus.Done, (await host.JobAsync(id)).Status);
    }

    [Fact]
    public async Task RequeueLost_OtherMachine_OnlyWhenSilentForLong()
    {
        await using var host = await JobHost.StartAsync();
        var id = await host.Queue.EnqueueAsync(
            ImportingModule.CommitImport,
            new ImportArguments(1),
            Admin,
            CancellationToken.None
        );
        await LeaveRunningAsync(host, id, "elsewhere/12/abc", null);
        host.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(0, await host.Runner.RequeueLostAsync(CancellationToken.None));
        host.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(1, await host.Runner.RequeueLostAsync(CancellationToken.None));
        Assert.Equal(JobStatus.Waiting, (await host.JobAsync(id)).Status);
    }

    [Fact]
    public async Task SaveCheckpoint_JobTakenOver_WorkIsGivenUp()
    {
        await using var host = await JobHost.StartAsync();
        await using var first = host.Restart(
            With(
                new ScriptedJob(
                    ImportingModule.CommitImport,
                    async (context, token) =>
                    {
                        await LeaveRunningAsync(host, context.JobId, "elsewhere/1/x", "{\"Row\":9}");
                        await context.SaveCheckpointAsync("{\"Row\":3}", token);
                    }
                )
            )
        );
        var id = await host.Queue.EnqueueAsync(
            ImportingModule.CommitImport,
            new ImportArguments(1),
            Admin,
            CancellationToken.None
        );
        await first.Runner.RunNextAsync(JobLane.Data, CancellationToken.None);
        var job = await host.JobAsync(id);
        Assert.Equal(
            (JobStatus.Running, "elsewhere/1/x", "{\"Row\":9}"),
            (job.Status, job.ClaimedBy, job.CheckpointJson)
        );
    }

    internal static Action<IServiceCollection> With(IJobHandler handler) => services => services.AddSingleton(handler);

    private static async Task LeaveRunningAsync(JobHost host, int id, string claimedBy, string? checkpoint)
    {
        await using var context = host.Context();
        var now = host.Time.NowUtc;
        await context
            .Jobs.Where(job => job.Id == id)
            .ExecuteUpdateAsync(job =>
                job.SetProperty(j => j.Status, JobStatus.Running)
                    .SetProperty(j => j.ClaimedBy, claimedBy)
                    .SetProperty(j => j.HeartbeatUtc, now)
                    .SetProperty(j => j.CheckpointJson, checkpoint)
            );
    }
}
