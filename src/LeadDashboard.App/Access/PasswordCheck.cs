using LeadDashboard.Data;
using LeadDashboard.Data.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Access;

/// <summary>What became of an e-mail and a password.</summary>
public enum PasswordVerdict
{
    /// <summary>Unknown account, wrong password or locked: one answer, so that nobody learns which.</summary>
    Refused,

    /// <summary>The password is right, but the account is switched off.</summary>
    Disabled,

    Right,
}

/// <summary>
/// Checks passwords. Every attempt is counted in the database before the password is looked at, by one conditional
/// update, so that simultaneous guesses cannot pass the limit; and every attempt computes one hash, so that known,
/// unknown and locked accounts answer after the same time.
/// </summary>
public sealed class PasswordCheck(
    IDbContextFactory<LeadContext> contexts,
    IPasswordHasher<AppUser> hasher,
    ILookupNormalizer normalizer,
    TimeProvider time
)
{
    /// <summary>Beyond this length nothing is hashed: no account can have such a password.</summary>
    public const int MaxPasswordLength = 256;

    private static readonly AppUser Nobody = new();

    /// <summary>The hash of a password that nobody has; verified where there is no account to verify.</summary>
    private static readonly string Decoy = new PasswordHasher<AppUser>().HashPassword(
        Nobody,
        Guid.NewGuid().ToString()
    );

    /// <summary>Who signs in.</summary>
    /// <returns>The id of the account unless the attempt was refused.</returns>
    public async Task<(PasswordVerdict Verdict, string? UserId)> SignInAsync(
        string? email,
        string? password,
        CancellationToken cancellationToken = default
    )
    {
        var name = Normalize(email);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var id =
            name.Length == 0
                ? null
                : await context
                    .Users.Where(user => user.NormalizedEmail == name)
                    .Select(user => user.Id)
                    .FirstOrDefaultAsync(cancellationToken);
        return await CheckAsync(context, id, password ?? "", cancellationToken);
    }

    /// <summary>
    /// Whether somebody who is signed in knows the password; wrong ones count against the lock-out too.
    /// </summary>
    public async Task<bool> IsPasswordOfAsync(
        string userId,
        string? password,
        CancellationToken cancellationToken = default
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return (await CheckAsync(context, userId, password ?? "", cancellationToken)).Verdict == PasswordVerdict.Right;
    }

    /// <summary>True while too many wrong passwords keep the account closed.</summary>
    public async Task<bool> IsLockedAsync(string userId, CancellationToken cancellationToken = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await StateAsync(context, userId, cancellationToken) is { } state && state.IsLockedAt(time.GetUtcNow());
    }

    /// <summary>The stored form of an e-mail; control characters, which PostgreSQL refuses, make it unknown.</summary>
    public string Normalize(string? email) =>
        email is null || email.Length > 256 || email.Any(char.IsControl)
            ? ""
            : normalizer.NormalizeEmail(email.Trim()) ?? "";

    private async Task<(PasswordVerdict Verdict, string? UserId)> CheckAsync(
        LeadContext context,
        string? userId,
        string password,
        CancellationToken cancellationToken
    )
    {
        if (password.Length > MaxPasswordLength)
        {
            password = "";
        }

        if (userId is null || await CountAttemptAsync(context, userId, cancellationToken) is not { } counted)
        {
            hasher.VerifyHashedPassword(Nobody, Decoy, password);
            return (PasswordVerdict.Refused, null);
        }

        var user = await context.Users.AsNoTracking().SingleAsync(user => user.Id == userId, cancellationToken);
        var result = hasher.VerifyHashedPassword(user, user.PasswordHash ?? Decoy, password);
        if (user.PasswordHash is null || result == PasswordVerificationResult.Failed)
        {
            return (PasswordVerdict.Refused, null);
        }

        await ForgetAttemptsAsync(context, userId, counted, cancellationToken);
        if (result == PasswordVerificationResult.SuccessRehashNeeded)
        {
            var hash = hasher.HashPassword(user, password);
            await context
                .Users.Where(stored => stored.Id == userId && stored.PasswordHash == user.PasswordHash)
                .ExecuteUpdateAsync(set => set.SetProperty(stored => stored.PasswordHash, hash), cancellationToken);
        }

        return (user.DisabledUtc is null ? PasswordVerdict.Right : PasswordVerdict.Disabled, userId);
    }

    /// <summary>Counts one attempt; who finds the row changed by another attempt looks again.</summary>
    /// <returns>null = the account is locked, or is not there any more.</returns>
    private async Task<LockOutState?> CountAttemptAsync(LeadContext context, string userId, CancellationToken token)
    {
        while (await StateAsync(context, userId, token) is { } seen)
        {
            if (LockOutRules.Attempt(seen, time.GetUtcNow()) is not { } next)
            {
                return null;
            }

            if (await ReplaceAsync(context, userId, seen, next, token))
            {
                return next;
            }
        }

        return null;
    }

    /// <summary>
    /// A right password takes its own count back. When others counted meanwhile theirs stay, so that a burst of guesses
    /// is not forgiven because one of them was right.
    /// </summary>
    private static async Task ForgetAttemptsAsync(
        LeadContext context,
        string userId,
        LockOutState counted,
        CancellationToken cancellationToken
    ) => await ReplaceAsync(context, userId, counted, new LockOutState(0, null), cancellationToken);

    private static async Task<LockOutState?> StateAsync(LeadContext context, string userId, CancellationToken token) =>
        await context
            .Users.Where(user => user.Id == userId)
            .Select(user => new LockOutState(user.AccessFailedCount, user.LockoutEnd))
            .FirstOrDefaultAsync(token);

    private static async Task<bool> ReplaceAsync(
        LeadContext context,
        string userId,
        LockOutState seen,
        LockOutState next,
        CancellationToken cancellationToken
    ) =>
        await context
            .Users.Where(user =>
                user.Id == userId && user.AccessFailedCount == seen.FailedCount && user.LockoutEnd == seen.LockedUntil
            )
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(user => user.AccessFailedCount, next.FailedCount)
                        .SetProperty(user => user.LockoutEnd, next.LockedUntil),
                cancellationToken
            ) == 1;
}
