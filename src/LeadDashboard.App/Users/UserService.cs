using System.Security.Cryptography;
using LeadDashboard.App.Access;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Events;
using LeadDashboard.Core.History;
using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Results;
using LeadDashboard.Data;
using LeadDashboard.Data.Events;
using LeadDashboard.Data.History;
using LeadDashboard.Data.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Users;

/// <summary>A person with an account.</summary>
public sealed record UserRow(
    string Id,
    string Name,
    string Email,
    Role Role,
    bool IsDisabled,
    bool IsLockedOut,
    bool MustChangePassword,
    DateTime CreatedUtc
);

/// <summary>An account that can sign in with a password shown once.</summary>
public sealed record Invitation(string UserId, string Email, string OneTimePassword);

/// <summary>
/// Accounts, for the admin. Each call gets a scope of its own: a circuit lives longer than a unit of work.
/// </summary>
public sealed class UserService(
    IServiceScopeFactory scopes,
    IDbContextFactory<LeadContext> contexts,
    SessionService sessions,
    TimeProvider time
)
{
    public static readonly UserEntryRules Rules = new();

    private const string Letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    public async Task<IReadOnlyList<UserRow>> ListAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        actor.Require(Permission.ManageUsers);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var roles = await (
            from link in context.UserRoles
            join role in context.Roles on link.RoleId equals role.Id
            select new { link.UserId, role.Name }
        ).ToListAsync(cancellationToken);
        var byUser = roles.ToLookup(row => row.UserId, row => Enum.Parse<Role>(row.Name!), StringComparer.Ordinal);
        var now = time.GetUtcNow();
        var users = await context.Users.OrderBy(user => user.DisplayName).ToListAsync(cancellationToken);
        return
        [
            .. users.Select(user => new UserRow(
                user.Id,
                user.DisplayName,
                user.Email ?? "",
                byUser[user.Id].DefaultIfEmpty(Role.SalesRep).Max(),
                user.DisabledUtc is not null,
                user.LockoutEnd > now,
                user.MustChangePassword,
                user.CreatedUtc
            )),
        ];
    }

    public async Task<Result<Invitation>> InviteAsync(UserEntry entry, Actor actor)
    {
        actor.Require(Permission.ManageUsers);
        if (Rules.Refusal(entry) is { } refusal)
        {
            return refusal;
        }

        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
        var context = scope.ServiceProvider.GetRequiredService<LeadContext>();
        await using var transaction = await context.Database.BeginTransactionAsync();
        var user = AppUser.New(entry.Email, entry.Name, time);
        user.MustChangePassword = true;
        var password = NewPassword();
        var created = await users.CreateAsync(user, password);
        if (!created.Succeeded)
        {
            return UserErrors.NotCreated(created.Errors);
        }

        await users.AddToRoleAsync(user, entry.Role.ToString());
        await LogAsync(context, user.Id, "user.invite", actor);
        await transaction.CommitAsync();
        return new Invitation(user.Id, entry.Email.Trim(), password);
    }

    public Task<Result<Invitation>> ResetPasswordAsync(string userId, Actor actor) =>
        ChangeAsync(
            userId,
            "user.reset-password",
            actor,
            async (users, user) =>
            {
                var password = NewPassword();
                await users.ResetPasswordAsync(user, await users.GeneratePasswordResetTokenAsync(user), password);
                await users.SetLockoutEndDateAsync(user, null);
                user.MustChangePassword = true;
                await users.UpdateAsync(user);
                return new Invitation(user.Id, user.Email ?? "", password);
            }
        );

    public Task<Result<Invitation>> SetRoleAsync(string userId, Role role, Actor actor) =>
        ChangeAsync(
            userId,
            "user.set-role",
            actor,
            async (users, user) =>
            {
                if (role != Role.Admin && await IsLastAdminAsync(users, user))
                {
                    return UserErrors.LastAdmin;
                }

                if (role != Role.Admin && string.Equals(userId, actor.UserId, StringComparison.Ordinal))
                {
                    return UserErrors.OwnRole;
                }

                await users.RemoveFromRolesAsync(user, await users.GetRolesAsync(user));
                await users.AddToRoleAsync(user, role.ToString());
                await users.UpdateSecurityStampAsync(user);
                return new Invitation(user.Id, user.Email ?? "", "");
            }
        );

    public Task<Result<Invitation>> SetDisabledAsync(string userId, bool isDisabled, Actor actor) =>
        ChangeAsync(
            userId,
            isDisabled ? "user.disable" : "user.enable",
            actor,
            async (users, user) =>
            {
                if (isDisabled && string.Equals(userId, actor.UserId, StringComparison.Ordinal))
                {
                    return UserErrors.Self;
                }

                if (isDisabled && await IsLastAdminAsync(users, user))
                {
                    return UserErrors.LastAdmin;
                }

                user.DisabledUtc = isDisabled ? time.GetUtcNow().UtcDateTime : null;
                await users.UpdateAsync(user);
                await users.UpdateSecurityStampAsync(user);
                return new Invitation(user.Id, user.Email ?? "", "");
            }
        );

    private async Task<Result<Invitation>> ChangeAsync(
        string userId,
        string action,
        Actor actor,
        Func<UserManager<AppUser>, AppUser, Task<Result<Invitation>>> change
    )
    {
        actor.Require(Permission.ManageUsers);
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
        if (await users.FindByIdAsync(userId) is not { } user)
        {
            return UserErrors.Unknown;
        }

        var context = scope.ServiceProvider.GetRequiredService<LeadContext>();
        await using var transaction = await context.Database.BeginTransactionAsync();
        var result = await change(users, user);
        if (result.IsOk)
        {
            await LogAsync(context, userId, action, actor);
            await transaction.CommitAsync();
            // Another role, another password, switched off or on: whoever is signed in signs in again.
            await sessions.EndAllAsync(userId, CancellationToken.None);
        }

        return result;
    }

    /// <summary>
    /// Tells the audit and the outbox, in the transaction of the change. An account's id is a word, so it stands beside
    /// the kind of the record.
    /// </summary>
    private async Task LogAsync(LeadContext context, string userId, string action, Actor actor)
    {
        var nowUtc = time.GetUtcNow().UtcDateTime;
        Outbox.Add(context, EventKinds.UserChanged, nowUtc, payload: new { UserId = userId, Action = action });
        var stamp = new ChangeStamp(actor.UserId, ChangeSource.Person, action, nowUtc, 1)
        {
            EntityKind = $"{nameof(AppUser)} {userId}",
        };
        await ChangeLog.WriteAsync(context, stamp, [], CancellationToken.None);
    }

    private static async Task<bool> IsLastAdminAsync(UserManager<AppUser> users, AppUser user)
    {
        var active = (await users.GetUsersInRoleAsync(nameof(Role.Admin)))
            .Where(admin => admin.DisabledUtc is null)
            .ToList();
        return active.Count == 1 && active[0].Id == user.Id;
    }

    private static string NewPassword() =>
        string.Concat(Enumerable.Range(0, 14).Select(_ => Letters[RandomNumberGenerator.GetInt32(Letters.Length)]));
}

/// <summary>Expected refusals.</summary>
public static class UserErrors
{
    private const string NotCreatedKey = "users.not-created";
    private const string EmailTaken = "users.email-taken";
    private const string EmailInvalid = "users.email-invalid";
    private const string NoSuchEmailKey = "users.no-such-email";
    private const string DisabledKey = "users.disabled";

    public static Error LastAdmin { get; } = new("users.last-admin");

    public static Error Self { get; } = new("users.self");

    public static Error OwnRole { get; } = new("users.own-role");

    /// <summary>Says that an address is taken or is none; anything else in the words of the account store.</summary>
    internal static Error NotCreated(IEnumerable<IdentityError> errors)
    {
        var reasons = errors
            .Select(error =>
                error.Code switch
                {
                    nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.DuplicateUserName) =>
                        new Message(EmailTaken),
                    nameof(IdentityErrorDescriber.InvalidEmail) or nameof(IdentityErrorDescriber.InvalidUserName) =>
                        new Message(EmailInvalid),
                    _ => Message.Verbatim(error.Description),
                }
            )
            .Distinct()
            .ToArray();
        return new Error(NotCreatedKey, Message.List(reasons));
    }

    public static Error Unknown { get; } = new("users.unknown");

    public static Error NoSuchEmail(string email) => new(NoSuchEmailKey, email);

    public static Error IsDisabled(string email) => new(DisabledKey, email);
}
