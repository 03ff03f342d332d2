using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace LeadDashboard.Data;

/// <summary>
/// Lets <c>dotnet ef migrations add NAME --context SqliteLeadContext</c> see the model; opens nothing.
/// </summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteLeadContext>
{
    public SqliteLeadContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteLeadContext>().UseSqlite("Data Source=:memory:").Options);
}

/// <summary>The same for <c>--context PostgresLeadContext</c>.</summary>
internal sealed class PostgresDesignTimeFactory : IDesignTimeDbContextFactory<PostgresLeadContext>
{
    public PostgresLeadContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresLeadContext>().UseNpgsql("Host=localhost;Database=design").Options);
}
