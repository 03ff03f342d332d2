namespace LeadDashboard.Core.Access;

/// <summary>Lets another program in. The key itself is shown once and never stored.</summary>
public sealed class ApiKey
{
    public int Id { get; set; }
    public string Name { get; set; } = "";

    /// <summary>The first characters of the key, unique: how it is found and told apart.</summary>
    public string Prefix { get; set; } = "";

    /// <summary>SHA-256 of the whole key, lower hexadecimal.</summary>
    public string Hash { get; set; } = "";

    /// <summary>What it may do, parted by spaces: "outcomes.write".</summary>
    public string Scopes { get; set; } = "";
    public DateTime CreatedUtc { get; set; }
    public string CreatedById { get; set; } = "";
    public DateTime? LastUsedUtc { get; set; }
    public DateTime? RevokedUtc { get; set; }
}

/// <summary>
/// The answer to a request that came with a key of its own: the same request gets the same answer again.
/// </summary>
public sealed class IdempotencyKey
{
    /// <summary>Who sent it and to where: the same key of two programs is two keys.</summary>
    public string Scope { get; set; } = "";
    public string Key { get; set; } = "";

    /// <summary>SHA-256 of the request: another request under the same key is refused.</summary>
    public string RequestHash { get; set; } = "";

    /// <summary>HTTP status of the answer; 0 = still being worked on.</summary>
    public int StatusCode { get; set; }
    public string ResponseJson { get; set; } = "";
    public DateTime CreatedUtc { get; set; }
}
