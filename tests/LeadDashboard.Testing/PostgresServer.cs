using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace LeadDashboard.Testing;

/// <summary>
/// A throw-away PostgreSQL on a free loopback port, from the binaries of the machine.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "leads-pg-" + Guid.NewGuid().ToString("N")[..8]);

    private string? _stop;

    public string ConnectionString { get; private set; } = "";

    /// <summary>Folder of the newest server's programs; null where the machine has none.</summary>
    public static string? Binaries { get; } =
        OperatingSystem.IsLinux() && Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .GetDirectories("/usr/lib/postgresql")
                .Order(StringComparer.Ordinal)
                .Select(version => Path.Combine(version, "bin"))
                .LastOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
            : null;

    public async Task InitializeAsync()
    {
        if (Binaries is null)
        {
            Assert.True(
                string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")),
                "No PostgreSQL server on this machine. Install the package postgresql: CI checks both providers."
            );
            return;
        }

        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        listener.Stop();
        Directory.CreateDirectory(_folder);
        await RunAsync($"chown postgres: {_folder} && chmod 700 {_folder}", asPostgres: false);
        await RunAsync(
            $"{Binaries}/initdb -D {_folder}/data -U app -A trust -E UTF8 --locale=C.UTF-8 -N >/dev/null",
            asPostgres: true
        );
        await RunAsync(
            $"{Binaries}/pg_ctl -D {_folder}/data -w -t 60 -l {_folder}/log -o '-p {port} -c "
                + $"listen_addresses=127.0.0.1 -c unix_socket_directories={_folder} -c fsync=off' start >/dev/null",
            asPostgres: true
        );
        ConnectionString = $"Host=127.0.0.1;Port={port};Username=app;Database=leads";
        _stop = $"{Binaries}/pg_ctl -D {_folder}/data -m immediate stop >/dev/null";
    }

    public async Task DisposeAsync()
    {
        if (_stop is not null)
        {
            Npgsql.NpgsqlConnection.ClearAllPools();
            await RunAsync(_stop, asPostgres: true);
            Directory.Delete(_folder, recursive: true);
        }
    }

    /// <summary>PostgreSQL refuses to run as root, so root hands over to the postgres user of the package.</summary>
    private static async Task RunAsync(string command, bool asPostgres)
    {
        var isRoot = Environment.UserName == "root";
        var start =
            asPostgres && isRoot
                ? new ProcessStartInfo("su", ["postgres", "-s", "/bin/sh", "-c", command])
                : new ProcessStartInfo("/bin/sh", ["-c", isRoot || asPostgres ? command : "true"]);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"'{command}' ended with {process.ExitCode}.");
    }
}
