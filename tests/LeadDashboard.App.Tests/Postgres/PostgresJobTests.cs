using LeadDashboard.App.Importing;
using LeadDashboard.App.Jobs;
using LeadDashboard.App.Tests.Jobs;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Tests.Postgres;

/// <summary>Two web nodes on one PostgreSQL database.</summary>
public sealed class PostgresJobTests(PostgresServer server) : IClassFixture<PostgresServer>, IDisposable
{
    private readonly string _database = server.ConnectionString + "_" + Guid.NewGuid().ToString("N");
    private TestApp? _first;
    private TestApp? _second;

    private TestApp First => _first ??= new TestApp { Postgres = _database };

    private TestApp Second => _second ??= new TestApp { Postgres = _database };

    public void Dispose()
    {
        _first?.Dispose();
        _second?.Dispose();
    }

    /// <summary>PostgreSQL lets both look before either has written, unless something makes the second wait.</summary>
    [PostgresFact]
    public async Task Enqueue_SameJobByTwoProcessesAtOnce_IsQueuedOnce()
    {
        await JobQueueTests.EnqueueAtOnceAsync(First.Get<JobQueue>(), Second.Get<JobQueue>());

        await using var context = await First.Contexts.CreateDbContextAsync();
        Assert.Single(context.Jobs);
    }

    [PostgresFact]
    public async Task RunNext_TwoProcessesAtOnce_OneJobOfTheLaneRuns()
    {
        for (var batch = 1; batch <= 8; batch++)
        {
            await First
                .Get<JobQueue>()
                .EnqueueAsync(
                    ImportingModule.CommitImport,
                    new ImportArguments(batch),
                    ImportSteps.Admin,
                    CancellationToken.None
                );
        }

        var claims = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(i =>
                    Task.Run(() => (i % 2 == 0 ? First : Second).Get<JobRunner>().ClaimNextAsync(JobLane.Data, default))
                )
        );

        Assert.Single(claims, job => job is not null);
        await using var context = await First.Contexts.CreateDbContextAsync();
        Assert.Equal(1, await context.Jobs.CountAsync(job => job.Status == JobStatus.Running));
    }
}
