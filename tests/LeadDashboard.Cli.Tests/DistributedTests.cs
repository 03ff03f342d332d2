using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Testing;

namespace LeadDashboard.Cli.Tests;

/// <summary>
/// An existing engine spreads the work over two processes: it trains on an exported table, and our command line is the
/// function that it maps over the parts of a file. docs/scale.md has the same commands for an operator.
/// </summary>
[Trait("Category", "Slow")]
public sealed class DistributedTests : IDisposable
{
    private const int RowCount = 6_000;
    private const int PartCount = 10;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "distributed-" + Guid.NewGuid().ToString("N"));
    private readonly List<Process> _processes = [];
    private readonly string _scheduler;

    public DistributedTests()
    {
        Directory.CreateDirectory(_folder);
        _scheduler = $"tcp://127.0.0.1:{FreePort()}";
    }

    public void Dispose()
    {
        foreach (var process in _processes)
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit();
            }

            process.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    [DistributedFact]
    public async Task Engine_OnTwoWorkers_TrainsAndScoresAsOneProcessDoes()
    {
        var leads = WriteLeads();
        var table = At("table");
        await RunAsync("export", leads, "--label", "Outcome", "--parts", "4", "-o", table);
        StartScheduler();
        var first = StartWorker("first");
        StartWorker("second");

        var trained = await Python("train.py", _scheduler, table, At("outside.json"), "60", "2").EndAsync();

        Assert.Contains(" rows of 4 parts on 2 workers: 60 trees", trained, StringComparison.Ordinal);
        await AssertReadAlikeAsync(table);
        await RunAsync("adopt", At("outside.json"), "--table", table, "-o", At("leads.model"));
        var adopted = TrainedModel.FromBytes(await File.ReadAllBytesAsync(At("leads.model")));
        Assert.InRange(adopted.Report.Metrics.Auc.Value, 0.65, 1);
        Assert.Equal(RowCount, adopted.Report.TrainRowCount + adopted.Report.TestRowCount);

        await AssertIsAChallengerAsync(leads);

        await RunAsync("score", leads, "--model", At("leads.model"), "-o", At("whole.csv"));
        WriteParts(leads);
        var map = Python(
            "map.py",
            _scheduler, At("parts"), At("scored"),
            "dotnet", Cli, "score", "{in}", "--model", At("leads.model"), "-o", "{out}"
        );
        await KillAScoringChildAsync();
        await UntilAsync(() => Directory.GetFiles(At("scored"), "*.csv").Length >= 2);
        Assert.True(Directory.GetFiles(At("scored"), "*.csv").Length < PartCount);
        first.Kill();
        Assert.Contains($"{PartCount} parts -> ", await map.EndAsync(), StringComparison.Ordinal);

        var whole = await File.ReadAllBytesAsync(At("whole.csv"));
        Assert.Equal(whole, await JoinedAsync());
    }

    /// <summary>The leads of a database go the same way, and the model is offered there.</summary>
    private async Task AssertIsAChallengerAsync(string leads)
    {
        var (database, table) = (At("data"), At("table-of-database"));
        await RunAsync("import", leads, "--database", database);
        await RunAsync("export", "--database", database, "--parts", "4", "-o", table);
        await Python("train.py", _scheduler, table, At("challenger.json"), "60", "2").EndAsync();

        var adopted = await CliRun.OfAsync(
            "adopt", At("challenger.json"), "--table", table, "--database", database, "--json"
        );

        Assert.Equal((ExitCodes.Done, ""), (adopted.Code, adopted.Errors));
        Assert.Equal(1, adopted.Json.GetProperty("version").GetInt32());
        Assert.InRange(adopted.Json.GetProperty("auc").GetDouble(), 0.65, 1);
    }

    /// <summary>Our reading of the model says of the held-out rows what XGBoost says.</summary>
    private async Task AssertReadAlikeAsync(string table)
    {
        var theirs = (await File.ReadAllLinesAsync(At("outside.json.held-out"))).Select(Number).ToArray();
        await RunAsync(
            "score",
            Path.Combine(table, "held-out.csv"),
            "--model", At("outside.json"), "-o", At("held-out.csv"), "--format", "decimal=.", "dates=year-first"
        );
        var ours = (await File.ReadAllLinesAsync(At("held-out.csv")))
            .Skip(1)
            .Select(line => Number(line.Split(',')[^3]))
            .ToArray();

        Assert.InRange(theirs.Length, RowCount / 5 - 10, RowCount / 5 + 10);
        Assert.Equal(theirs.Length, ours.Length);
        Assert.All(theirs.Zip(ours), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        Assert.True(theirs.Max() - theirs.Min() > 0.3);
    }

    /// <summary>Ends one process that scores a part, found by the folder in its call.</summary>
    private async Task KillAScoringChildAsync()
    {
        Process? child = null;
        await UntilAsync(() => (child = ScoringChild()) is not null);
        using (child)
        {
            child!.Kill();
        }
    }

    private Process? ScoringChild()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (
                int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && CallOf(folder) is ["dotnet", _, "score", var part, ..]
                && part.StartsWith(At("parts"), StringComparison.Ordinal)
            )
            {
                try
                {
                    return Process.GetProcessById(id);
                }
                catch (ArgumentException)
                {
                    // It has ended meanwhile.
                }
            }
        }

        return null;
    }

    private static string[] CallOf(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline")).Split('\0');
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return [];
        }
    }

    private void StartScheduler()
    {
        var port = new Uri(_scheduler).Port.ToString(CultureInfo.InvariantCulture);
        Start("dask-scheduler", ["--host", "127.0.0.1", "--port", port, "--no-dashboard"]);
    }

    private Process StartWorker(string name) =>
        Start(
            "dask-worker",
            [
                _scheduler, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--name", name,
                "--local-directory", At("worker-" + name),
            ]
        ).Process;

    private PythonRun Python(string script, params string[] words) =>
        Start(
            DistributedFactAttribute.Python,
            [Path.Combine(SourceTree.Root, "tests", "LeadDashboard.Cli.Tests", "Distributed", script), .. words]
        );

    private PythonRun Start(string program, string[] words)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = _folder,
        };
        foreach (var word in words)
        {
            start.ArgumentList.Add(word);
        }

        var process = Process.Start(start)!;
        _processes.Add(process);
        return new PythonRun(process, process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
    }

    private sealed record PythonRun(Process Process, Task<string> Output, Task<string> Errors)
    {
        /// <summary>What it printed.</summary>
        public async Task<string> EndAsync()
        {
            using var limit = new CancellationTokenSource(Limit);
            await Process.WaitForExitAsync(limit.Token);
            var errors = await Errors;
            Assert.True(Process.ExitCode == 0, errors);
            return await Output;
        }
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        var watch = Stopwatch.StartNew();
        while (!isSo())
        {
            Assert.True(watch.Elapsed < Limit, "It did not come to pass in time.");
            await Task.Delay(20);
        }
    }

    private static async Task RunAsync(params string[] words)
    {
        var run = await CliRun.OfAsync(words);
        Assert.True(run.Code == ExitCodes.Done, run.Errors);
    }

    private string At(string name) => Path.Combine(_folder, name);

    private static string Cli => Path.Combine(AppContext.BaseDirectory, "LeadDashboard.Cli.dll");

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The header once, then the rows of all parts.</summary>
    private async Task<byte[]> JoinedAsync()
    {
        using var joined = new MemoryStream();
        foreach (var file in Directory.GetFiles(At("scored"), "*.csv").Order(StringComparer.Ordinal))
        {
            var bytes = await File.ReadAllBytesAsync(file);
            joined.Write(joined.Length == 0 ? bytes : bytes.AsSpan(bytes.AsSpan().IndexOf((byte)'\n') + 1));
        }

        return joined.ToArray();
    }

    private void WriteParts(string file)
    {
        var lines = File.ReadAllLines(file);
        Directory.CreateDirectory(At("parts"));
        Directory.CreateDirectory(At("scored"));
        foreach (var (part, rows) in lines[1..].Chunk(RowCount / PartCount).Index())
        {
            File.WriteAllLines(Path.Combine(At("parts"), $"part-{part:00}.csv"), rows.Prepend(lines[0]));
        }
    }

    private string WriteLeads()
    {
        var random = new Random(11);
        string[] names = ["Web", "Partner", "Fair", "Phone"];
        File.WriteAllLines(
            At("leads.csv"),
            Enumerable
                .Range(0, RowCount)
                .Select(row =>
                {
                    var (source, size, visits) = (random.Next(4), random.Next(1, 500), random.Next(30));
                    var chance = 1 / (1 + Math.Exp(2.6 - (source == 1 ? 1.5 : 0) - size / 150.0 - visits / 20.0));
                    var (known, seen) = (row % 40 == 0 ? "" : names[source], row % 25 == 0 ? "" : $"{visits}");
                    return string.Create(
                        CultureInfo.InvariantCulture,
                        $"{known},{size},{seen},{random.NextDouble():0.###},"
                            + $"{(random.NextDouble() < chance ? "won" : "lost")}"
                    );
                })
                .Prepend("Source,Size,Visits,Ratio,Outcome")
        );
        return At("leads.csv");
    }
}
