namespace LeadDashboard.Core.Access;

/// <summary>People who work the same leads.</summary>
public sealed class Team
{
    public int Id { get; set; }

    /// <summary>Unique.</summary>
    public string Name { get; set; } = "";
    public DateTime CreatedUtc { get; set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; set; }
}

/// <summary>A person in a team; one person may be in several.</summary>
public sealed class TeamMember
{
    public int TeamId { get; set; }
    public string UserId { get; set; } = "";
}
