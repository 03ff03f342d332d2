using Microsoft.AspNetCore.Identity;

namespace LeadDashboard.Data.Identity;

/// <summary>A person who signs in. The role is an Identity role named like <see cref="Core.Access.Role"/>.</summary>
public sealed class AppUser : IdentityUser
{
    public string DisplayName { get; set; } = "";

    public DateTime CreatedUtc { get; set; }

    /// <summary>Set while the account is switched off: it cannot sign in and its circuits end.</summary>
    public DateTime? DisabledUtc { get; set; }

    /// <summary>True until the invited person has chosen a password of their own.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>How many leads the rep can work on one day.</summary>
    public int DailyCapacity { get; set; } = 40;

    /// <summary>A person who signs in by e-mail address; without a name the address is shown.</summary>
    public static AppUser New(string? email, string? name, TimeProvider time) =>
        new()
        {
            UserName = email?.Trim(),
            Email = email?.Trim(),
            DisplayName = string.IsNullOrWhiteSpace(name) ? email?.Trim() ?? "" : name.Trim(),
            CreatedUtc = time.GetUtcNow().UtcDateTime,
        };
}
