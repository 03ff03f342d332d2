using System.Diagnostics;
using LeadDashboard.App.Duplicates;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Data;
using LeadDashboard.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Tests.Duplicates;

/// <summary>
/// The program is killed while it merges and while it undoes, started again until the job is done, and must end with
/// the database of a run that nobody disturbed.
/// </summary>
[Trait("Category", "Slow")]
public sealed class MergeKillTests : IDisposable
{
    private const int Kills = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);
    private static readonly Actor Manager = TestApp.ActorOf(Role.MarketingManager);

    private readonly TestApp _app = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("leads-kill-").FullName;

    public void Dispose()
    {
        _app.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task MergeAndUndo_KilledAtRandomInstants_EndsAsWithoutTheKills()
    {
        await DuplicatesData.PlantAsync(_app.Contexts, 1500, 0.4);
        await _app.Get<DuplicateService>().FindNowAsync(Manager);
        await _app.RunJobsAsync();
        var jobId = await _app.Get<DuplicateService>().MergeAboveAsync(0.99, Manager);
        Copy();

        await _app.RunJobsAsync();
        var random = new Random(17);
        var kills = await RunKilledAsync(jobId, random);
        Assert.True(kills > 0, "The job was done before the first kill: plant more pairs.");
        await AssertSameAsync();

        // The same for undoing all of them.
        await using (var context = await _app.Contexts.CreateDbContextAsync())
        {
            var group = await context.MergeRecords.Select(merge => merge.GroupKey).FirstAsync();
            Assert.True(await context.MergeRecords.CountAsync() > 100);
            jobId = await _app.Get<DuplicateService>().UndoGroupAsync(group, Manager);
        }

        Copy();
        await _app.RunJobsAsync();
        await RunKilledAsync(jobId, random);
        await AssertSameAsync();
    }

    private async Task AssertSameAsync()
    {
        await using var undisturbed = await _app.Contexts.CreateDbContextAsync();
        await using var killed = OpenCopy();
        Assert.Equal(await DuplicatesData.DumpAsync(undisturbed), await DuplicatesData.DumpAsync(killed));
        Assert.Equal(await DuplicatesData.DumpMergesAsync(undisturbed), await DuplicatesData.DumpMergesAsync(killed));
    }

    /// <summary>
    /// Starts the program on the copy and kills it as soon as it has done a random share of the work, a few times; then
    /// lets it finish.
    /// </summary>
    private async Task<int> RunKilledAsync(int jobId, Random random)
    {
        var watch = Stopwatch.StartNew();
        for (var kills = 0; ; kills++)
        {
            var goal = kills < Kills ? await DoneAsync() + 1 + random.Next(40) : int.MaxValue;
            using var program = Start();
            try
            {
                while (true)
                {
                    Assert.False(
                        program.HasExited,
                        $"The program ended by itself with {(program.HasExited ? program.ExitCode : 0)}."
                    );
                    Assert.True(watch.Elapsed < Patience, "The job did not end in time.");
                    if (await StatusAsync(jobId) is JobStatus.Done)
                    {
                        return kills;
                    }

                    if (await DoneAsync() >= goal)
                    {
                        break;
                    }

                    await Task.Delay(TimeSpan.FromMilliseconds(5 + random.Next(15)));
                }
            }
            finally
            {
                // SIGKILL: no handler runs, no transaction is rolled back by the program.
                program.Kill(entireProcessTree: true);
                await program.WaitForExitAsync();
            }
        }
    }

    private Process Start()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (
            var argument in new[]
            {
                Path.Combine(AppContext.BaseDirectory, "LeadDashboard.Web.dll"),
                "--urls=http://127.0.0.1:0",
                "--Data:Folder=" + _folder,
                "--Jobs:HeartbeatSeconds=0.2",
                "--Jobs:StaleSeconds=1",
                "--Jobs:PollSeconds=0.2",
                "--Logging:LogLevel:Default=Warning",
            }
        )
        {
            start.ArgumentList.Add(argument);
        }

        var program = Process.Start(start)!;
        program.OutputDataReceived += (_, _) => { };
        program.ErrorDataReceived += (_, _) => { };
        program.BeginOutputReadLine();
        program.BeginErrorReadLine();
        return program;
    }

    private void Copy()
    {
        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.GetFiles(_folder))
        {
            File.Delete(file);
        }

        using var source = new SqliteConnection(
            $"Data Source={Path.Combine(Path.GetDirectoryName(_app.Uploads)!, "leads.db")}"
        );
        using var target = new SqliteConnection($"Data Source={DatabasePath}");
        source.Open();
        target.Open();
        source.BackupDatabase(target);
    }

    private string DatabasePath => Path.Combine(_folder, "leads.db");

    private SqliteLeadContext OpenCopy() =>
        new(
            new DbContextOptionsBuilder<SqliteLeadContext>()
                .UseSqlite($"Data Source={DatabasePath};Default Timeout=30")
                .Options
        );

    private async Task<JobStatus> StatusAsync(int jobId)
    {
        await using var context = OpenCopy();
        return await context.Jobs.Where(job => job.Id == jobId).Select(job => job.Status).SingleAsync();
    }

    /// <summary>Merges made and merges taken back.</summary>
    private async Task<int> DoneAsync()
    {
        await using var context = OpenCopy();
        return await context.MergeRecords.CountAsync()
            + await context.MergeRecords.CountAsync(merge => merge.UndoneUtc != null);
    }
}
