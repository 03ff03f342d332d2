using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.Data;

/// <summary>For several web nodes and large volumes.</summary>
public sealed class PostgresLeadContext(DbContextOptions<PostgresLeadContext> options) : LeadContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<decimal>().HavePrecision(18, 2);
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
    }
}
