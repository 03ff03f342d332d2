using LeadDashboard.Data.Money;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.Data;

/// <summary>The default: one file, nothing to install.</summary>
public sealed class SqliteLeadContext(DbContextOptions<SqliteLeadContext> options) : LeadContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        // SQLite has no decimal: whole ten-thousandths in an INTEGER sort and add up exactly.
        configurationBuilder.Properties<decimal>().HaveConversion<AmountConverter>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        MoneyFunctions.MapSqlite(builder);
    }
}
