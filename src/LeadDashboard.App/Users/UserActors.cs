using LeadDashboard.Core.Access;
using LeadDashboard.Core.Results;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Users;

/// <summary>A person with an account as an <see cref="Actor"/>, where nobody signs in: on the command line.</summary>
public sealed class UserActors(IDbContextFactory<LeadContext> contexts)
{
    /// <summary>The rights are those of the person's role; an account that is switched off acts no more.</summary>
    public async Task<Result<Actor>> FindAsync(string email, CancellationToken cancellationToken = default)
    {
        var normal = email.Trim().ToUpperInvariant();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var user = await context
            .Users.AsNoTracking()
            .FirstOrDefaultAsync(candidate => candidate.NormalizedEmail == normal, cancellationToken);
        if (user is null)
        {
            return UserErrors.NoSuchEmail(email);
        }

        if (user.DisabledUtc is not null)
        {
            return UserErrors.IsDisabled(email);
        }

        var roles = await (
            from link in context.UserRoles
            join role in context.Roles on link.RoleId equals role.Id
            where link.UserId == user.Id
            select role.Name
        ).ToListAsync(cancellationToken);
        return new Actor(
            user.Id,
            roles.Select(name => Enum.Parse<Role>(name!)).DefaultIfEmpty(Role.SalesRep).Max(),
            user.DisplayName
        );
    }
}
