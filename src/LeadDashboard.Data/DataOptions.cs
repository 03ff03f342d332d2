namespace LeadDashboard.Data;

/// <summary>Section "Data" of the configuration.</summary>
public sealed record DataOptions
{
    /// <summary>"Sqlite" (default) or "Postgres".</summary>
    public string Provider { get; init; } = "Sqlite";

    /// <summary>
    /// Folder for the SQLite file, uploads and keys; relative to the content root. Created when absent.
    /// </summary>
    public string Folder { get; init; } = "data";

    /// <summary>
    /// Needed for Postgres; for SQLite the file is <see cref="Folder"/>/leads.db unless this names another.
    /// </summary>
    public string? ConnectionString { get; init; }

    /// <summary>All faults at once, each naming its key; empty when valid.</summary>
    public IReadOnlyList<string> Validate()
    {
        var faults = new List<string>();
        if (Provider is not ("Sqlite" or "Postgres"))
        {
            faults.Add($"Data:Provider is '{Provider}'; expected 'Sqlite' or 'Postgres'.");
        }

        if (Provider == "Postgres" && string.IsNullOrWhiteSpace(ConnectionString))
        {
            faults.Add(
                "Data:ConnectionString is empty; Postgres needs one, such as "
                    + "'Host=localhost;Database=leads;Username=app;Password=...'."
            );
        }

        if (string.IsNullOrWhiteSpace(Folder))
        {
            faults.Add("Data:Folder is empty; name a folder for the database file, uploads and keys.");
        }

        return faults;
    }
}
