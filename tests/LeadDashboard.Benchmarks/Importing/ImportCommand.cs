using System.Diagnostics;
using System.Globalization;
using LeadDashboard.App.Importing;
using LeadDashboard.App.Jobs;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Core.Sampling;
using LeadDashboard.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LeadDashboard.Benchmarks.Importing;

/// <summary>
/// A generated file of 20 columns: staged, detected, mapped, parsed, cleaned and stored in SQLite, against `sqlite3
/// .import` of the same
/// bytes into one table with one index, in the same run on the same disk.
/// </summary>
internal static class ImportCommand
{
    private const int ColumnCount = 20;
    private const int Seed = 7;

    public static async Task<int> RunAsync(string[] args)
    {
        var rowCount = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        var folder = Directory.CreateTempSubdirectory("leads-import-").FullName;
        try
        {
            var path = Path.Combine(folder, "leads.csv");
            Generate(path, rowCount);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{rowCount} rows x {ColumnCount} columns, {new FileInfo(path).Length / 1048576.0:0} MiB"
                )
            );
            var ours = await MeasureAsync(path, Path.Combine(folder, "data"));
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{"ours",-24} stage {ours.StageSeconds:0.0} s   open {ours.OpenSeconds:0.0} s   "
                        + $"commit {ours.CommitSeconds:0.0} s   all {ours.AllSeconds:0.0} s   "
                        + $"{rowCount / ours.AllSeconds:0} rows/s   processor {ours.ProcessorSeconds:0.0} s   "
                        + $"peak {ours.PeakMebibytes:0} MiB\n"
                        + $"{"",-24} new {ours.Batch.ImportedCount}   updated {ours.Batch.UpdatedCount}   "
                        + $"rejected {ours.Batch.RejectedCount}   skipped {ours.Batch.SkippedCount}   "
                        + $"left out {ours.Batch.WarningCount}"
                )
            );
            if (await PeerSecondsAsync(path, folder) is not var (peer, peerProcessor))
            {
                Console.WriteLine("No comparison: the sqlite3 program is not there.");
                return 0;
            }

            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{"sqlite3 .import",-24} all {peer:0.0} s   processor {peerProcessor:0.0} s"
                )
            );
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{"ratio (target)",-24} time {ours.AllSeconds / peer:0.00} (5.0)   processor "
                        + $"{ours.ProcessorSeconds / peerProcessor:0.00}   memory {ours.PeakMebibytes:0} MiB (600)"
                )
            );
            return 0;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Generate(string path, int rowCount)
    {
        using var file = File.Create(path);
        SampleCompany
            .Generate(new SampleOptions(new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc), rowCount, Seed))
            .WriteLeadsCsv(file, ColumnCount);
    }

    private static async Task<Figures> MeasureAsync(string path, string dataFolder)
    {
        await using var services = await ImportHost.StartAsync(dataFolder);

        var imports = services.GetRequiredService<ImportService>();
        var processorBefore = ProcessorSeconds();
        var clock = Stopwatch.StartNew();
        await using var content = File.OpenRead(path);
        var batch = (await imports.StageAsync(content, "leads.csv", ImportKind.Leads, Actor.System)).Value!;
        var stage = clock.Elapsed.TotalSeconds;
        var staged = (await imports.OpenAsync(batch.Id, null, Actor.System)).Value!;
        var open = clock.Elapsed.TotalSeconds - stage;
        var started = await imports.StartAsync(batch.Id, staged.Format, staged.Map, staged.Sample.Header, Actor.System);
        if (!started.IsOk)
        {
            throw new InvalidOperationException(started.Error.Message.ToString());
        }

        await services.GetRequiredService<JobRunner>().RunNextAsync(JobLane.Data, CancellationToken.None);
        var all = clock.Elapsed.TotalSeconds;
        await using var database = await services
            .GetRequiredService<IDbContextFactory<LeadContext>>()
            .CreateDbContextAsync();
        var done = await database.ImportBatches.SingleAsync();
        if (
            done.Status != ImportStatus.Done
            || done.RowCount != done.ImportedCount + done.UpdatedCount + done.RejectedCount + done.SkippedCount
        )
        {
            throw new InvalidOperationException(
                $"The import ended as {done.Status} with {done.RowCount} rows, {done.ImportedCount} new, "
                    + $"{done.UpdatedCount} updated, {done.RejectedCount} rejected, {done.SkippedCount} skipped: "
                    + $"{done.Error}"
            );
        }

        using var process = Process.GetCurrentProcess();
        return new Figures(
            stage,
            open,
            all - stage - open,
            all,
            process.TotalProcessorTime.TotalSeconds - processorBefore,
            process.PeakWorkingSet64 / 1048576.0,
            done
        );
    }

    private static double ProcessorSeconds()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime.TotalSeconds;
    }

    /// <summary>By the clock and of the processor; null where the program is missing.</summary>
    private static async Task<(double Clock, double Processor)?> PeerSecondsAsync(string path, string folder)
    {
        var columns = string.Join(", ", SampleData.LeadColumns.Take(ColumnCount).Select(name => $"\"{name}\" TEXT"));
        var script = Path.Combine(folder, "peer.sql");
        await File.WriteAllTextAsync(
            script,
            $"CREATE TABLE leads ({columns});\nCREATE UNIQUE INDEX leads_id ON leads (\"Lead ID\");\n.mode "
                + $"csv\n.import --skip 1 \"{path}\" leads\n"
        );
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(
            new ProcessStartInfo(
                "/bin/sh",
                ["-c", $"sqlite3 '{Path.Combine(folder, "peer.db")}' < '{script}' && times"]
            )
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? (clock.Elapsed.TotalSeconds, ChildSeconds(output)) : null;
    }

    /// <summary>The second line of `times` is user and system time of the children, as 0m4.10s.</summary>
    private static double ChildSeconds(string times) =>
        times
            .Split('\n')[1]
            .Split(' ')
            .Select(part => part.TrimEnd('s').Split('m'))
            .Sum(part =>
                (60 * double.Parse(part[0], CultureInfo.InvariantCulture))
                + double.Parse(part[1], CultureInfo.InvariantCulture)
            );

    private sealed record Figures(
        double StageSeconds,
        double OpenSeconds,
        double CommitSeconds,
        double AllSeconds,
        double ProcessorSeconds,
        double PeakMebibytes,
        ImportBatch Batch
    );
}
