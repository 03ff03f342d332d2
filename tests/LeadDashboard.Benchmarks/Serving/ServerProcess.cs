using System.Diagnostics;
using System.Text.RegularExpressions;

namespace LeadDashboard.Benchmarks.Serving;

/// <summary>
/// The real server as a process of its own, on a free port and an empty data folder that goes with it.
/// </summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly string _folder;
    private readonly TaskCompletionSource<string> _url = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _setupCode = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process, string folder)
    {
        this._process = process;
        this._folder = folder;
        process.OutputDataReceived += (_, line) => Listen(line.Data);
        process.BeginOutputReadLine();
    }

    public string Url { get; private set; } = "";

    /// <summary>What makes the first visitor the admin.</summary>
    public string SetupCode { get; private set; } = "";

    /// <summary>The most memory that the process ever held, MiB.</summary>
    public double PeakMebibytes
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64 / 1048576.0;
        }
    }

    public static async Task<ServerProcess> StartAsync()
    {
        var data = Directory.CreateTempSubdirectory("leads-server-").FullName;
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "LeadDashboard.Web.dll")])
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["Data__Folder"] = data;
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        var server = new ServerProcess(
            Process.Start(start) ?? throw new InvalidOperationException("The server could not be started."),
            data
        );
        server.Url = await server._url.Task.WaitAsync(Patience);
        server.SetupCode = await server._setupCode.Task.WaitAsync(Patience);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Listen(string? line)
    {
        if (line is null)
        {
            _url.TrySetException(new InvalidOperationException("The server stopped before it listened."));
            _setupCode.TrySetException(
                new InvalidOperationException("The server stopped before it told its set-up code.")
            );
        }
        else if (Listening().Match(line) is { Success: true } address)
        {
            _url.TrySetResult(address.Groups["url"].Value.TrimEnd('/'));
        }
        else if (Code().Match(line) is { Success: true } code)
        {
            _setupCode.TrySetResult(code.Groups["code"].Value);
        }
    }

    [GeneratedRegex(
        @"Now listening on: (?<url>http\S+)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Listening();

    [GeneratedRegex(
        @"set-up code: (?<code>\S+)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Code();
}
