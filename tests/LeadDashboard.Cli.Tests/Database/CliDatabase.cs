using LeadDashboard.App.Users;
using LeadDashboard.Cli.Database;
using LeadDashboard.Core.Access;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.Cli.Tests.Database;

/// <summary>An empty folder for a database that only the command line writes.</summary>
public sealed class CliDatabase : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("cli-database-").FullName;

    public string Data => Path.Combine(Folder, "data");

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }

    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    public string Write(string name, byte[] content)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    internal Task<CliRun> RunAsync(params string[] args) => CliRun.OfAsync([.. args, "--database", Data]);

    internal Task<DatabaseSession> OpenAsync() => OpenAsync(Data);

    internal static Task<DatabaseSession> OpenAsync(string folder) =>
        DatabaseSession.OpenAsync(
            new DataOptions(),
            folder,
            clock: null,
            actor: null,
            new CommandIo(TextWriter.Null, TextWriter.Null, TimeProvider.System, _ => null),
            CancellationToken.None
        );

    public async Task AddUserAsync(string email, Role role)
    {
        await using var session = await OpenAsync();
        var invited = await session.Get<UserService>().InviteAsync(new UserEntry(email, email, role), Actor.System);
        Assert.True(invited.IsOk);
    }

    public async Task<T> ReadAsync<T>(Func<LeadContext, Task<T>> read)
    {
        await using var session = await OpenAsync();
        await using var context = await session
            .Get<IDbContextFactory<LeadContext>>()
            .CreateDbContextAsync(CancellationToken.None);
        return await read(context);
    }
}
