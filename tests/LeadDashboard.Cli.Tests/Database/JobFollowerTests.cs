using LeadDashboard.App.Jobs;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.Cli.Tests.Database;

public sealed class JobFollowerTests : IDisposable
{
    private readonly CliDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Work_JobThatAnotherProcessRuns_FollowsItsRowToTheEnd()
    {
        await using var session = await _database.OpenAsync();
        var factory = session.Get<IDbContextFactory<LeadContext>>();
        await using var context = await factory.CreateDbContextAsync(CancellationToken.None);
        var row = new Job
        {
            Kind = "CommitImport",
            Status = JobStatus.Running,
            Progress = 0.4,
            Message = JobMessages.Starting,
            ClaimedBy = "elsewhere/1/other",
            CreatedUtc = TimeProvider.System.GetUtcNow().UtcDateTime,
            HeartbeatUtc = TimeProvider.System.GetUtcNow().UtcDateTime,
        };
        context.Jobs.Add(row);
        await context.SaveChangesAsync();
        var told = new ToldOnce();
        var io = new CommandIo(TextWriter.Null, told, TimeProvider.System, _ => null);

        var following = new LeadDashboard.Cli.Database.JobFollower(session, io).WorkAsync(
            row.Id,
            JobLane.Data,
            CancellationToken.None
        );
        await told.Line;
        Assert.False(following.IsCompleted);
        await context
            .Jobs.Where(job => job.Id == row.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(job => job.Status, JobStatus.Done));

        var ended = await following;

        Assert.Equal(JobStatus.Done, ended.Status);
        Assert.Contains("40 %", await told.Line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_JobWhoseProcessIsGone_IsTakenOver()
    {
        await _database.RunAsync("import", _database.Write("leads.csv", "Lead ID,Name\nA1,Ann\n"));
        await using var session = await _database.OpenAsync();
        var factory = session.Get<IDbContextFactory<LeadContext>>();
        await using var context = await factory.CreateDbContextAsync(CancellationToken.None);
        var job = await context.Jobs.SingleAsync();
        var longAgo = job.CreatedUtc.AddHours(-1);
        await context.Jobs.ExecuteUpdateAsync(set =>
            set.SetProperty(row => row.Status, JobStatus.Running)
                .SetProperty(row => row.ClaimedBy, "elsewhere/1/other")
                .SetProperty(row => row.HeartbeatUtc, longAgo)
        );
        var io = new CommandIo(TextWriter.Null, TextWriter.Null, TimeProvider.System, _ => null);

        var ended = await new LeadDashboard.Cli.Database.JobFollower(session, io).WorkAsync(
            job.Id,
            JobLane.Data,
            CancellationToken.None
        );

        Assert.Equal(JobStatus.Done, ended.Status);
    }

    /// <summary>Says when the first line of progress came.</summary>
    private sealed class ToldOnce : StringWriter
    {
        private readonly TaskCompletionSource<string> _line = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Line => _line.Task;

        public override void WriteLine(string? value) => _line.TrySetResult(value ?? "");
    }
}
