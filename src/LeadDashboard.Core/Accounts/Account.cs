namespace LeadDashboard.Core.Accounts;

/// <summary>A company that leads belong to.</summary>
public sealed class Account
{
    public int Id { get; set; }

    /// <summary>Unique, see <see cref="AccountRules.KeyOf"/>.</summary>
    public string NameKey { get; set; } = "";

    /// <summary>As first written.</summary>
    public string Name { get; set; } = "";

    /// <summary>Business mail domain, lower case; null = none known.</summary>
    public string? Domain { get; set; }
    public string? Industry { get; set; }
    public string? Size { get; set; }
    public DateTime CreatedUtc { get; set; }

    /// <summary>The import that brought the account; null = made at an upgrade or by hand.</summary>
    public int? ImportBatchId { get; set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; set; }
}
