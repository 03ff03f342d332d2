using System.Security.Claims;
using System.Security.Cryptography;
using LeadDashboard.Core.Access;
using LeadDashboard.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace LeadDashboard.App.Access;

/// <summary>
/// Sessions of browsers, kept in the database: who signs out, is switched off or gets another role or password ends
/// them, whatever cookies are still about.
/// </summary>
public sealed class SessionService(
    IDbContextFactory<LeadContext> contexts,
    AccountSignal signal,
    IOptions<IdentityOptions> identity,
    TimeProvider time
)
{
    /// <summary>A session that nobody used for so long has ended.</summary>
    public static readonly TimeSpan IdleTime = TimeSpan.FromHours(12);

    /// <summary>The longest life of a session, used or not.</summary>
    public static readonly TimeSpan LongestTime = TimeSpan.FromDays(30);

    /// <summary>"Last seen" is written this often at most: reading a page must not cost a write each time.</summary>
    private static readonly TimeSpan SeenStep = TimeSpan.FromMinutes(10);

    /// <summary>Begins a session; sessions of the person that have run out are forgotten.</summary>
    /// <returns>Its id, random: 256 bits.</returns>
    public async Task<string> StartAsync(string userId, CancellationToken cancellationToken)
    {
        var nowUtc = time.GetUtcNow().UtcDateTime;
        var session = new UserSession
        {
            Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)),
            UserId = userId,
            CreatedUtc = nowUtc,
            LastSeenUtc = nowUtc,
        };
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var oldest = nowUtc - LongestTime;
        await context
            .UserSessions.Where(old => old.UserId == userId && old.CreatedUtc < oldest)
            .ExecuteDeleteAsync(cancellationToken);
        context.UserSessions.Add(session);
        await context.SaveChangesAsync(cancellationToken);
        return session.Id;
    }

    /// <summary>
    /// True while the session of this principal lasts, its account is switched on and its security stamp is the one it
    /// signed in with.
    /// </summary>
    public async Task<bool> IsValidAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        if (IdsOf(principal) is not var (userId, sessionId))
        {
            return false;
        }

        var stamp = principal.FindFirstValue(identity.Value.ClaimsIdentity.SecurityStampClaimType);
        var nowUtc = time.GetUtcNow().UtcDateTime;
        var (oldestStart, oldestSeen) = (nowUtc - LongestTime, nowUtc - IdleTime);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var lastSeen = await context
            .UserSessions.Where(session =>
                session.Id == sessionId
                && session.UserId == userId
                && session.RevokedUtc == null
                && session.CreatedUtc > oldestStart
                && session.LastSeenUtc > oldestSeen
                && context.Users.Any(user =>
                    user.Id == userId && user.DisabledUtc == null && user.SecurityStamp == stamp
                )
            )
            .Select(session => (DateTime?)session.LastSeenUtc)
            .FirstOrDefaultAsync(cancellationToken);
        if (lastSeen < nowUtc - SeenStep)
        {
            await context
                .UserSessions.Where(session => session.Id == sessionId)
                .ExecuteUpdateAsync(set => set.SetProperty(session => session.LastSeenUtc, nowUtc), cancellationToken);
        }

        return lastSeen is not null;
    }

    /// <summary>Signs this browser out, with its open circuits.</summary>
    public async Task EndAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        if (IdsOf(principal) is var (userId, sessionId))
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            await EndAsync(
                context.UserSessions.Where(session => session.Id == sessionId && session.UserId == userId),
                userId,
                cancellationToken
            );
        }
    }

    /// <summary>Ends every session of a person, with all open circuits.</summary>
    public async Task EndAllAsync(string userId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await EndAsync(context.UserSessions.Where(session => session.UserId == userId), userId, cancellationToken);
    }

    private async Task EndAsync(IQueryable<UserSession> sessions, string userId, CancellationToken cancellationToken)
    {
        DateTime? nowUtc = time.GetUtcNow().UtcDateTime;
        await sessions
            .Where(session => session.RevokedUtc == null)
            .ExecuteUpdateAsync(set => set.SetProperty(session => session.RevokedUtc, nowUtc), cancellationToken);
        await signal.TellAsync(userId);
    }

    private static (string UserId, string SessionId)? IdsOf(ClaimsPrincipal principal) =>
        principal.FindFirstValue(ClaimTypes.NameIdentifier) is { } userId
        && principal.FindFirstValue(AccessClaims.Session) is { } sessionId
            ? (userId, sessionId)
            : null;
}
