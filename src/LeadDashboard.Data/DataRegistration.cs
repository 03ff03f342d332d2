using LeadDashboard.Data.BulkWriting;
using LeadDashboard.Data.Events;
using LeadDashboard.Data.Seeding;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LeadDashboard.Data;

/// <summary>
/// Registers the database: the factory every query uses, and a scoped context for the Identity stores.
/// </summary>
public static class DataRegistration
{
    private const string FileName = "leads.db";

    /// <param name="services">Extended.</param>
    /// <param name="options">Valid; see <see cref="DataOptions.Validate"/>.</param>
    /// <param name="dataFolder">Absolute path of <see cref="DataOptions.Folder"/>.</param>
    public static IServiceCollection AddLeadData(
        this IServiceCollection services,
        DataOptions options,
        string dataFolder
    )
    {
        PrivateFiles.CreateFolder(dataFolder);
        PrivateFiles.Restrict(dataFolder, FileName);
        services.AddSingleton(new DataFolder(dataFolder));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<BulkWriter>();
        services.AddSingleton<OutboxReader>();
        services.AddScoped<DatabaseInitializer>();
        if (options.Provider == "Postgres")
        {
            services.AddDbContextFactory<PostgresLeadContext>(builder => builder.UseNpgsql(options.ConnectionString));
            services.AddSingleton<IDbContextFactory<LeadContext>, ForwardingFactory<PostgresLeadContext>>();
        }
        else
        {
            if (options.ConnectionString is null)
            {
                CreateDatabase(Path.Combine(dataFolder, FileName));
            }

            services.AddDbContextFactory<SqliteLeadContext>(builder =>
                UseSqlite(builder, options.ConnectionString ?? SqliteConnection(dataFolder))
            );
            services.AddSingleton<IDbContextFactory<LeadContext>, ForwardingFactory<SqliteLeadContext>>();
        }

        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<LeadContext>>().CreateDbContext());
        return services;
    }

    /// <summary>
    /// Makes the file of mode 0600 unless there is one; its log gets the same mode. It is in WAL mode from the start:
    /// migrating first looks at it through a connection that may not write, and could not switch it.
    /// </summary>
    private static void CreateDatabase(string path)
    {
        if (File.Exists(path))
        {
            return;
        }

        PrivateFiles.CreateFile(path);
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL";
        command.ExecuteNonQuery();
    }

    /// <summary>The connection string of the file in a data folder.</summary>
    public static string SqliteConnection(string dataFolder) =>
        $"Data Source={Path.Combine(dataFolder, FileName)};Default Timeout=60";

    /// <summary>SQLite with write-ahead logging: readers never wait for the writer.</summary>
    public static DbContextOptionsBuilder UseSqlite(DbContextOptionsBuilder builder, string connectionString) =>
        builder
            .UseSqlite(connectionString)
            .AddInterceptors(SqlitePragmas.Instance)
            // A table that is built anew leaves its transaction; a copy brings the file back (DatabaseBackup).
            .ConfigureWarnings(warnings =>
                warnings.Ignore(RelationalEventId.NonTransactionalMigrationOperationWarning)
            );

    /// <summary>Queries ask for the abstract context; the provider decides which one they get.</summary>
    private sealed class ForwardingFactory<TContext>(IDbContextFactory<TContext> inner) : IDbContextFactory<LeadContext>
        where TContext : LeadContext
    {
        public LeadContext CreateDbContext() => inner.CreateDbContext();
    }
}

/// <summary>Absolute path of the folder that holds the database file, uploads and keys.</summary>
public sealed record DataFolder(string Path)
{
    public string Uploads => Create("uploads");

    public string Keys => Create("keys");

    private string Create(string name) => PrivateFiles.CreateFolder(System.IO.Path.Combine(Path, name));
}
