using LeadDashboard.App.Importing;
using LeadDashboard.App.Jobs;
using LeadDashboard.App.Models;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Tests.Jobs;

/// <summary>Order, lane and dependency hold over several processes and after a kill.</summary>
public sealed class JobOrderTests
{
    private static readonly Actor Admin = new("u1", Role.Admin, "Ada");

    [Fact]
    public async Task RunNext_LaneIsBusyInAnotherProcess_Waits()
    {
        var started = new TaskCompletionSource();
        var end = new TaskCompletionSource();
        await using var host = await JobHost.StartAsync(
            JobRunnerTests.With(
                new ScriptedJob(
                    ImportingModule.CommitImport,
                    (_, _) =>
                    {
                        started.SetResult();
                        return end.Task;
                    }
                )
            )
        );
        await using var other = host.Restart(
            JobRunnerTests.With(new ScriptedJob(ImportingModule.CommitImport, (_, _) => Task.CompletedTask))
        );
        await EnqueueAsync(host, 1);
        var second = await EnqueueAsync(host, 2);
        var first = host.Runner.RunNextAsync(JobLane.Data, CancellationToken.None);
        await started.Task;

        Assert.Null(await other.Runner.RunNextAsync(JobLane.Data, CancellationToken.None));

        end.SetResult();
        await first;
        Assert.Equal(second, await other.Runner.RunNextAsync(JobLane.Data, CancellationToken.None));
    }

    [Fact]
    public async Task RunNext_FirstJobWasKilled_RunsItBeforeTheSecond()
    {
        var order = new List<int>();
        await using var host = await JobHost.StartAsync(
            JobRunnerTests.With(
                new ScriptedJob(
                    ImportingModule.CommitImport,
                    (context, _) =>
                    {
                        order.Add(context.Arguments(ImportingModule.CommitImport).BatchId);
                        return Task.CompletedTask;
                    }
                )
            )
        );
        var leads = await EnqueueAsync(host, 1);
        await EnqueueAsync(host, 2);
        await LeaveRunningAsync(host, leads);

        // The next process starts: before anybody has missed the killed one, the activities must not overtake.
        Assert.Null(await host.Runner.RunNextAsync(JobLane.Data, CancellationToken.None));
        Assert.Equal(1, await host.Runner.RequeueLostAsync(CancellationToken.None));
        while (await host.Runner.RunNextAsync(JobLane.Data, CancellationToken.None) is not null) { }

        Assert.Equal([1, 2], order);
    }

    [Fact]
    public async Task RunNext_WaitsForAJobOfTheOtherLane_StartsWhenThatHasEnded()
    {
        await using var host = await JobHost.StartAsync(
            JobRunnerTests.With(new ScriptedJob(ImportingModule.CommitImport, (_, _) => Task.CompletedTask))
        );
        var before = await EnqueueAsync(host, 1);
        int after;
        await using (var context = host.Context())
        {
            await using var transaction = await context.Database.BeginTransactionAsync();
            after = (
                await host.Queue.AddAsync(
                    context,
                    ModelsModule.TrainModel,
                    new TriggerArguments("import"),
                    Admin,
                    CancellationToken.None,
                    afterJobId: before
                )
            ).Id;
            await transaction.CommitAsync();
        }

        Assert.Null(await host.Runner.RunNextAsync(JobLane.Learning, CancellationToken.None));
        await host.Runner.RunNextAsync(JobLane.Data, CancellationToken.None);
        Assert.Equal(after, await host.Runner.RunNextAsync(JobLane.Learning, CancellationToken.None));
    }

    [Fact]
    public async Task RunNext_RowFromBeforeThereWereLanes_RunsInTheLaneOfItsKind()
    {
        await using var host = await JobHost.StartAsync(services =>
            services.Add(
                Microsoft.Extensions.DependencyInjection.ServiceDescriptor.Singleton<JobKind>(ModelsModule.TrainModel)
            )
        );
        await using (var context = host.Context())
        {
            context.Jobs.Add(new Job { Kind = "TrainModel", ArgumentsJson = "{\"Trigger\":\"manual\"}" });
            context.Jobs.Add(new Job { Kind = "CommitImport", ArgumentsJson = "{\"BatchId\":1}" });
            await context.SaveChangesAsync();
        }

        Assert.Equal(2, await host.Runner.RunNextAsync(JobLane.Data, CancellationToken.None));
        Assert.Equal(1, await host.Runner.RunNextAsync(JobLane.Learning, CancellationToken.None));
    }

    internal static async Task LeaveRunningAsync(JobHost host, int id)
    {
        await using var context = host.Context();
        var (now, dead) = (host.Time.NowUtc, $"{Environment.MachineName}/{int.MaxValue}/dead");
        await context
            .Jobs.Where(job => job.Id == id)
            .ExecuteUpdateAsync(set =>
                set.SetProperty(job => job.Status, JobStatus.Running)
                    .SetProperty(job => job.ClaimedBy, dead)
                    .SetProperty(job => job.HeartbeatUtc, now)
            );
    }

    private static Task<int> EnqueueAsync(JobHost host, int batchId) =>
        host.Queue.EnqueueAsync(
            ImportingModule.CommitImport,
            new ImportArguments(batchId),
            Admin,
            CancellationToken.None
        );
}
