using System.Diagnostics;
using System.Globalization;

namespace LeadDashboard.Benchmarks.Serving;

/// <summary>
/// Page loads of a signed-in person while the server imports a large file: the HTML with its queries, and the list
/// until its rows show.
/// </summary>
internal static class PagesCommand
{
    private const double LimitMilliseconds = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public static async Task<int> RunAsync(string[] args)
    {
        var rowCount = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        using var file = GeneratedFile.Write(rowCount);
        await using var server = await ServerProcess.StartAsync();
        await using var visit = await ServerVisit.SetUpAsync(server);
        await visit.OpenUploadAsync();
        await visit.UploadAsync(file.Path);
        using var client = await visit.ClientAsync();
        using var stop = new CancellationTokenSource();
        var clock = Stopwatch.StartNew();
        var batchId = await visit.StartAsync();
        var done = EndAsync(visit, stop);
        string[] paths =
        [
            "/",
            "/leads",
            "/imports",
            string.Create(CultureInfo.InvariantCulture, $"/imports/{batchId}"),
        ];
        var loads = paths.ToDictionary(path => path, _ => new List<double>(), StringComparer.Ordinal);
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var path = paths[i % paths.Length];
            loads[path].Add(await LoadAsync(client, path));
            await Task.Delay(Pause);
        }

        await done;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{rowCount} rows x {GeneratedFile.ColumnCount} columns imported in {clock.Elapsed.TotalSeconds:0.0} "
                    + $"s with page loads beside it; peak of the server {server.PeakMebibytes:0} MiB"
            )
        );
        foreach (var (path, times) in loads.Append(new("all", [.. loads.Values.SelectMany(times => times)])))
        {
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{path,-12} loads {times.Count,4}   p50 {At(times, 0.5),5:0} ms   p95 {At(times, 0.95),5:0} "
                        + $"ms   worst {At(times, 1),5:0} ms"
                )
            );
        }

        var isKept = At([.. loads.Values.SelectMany(times => times)], 0.95) <= LimitMilliseconds;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"p95 of all page loads, limit {LimitMilliseconds:0} ms: {(isKept ? "kept" : "BROKEN")}"
            )
        );
        return isKept ? 0 : 1;
    }

    private static async Task EndAsync(ServerVisit visit, CancellationTokenSource stop)
    {
        await visit.WaitUntilDoneAsync();
        await stop.CancelAsync();
    }

    /// <returns>Milliseconds until the whole page is there.</returns>
    private static async Task<double> LoadAsync(HttpClient client, string path)
    {
        var clock = Stopwatch.GetTimestamp();
        using var response = await client.GetAsync(path);
        response.EnsureSuccessStatusCode();
        var html = await response.Content.ReadAsStringAsync();
        return html.Contains("ld-shell", StringComparison.Ordinal)
            ? Stopwatch.GetElapsedTime(clock).TotalMilliseconds
            : throw new InvalidOperationException(
                $"{path} answered with something else than its page: {html[..Math.Min(200, html.Length)]}"
            );
    }

    private static double At(List<double> times, double share)
    {
        times.Sort();
        return times.Count == 0 ? double.NaN : times[(int)Math.Ceiling(share * times.Count) - 1];
    }
}
