using LeadDashboard.Data.Identity;

namespace LeadDashboard.App.Access;

/// <summary>Wrong passwords of one account so far, and until when it is locked.</summary>
public sealed record LockOutState(int FailedCount, DateTimeOffset? LockedUntil)
{
    public bool IsLockedAt(DateTimeOffset now) => LockedUntil > now;
}

/// <summary>When an account is locked.</summary>
public static class LockOutRules
{
    /// <summary>
    /// The state after one more attempt, which counts as wrong until the password has proved right: an attempt that is
    /// counted only afterwards can be made many times at once.
    /// </summary>
    /// <returns>null when the account is locked: the attempt is refused and not counted.</returns>
    public static LockOutState? Attempt(LockOutState state, DateTimeOffset now)
    {
        if (state.IsLockedAt(now))
        {
            return null;
        }

        return state.FailedCount + 1 >= AccountRules.MaxFailedSignIns
            ? new LockOutState(0, now + AccountRules.LockOutTime)
            : new LockOutState(state.FailedCount + 1, state.LockedUntil);
    }
}
