using LeadDashboard.App.Access;
using LeadDashboard.Core.Access;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Tests.Access;

public sealed class ApiKeyServiceTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly Actor Admin = TestApp.ActorOf(Role.Admin);

    private ApiKeyService Keys => app.Get<ApiKeyService>();

    [Fact]
    public async Task Create_Key_IsStoredAsPrefixAndHashOnly()
    {
        var made = (await Keys.CreateAsync(" CRM ", [ApiScopes.Outcomes], Admin)).Value!;

        Assert.Matches("^ldk_[A-Za-z0-9]{40}$", made.Key);
        await using var context = await app.Contexts.CreateDbContextAsync();
        var row = await context.ApiKeys.AsNoTracking().SingleAsync(key => key.Id == made.Row.Id);
        Assert.Equal(("CRM", made.Key[..12], "outcomes"), (row.Name, row.Prefix, row.Scopes));
        Assert.Matches("^[0-9a-f]{64}$", row.Hash);
        Assert.Equal(row.Id, (await Keys.FindAsync(made.Key))!.Id);
    }

    [Fact]
    public async Task Find_OtherKeysWithTheSamePrefixOrNone_IsNull()
    {
        var key = (await Keys.CreateAsync("CRM", [ApiScopes.Outcomes], Admin)).Value!.Key;
        var swapped = key[..^1] + (key[^1] == 'a' ? 'b' : 'a');

        foreach (var other in (string[])[swapped, key + "a", key[..^1], key.ToUpperInvariant(), "", "ldk_"])
        {
            Assert.Null(await Keys.FindAsync(other));
        }
    }

    [Fact]
    public async Task Revoke_Key_IsFoundNoMore()
    {
        var key = (await Keys.CreateAsync("CRM", [ApiScopes.Outcomes], Admin)).Value!.Key;

        Assert.True((await Keys.RevokeAsync(key[..12], Admin)).IsOk);
        Assert.True((await Keys.RevokeAsync(key[..12], Admin)).IsOk);

        Assert.Null(await Keys.FindAsync(key));
        Assert.Equal(ApiKeyErrors.Unknown, (await Keys.RevokeAsync("ldk_nobody", Admin)).Error);
    }

    [Fact]
    public async Task Create_WithoutNameOrWithUnknownScope_IsRefused()
    {
        Assert.Equal(ApiKeyErrors.Name, (await Keys.CreateAsync(" ", [ApiScopes.Outcomes], Admin)).Error);
        Assert.Equal(
            ApiKeyErrors.Name,
            (await Keys.CreateAsync(new string('x', 101), [ApiScopes.Outcomes], Admin)).Error
        );
        Assert.Equal(ApiKeyErrors.Scope, (await Keys.CreateAsync("CRM", [], Admin)).Error);
        Assert.Equal(ApiKeyErrors.Scope, (await Keys.CreateAsync("CRM", ["outcomes", "everything"], Admin)).Error);
    }
}
