namespace LeadDashboard.Testing;

/// <summary>
/// Runs where the machine has a PostgreSQL server, else is skipped with the reason. In continuous integration it is
/// never skipped: a missing server fails, so that a second provider is not left untested by accident.
/// </summary>
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute()
    {
        if (PostgresServer.Binaries is null && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")))
        {
            Skip = "No PostgreSQL server on this machine: install the package postgresql to run this check.";
        }
    }
}
