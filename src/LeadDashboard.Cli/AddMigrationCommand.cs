using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Migrations.Design;
using Microsoft.Extensions.DependencyInjection;

namespace LeadDashboard.Cli;

/// <summary>`add-migration NAME`: writes the same model change for both providers into src/LeadDashboard.Data/Migrations.</summary>
internal static class AddMigrationCommand
{
    public static Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        if (args is not [var name])
        {
            errors.WriteLine("add-migration takes one NAME, such as AddTasks.");
            return Task.FromResult(2);
        }

        var project = FindDataProject();
        if (project is null)
        {
            errors.WriteLine("src/LeadDashboard.Data was not found above the current folder. Run add-migration inside the repository.");
            return Task.FromResult(2);
        }

        using var sqlite = new SqliteLeadContext(new DbContextOptionsBuilder<SqliteLeadContext>().UseSqlite("Data Source=:memory:").Options);
        using var postgres = new PostgresLeadContext(new DbContextOptionsBuilder<PostgresLeadContext>().UseNpgsql("Host=localhost").Options);
        Write(sqlite, name, project, "Sqlite", output);
        Write(postgres, name, project, "Postgres", output);
        return Task.FromResult(0);
    }

    private static void Write(LeadContext context, string name, string project, string provider, TextWriter output)
    {
        using var services = BuildServices(context, provider);
        using var scope = services.CreateScope();
        var scaffolder = scope.ServiceProvider.GetRequiredService<IMigrationsScaffolder>();
        var migration = scaffolder.ScaffoldMigration(name, "LeadDashboard.Data", $"Migrations.{provider}", "C#");
        var files = scaffolder.Save(project, migration, Path.Combine(project, "Migrations", provider), dryRun: false);
        output.WriteLine($"{provider}: {files.MigrationFile}");
    }

    private static ServiceProvider BuildServices(LeadContext context, string provider)
    {
        var services = new ServiceCollection().AddEntityFrameworkDesignTimeServices().AddDbContextDesignTimeServices(context);
#pragma warning disable EF1001 // the design-time services of a provider are internal by name and have no public twin
        IDesignTimeServices own = provider == "Sqlite"
            ? new Microsoft.EntityFrameworkCore.Sqlite.Design.Internal.SqliteDesignTimeServices()
            : new Npgsql.EntityFrameworkCore.PostgreSQL.Design.Internal.NpgsqlDesignTimeServices();
#pragma warning restore EF1001
        own.ConfigureDesignTimeServices(services);
        return services.BuildServiceProvider();
    }

    private static string? FindDataProject()
    {
        for (var folder = new DirectoryInfo(Directory.GetCurrentDirectory()); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "src", "LeadDashboard.Data");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
