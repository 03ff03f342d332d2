using System.Diagnostics;
using System.Globalization;
using LeadDashboard.App.Importing;
using LeadDashboard.App.Jobs;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LeadDashboard.Benchmarks.Importing;

/// <summary>
/// A file of which a tenth are spoilt copies of other rows, imported with the look-alikes skipped or merged: seconds of
/// each part, leads settled, peak memory.
/// </summary>
internal static class LookAlikesCommand
{
    private const double LimitMebibytes = 600;

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is ["make", var path, var rows])
        {
            return LookAlikeFile.Write(path, int.Parse(rows, CultureInfo.InvariantCulture));
        }

        var rowCount = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
        var rule = args.Length > 1 ? Enum.Parse<DuplicateRule>(args[1], ignoreCase: true) : DuplicateRule.Merge;
        var kept = args.Length > 2 ? args[2] : null;
        var folder = kept ?? Directory.CreateTempSubdirectory("leads-lookalikes-").FullName;
        try
        {
            var file = Path.Combine(folder, "leads.csv");
            await LookAlikeFile.MakeAsync(file, rowCount);
            return await MeasureAsync(file, Path.Combine(folder, "data"), rule) <= LimitMebibytes ? 0 : 1;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            if (kept is null)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static async Task<double> MeasureAsync(string file, string dataFolder, DuplicateRule rule)
    {
        await using var services = await ImportHost.StartAsync(dataFolder);

        var imports = services.GetRequiredService<ImportService>();
        var parts = new Parts();
        using var watching = services.GetRequiredService<JobBoard>().SubscribeAll(job => parts.Hear(job.Message.Key));
        await using var content = File.OpenRead(file);
        var batch = (await imports.StageAsync(content, "leads.csv", ImportKind.Leads, Actor.System)).Value!;
        var staged = (await imports.OpenAsync(batch.Id, null, Actor.System)).Value!;
        var started = await imports.StartAsync(
            batch.Id,
            staged.Format,
            staged.Map with
            {
                Duplicates = rule,
                DuplicateCertainty = 0.95,
            },
            staged.Sample.Header,
            Actor.System
        );
        if (!started.IsOk)
        {
            throw new InvalidOperationException(started.Error.Message.ToString());
        }

        await services.GetRequiredService<JobRunner>().RunNextAsync(JobLane.Data, CancellationToken.None);
        parts.End();
        await using var database = await services
            .GetRequiredService<IDbContextFactory<LeadContext>>()
            .CreateDbContextAsync();
        var done = await database.ImportBatches.SingleAsync();
        var left = await database.Leads.CountAsync();
        if (
            done.Status != ImportStatus.Done
            || done.RowCount != done.ImportedCount + done.UpdatedCount + done.RejectedCount + done.SkippedCount
            || left != done.ImportedCount
        )
        {
            throw new InvalidOperationException(
                $"The import ended as {done.Status} with {done.RowCount} rows, {done.ImportedCount} new, "
                    + $"{done.UpdatedCount} updated, {done.RejectedCount} rejected, {done.SkippedCount} skipped and "
                    + $"{left} leads: {done.Error}"
            );
        }

        var peak = parts.PeakMebibytes;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{done.RowCount} rows, {rule}: {parts.Seconds:0.0} s, processor {parts.ProcessorSeconds:0.0} s, "
                    + $"settled {done.UpdatedCount + done.SkippedCount}, leads {left}, peak {peak:0} MiB (limit "
                    + $"{LimitMebibytes:0})"
            )
        );
        foreach (var part in parts.All)
        {
            Console.WriteLine(part);
        }

        return peak;
    }

    /// <summary>The parts of an import as its messages name them.</summary>
    private sealed class Parts
    {
        private readonly Stopwatch _clock = Stopwatch.StartNew();
        private readonly List<string> _lines = [];
        private readonly Lock _gate = new();
        private string _name = "staged";
        private double _seconds;
        private double _processor = Processor().Seconds;
        private double _peak;
        private double _managed;

        public IReadOnlyList<string> All => _lines;

        public double Seconds { get; private set; }

        public double ProcessorSeconds { get; private set; }

        public double PeakMebibytes { get; private set; }

        public void Hear(string key)
        {
            lock (_gate)
            {
                var (_, workingSet, _) = Processor();
                _peak = Math.Max(_peak, workingSet);
                _managed = Math.Max(_managed, GC.GetGCMemoryInfo().TotalCommittedBytes / 1048576.0);
                if (key != _name)
                {
                    Close(key);
                }
            }
        }

        public void End()
        {
            lock (_gate)
            {
                Close("");
                (ProcessorSeconds, _, PeakMebibytes) = Processor();
                Seconds = _clock.Elapsed.TotalSeconds;
            }
        }

        private void Close(string next)
        {
            var (now, used) = (_clock.Elapsed.TotalSeconds, Processor().Seconds);
            _lines.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {now - _seconds,7:0.0} s   processor {used - _processor,7:0.0} s   up to {_peak,5:0} MiB, "
                        + $"managed {_managed,5:0} MiB   {_name}"
                )
            );
            (_name, _seconds, _processor, _peak, _managed) = (next, now, used, 0, 0);
        }

        private static (double Seconds, double WorkingSet, double Peak) Processor()
        {
            using var process = Process.GetCurrentProcess();
            return (
                process.TotalProcessorTime.TotalSeconds,
                process.WorkingSet64 / 1048576.0,
                process.PeakWorkingSet64 / 1048576.0
            );
        }
    }
}
