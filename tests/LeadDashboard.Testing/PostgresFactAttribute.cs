namespace LeadDashboard.Testing;

/// <summary>Runs where the machine has a PostgreSQL server, else is skipped with the reason.</summary>
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute()
    {
        if (PostgresServer.Binaries is null)
        {
            Skip = "No PostgreSQL server on this machine: install the package postgresql to run this check.";
        }
    }
}
