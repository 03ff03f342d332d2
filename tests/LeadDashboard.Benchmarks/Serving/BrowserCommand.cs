using System.Diagnostics;
using System.Globalization;

namespace LeadDashboard.Benchmarks.Serving;

/// <summary>
/// A generated file through the real pages in Chromium: given to the upload page, looked at on the map page, imported,
/// seen as done.
/// </summary>
internal static class BrowserCommand
{
    private const double LimitSeconds = 30;
    private const int LimitRows = 100_000;

    public static async Task<int> RunAsync(string[] args)
    {
        var rowCount = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : LimitRows;
        using var file = GeneratedFile.Write(rowCount);
        await using var server = await ServerProcess.StartAsync();
        await using var visit = await ServerVisit.SetUpAsync(server);
        await visit.OpenUploadAsync();
        var clock = Stopwatch.StartNew();
        await visit.UploadAsync(file.Path);
        var mapped = clock.Elapsed.TotalSeconds;
        await visit.StartAsync();
        var started = clock.Elapsed.TotalSeconds;
        await visit.WaitUntilDoneAsync();
        var done = clock.Elapsed.TotalSeconds;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                {rowCount} rows x {GeneratedFile.ColumnCount} columns, {file.Mebibytes:0} MiB, through the browser
                upload and columns {mapped:0.0} s   start {started - mapped:0.0} s   import {done
                    - started:0.0} s   peak of the server {server.PeakMebibytes:0} MiB
                """
            )
        );
        var isKept = done <= LimitSeconds;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"all {done:0.0} s, limit {LimitSeconds:0} s for {LimitRows} rows: {(isKept ? "kept" : "BROKEN")}"
            )
        );
        return isKept || rowCount > LimitRows ? 0 : 1;
    }
}
