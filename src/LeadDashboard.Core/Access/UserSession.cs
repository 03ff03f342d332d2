namespace LeadDashboard.Core.Access;

/// <summary>One sign-in of one person; a cookie is good as long as its session is.</summary>
public sealed class UserSession
{
    /// <summary>Random, at most 64 characters.</summary>
    public string Id { get; set; } = "";
    public string UserId { get; set; } = "";
    public DateTime CreatedUtc { get; set; }
    public DateTime LastSeenUtc { get; set; }
    public DateTime? RevokedUtc { get; set; }
}

/// <summary>The one row that makes the first admin: its key can be inserted once only, whoever tries.</summary>
public sealed class SetupClaim
{
    /// <summary>Always 1.</summary>
    public int Id { get; set; } = 1;
    public string UserId { get; set; } = "";
    public DateTime ClaimedUtc { get; set; }
}
