using Microsoft.AspNetCore.Identity;

namespace LeadDashboard.Data.Identity;

/// <summary>The rules every account follows, wherever it is made.</summary>
public static class AccountRules
{
    public const int MinPasswordLength = 10;

    public const int MaxFailedSignIns = 5;

    public static TimeSpan LockOutTime { get; } = TimeSpan.FromMinutes(15);

    /// <summary>Length beats composition rules (NIST SP 800-63B), so nothing but length is asked for.</summary>
    public static void Apply(IdentityOptions options)
    {
        options.Password.RequiredLength = MinPasswordLength;
        options.Password.RequiredUniqueChars = 4;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
        options.User.RequireUniqueEmail = true;
        options.Lockout.AllowedForNewUsers = true;
        options.Lockout.MaxFailedAccessAttempts = MaxFailedSignIns;
        options.Lockout.DefaultLockoutTimeSpan = LockOutTime;
    }
}
