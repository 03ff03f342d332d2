using LeadDashboard.Core.Access;
using LeadDashboard.Data;
using LeadDashboard.Data.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Access;

/// <summary>
/// Set-up: whether it is open, and the one account that it makes. The database decides both, so that several processes
/// and simultaneous posts agree.
/// </summary>
public sealed class FirstAdmin(IServiceScopeFactory scopes, IDbContextFactory<LeadContext> contexts, TimeProvider time)
{
    private volatile bool _isClosed;

    /// <summary>
    /// True while nobody has an account. Once closed it stays closed: the last admin cannot be removed.
    /// </summary>
    public async Task<bool> IsOpenAsync(CancellationToken cancellationToken = default)
    {
        if (_isClosed)
        {
            return false;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return !(_isClosed = await context.Users.AnyAsync(cancellationToken));
    }

    /// <summary>Makes the admin unless somebody has an account already.</summary>
    /// <returns>
    /// The result of Identity with the account; null when another request, process or command was first.
    /// </returns>
    public async Task<(IdentityResult Result, AppUser User)?> CreateAsync(
        string? email,
        string? name,
        string? password,
        CancellationToken cancellationToken = default
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<LeadContext>();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var user = AppUser.New(email, name, time);
        if (!await ClaimAsync(context, user.Id, cancellationToken) || await context.Users.AnyAsync(cancellationToken))
        {
            _isClosed = true;
            return null;
        }

        var result = await users.CreateAsync(user, password ?? "");
        if (result.Succeeded)
        {
            result = await users.AddToRoleAsync(user, nameof(Role.Admin));
        }

        if (result.Succeeded)
        {
            await transaction.CommitAsync(cancellationToken);
            _isClosed = true;
        }

        return (result, user); // a refusal rolls the claim back with the rest
    }

    /// <summary>Inserts the row that can be inserted once only, whoever tries.</summary>
    private async Task<bool> ClaimAsync(LeadContext context, string userId, CancellationToken cancellationToken)
    {
        context.SetupClaims.Add(new SetupClaim { UserId = userId, ClaimedUtc = time.GetUtcNow().UtcDateTime });
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException)
        {
            return false; // the key is taken: another request holds or has made the claim
        }
    }
}
