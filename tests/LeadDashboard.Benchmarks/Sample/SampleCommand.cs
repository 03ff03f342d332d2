using System.Diagnostics;
using System.Globalization;
using LeadDashboard.App.Rescoring;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LeadDashboard.Benchmarks.Sample;

/// <summary>
/// From the start of the program on an empty folder to a sample company that is imported, learnt from and scored:
/// the server in a process of its own, as `--demo` starts it, watched through its database.
/// </summary>
internal static class SampleCommand
{
    private const double LimitSeconds = 30;

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("leads-sample-").FullName;
        var clock = Stopwatch.StartNew();
        using var server =
            Process.Start(Server(folder)) ?? throw new InvalidOperationException("The server could not be started.");
        try
        {
            await using var services = new ServiceCollection()
                .AddLogging()
                .AddLeadData(new DataOptions(), folder)
                .BuildServiceProvider();
            var contexts = services.GetRequiredService<IDbContextFactory<LeadContext>>();
            while (!await IsReadyAsync(contexts))
            {
                if (server.HasExited || clock.Elapsed > TimeSpan.FromMinutes(5))
                {
                    Console.WriteLine(
                        $"The sample company did not become ready "
                            + $"({(server.HasExited ? "the server stopped" : "five minutes passed")})."
                    );
                    return 1;
                }

                await Task.Delay(100);
            }

            var seconds = clock.Elapsed.TotalSeconds;
            await using (var context = await contexts.CreateDbContextAsync())
            {
                foreach (
                    var job in await context
                        .Jobs.AsNoTracking()
                        .Where(job => job.StartedUtc != null && job.FinishedUtc != null)
                        .OrderBy(job => job.Id)
                        .ToListAsync()
                )
                {
                    Console.WriteLine(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{job.Kind,-20} {(job.FinishedUtc!.Value - job.StartedUtc!.Value).TotalSeconds,6:0.0} s"
                        )
                    );
                }
            }

            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"sample company imported, learnt from and scored {seconds:0.0} s after the start, limit "
                        + $"{LimitSeconds:0} s: {(seconds <= LimitSeconds ? "kept" : "BROKEN")}"
                )
            );
            return seconds <= LimitSeconds ? 0 : 1;
        }
        finally
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static ProcessStartInfo Server(string folder)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "LeadDashboard.Web.dll"), "--demo"]
        )
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["Data__Folder"] = folder;
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        return start;
    }

    private static async Task<bool> IsReadyAsync(IDbContextFactory<LeadContext> contexts)
    {
        try
        {
            await using var context = await contexts.CreateDbContextAsync();
            return await context.Jobs.AnyAsync(job =>
                job.Kind == RescoringModule.ScoreLeads.Name && job.Status == JobStatus.Done
            );
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            // The server has not made its tables yet.
            return false;
        }
    }
}
