using LeadDashboard.App.Users;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Events;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Tests.Users;

/// <summary>Who changed an account, and how, stands in the audit and the outbox; a refusal leaves no trace.</summary>
public sealed class UserAuditTests : IDisposable
{
    private readonly TestApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Changes_OfAnAccount_AreToldWithTheirActorAndAction()
    {
        var admin = TestApp.ActorOf(Role.Admin);
        var users = _app.Get<UserService>();
        var rita = new UserEntry("Rita Rep", "rita@example.com", Role.SalesRep);
        Assert.True((await users.InviteAsync(rita, admin)).IsOk);
        var id = (await users.ListAsync(admin)).Single(user => user.Email == "rita@example.com").Id;
        Assert.True((await users.SetRoleAsync(id, Role.MarketingManager, admin)).IsOk);
        Assert.True((await users.ResetPasswordAsync(id, admin)).IsOk);
        Assert.True((await users.SetDisabledAsync(id, isDisabled: true, admin)).IsOk);
        Assert.True((await users.SetDisabledAsync(id, isDisabled: false, admin)).IsOk);
        Assert.False((await users.InviteAsync(rita with { Name = "Rita again" }, admin)).IsOk);

        await using var context = await _app.Contexts.CreateDbContextAsync();
        var entries = await context
            .AuditEntries.Where(entry => entry.EntityKind == "AppUser " + id)
            .OrderBy(entry => entry.Id)
            .ToListAsync();
        Assert.Equal(
            ["user.invite", "user.set-role", "user.reset-password", "user.disable", "user.enable"],
            entries.Select(entry => entry.Action)
        );
        Assert.All(entries, entry => Assert.Equal(admin.UserId, entry.ActorId));
        var told = await context.OutboxEvents.CountAsync(entry =>
            entry.Kind == EventKinds.UserChanged && entry.PayloadJson.Contains(id)
        );
        Assert.Equal(entries.Count, told);
    }
}
