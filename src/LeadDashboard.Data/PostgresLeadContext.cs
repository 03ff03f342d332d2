using LeadDashboard.Core.Events;
using LeadDashboard.Data.Money;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.Data;

/// <summary>For several web nodes and large volumes.</summary>
public sealed class PostgresLeadContext(DbContextOptions<PostgresLeadContext> options) : LeadContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<decimal>().HavePrecision(18, 4);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        MoneyFunctions.MapPostgres(builder);

        // Sequences are handed out before the commit: a reader needs to know the transaction.
        builder
            .Entity<OutboxEvent>()
            .Property(entry => entry.TransactionId)
            .HasDefaultValueSql("pg_current_xact_id()::text::bigint");
    }
}
