using System.Data.Common;
using LeadDashboard.App.Importing;
using LeadDashboard.App.Jobs;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Data;
using LeadDashboard.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace LeadDashboard.App.Tests.Jobs;

/// <summary>A full disk, at the moment in which a job is claimed or ends.</summary>
public sealed class JobEndTests
{
    private static readonly Actor Admin = new("u1", Role.Admin, "Ada");

    [Fact]
    public async Task RunNext_EndCannotBeWritten_IsTriedUntilTheDiskHasRoom()
    {
        var disk = new FullDisk();
        await using var host = await JobHost.StartAsync(services =>
        {
            services.ConfigureDbContext<SqliteLeadContext>(builder => builder.AddInterceptors(disk));
            services.AddSingleton<IJobHandler>(
                new ScriptedJob(
                    ImportingModule.CommitImport,
                    (_, _) =>
                    {
                        disk.FailsUpdates = true;
                        return Task.CompletedTask;
                    }
                )
            );
        });
        var id = await EnqueueAsync(host);

        var run = host.Runner.RunNextAsync(JobLane.Data, CancellationToken.None);
        await disk.Refused.Task;
        Assert.False(run.IsCompleted);
        disk.FailsUpdates = false;
        while (!run.IsCompleted)
        {
            host.Time.Advance(TimeSpan.FromSeconds(2));
            await Task.Yield();
        }

        Assert.Equal(id, await run);
        Assert.Equal(JobStatus.Done, (await host.JobAsync(id)).Status);
    }

    [Fact]
    public async Task RequeueLost_OwnJobThatNoThreadRuns_IsQueuedAgain()
    {
        await using var host = await JobHost.StartAsync(
            JobRunnerTests.With(new ScriptedJob(ImportingModule.CommitImport, (_, _) => Task.CompletedTask))
        );
        var id = await EnqueueAsync(host);
        await using (var context = host.Context())
        {
            var (name, now) = (host.Runner.NodeName, host.Time.NowUtc);
            await context
                .Jobs.Where(job => job.Id == id)
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(job => job.Status, JobStatus.Running)
                        .SetProperty(job => job.ClaimedBy, name)
                        .SetProperty(job => job.HeartbeatUtc, now)
                );
        }

        Assert.Equal(1, await host.Runner.RequeueLostAsync(CancellationToken.None));
        Assert.Equal(id, await host.Runner.RunNextAsync(JobLane.Data, CancellationToken.None));
        Assert.Equal(JobStatus.Done, (await host.JobAsync(id)).Status);
    }

    [Fact]
    public async Task RequeueLost_OwnJobThatRuns_IsLeftAlone()
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
        var id = await EnqueueAsync(host);
        var run = host.Runner.RunNextAsync(JobLane.Data, CancellationToken.None);
        await started.Task;

        Assert.Equal(0, await host.Runner.RequeueLostAsync(CancellationToken.None));

        end.SetResult();
        await run;
        Assert.Equal(JobStatus.Done, (await host.JobAsync(id)).Status);
    }

    private static Task<int> EnqueueAsync(JobHost host) =>
        host.Queue.EnqueueAsync(ImportingModule.CommitImport, new ImportArguments(1), Admin, CancellationToken.None);

    /// <summary>What SQLite says when the last byte is taken: reading goes on, writing fails.</summary>
    private sealed class FullDisk : DbCommandInterceptor
    {
        private volatile bool _failsUpdates;

        public bool FailsUpdates
        {
            get => _failsUpdates;
            set => _failsUpdates = value;
        }

        public TaskCompletionSource Refused { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<int> result,
            CancellationToken cancellationToken = default
        )
        {
            if (FailsUpdates && command.CommandText.StartsWith("UPDATE", StringComparison.Ordinal))
            {
                Refused.TrySetResult();
                throw new SqliteException("database or disk is full", 13);
            }

            return base.NonQueryExecutingAsync(command, eventData, result, cancellationToken);
        }
    }
}
