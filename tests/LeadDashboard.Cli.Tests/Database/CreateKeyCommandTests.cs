using LeadDashboard.App.Access;
using LeadDashboard.Core.Access;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.Cli.Tests.Database;

public sealed class CreateKeyCommandTests : IDisposable
{
    private readonly CliDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task CreateKey_ScopeOutcomes_PrintsAKeyThatIsFoundAndNotStored()
    {
        await _database.AddUserAsync("ada@example.com", Role.Admin);

        var run = await _database.RunAsync("create-key", "Crm", "--scope", "outcomes", "--json");

        Assert.Equal(ExitCodes.Done, run.Code);
        var key = run.Json.GetProperty("key").GetString()!;
        await using var session = await _database.OpenAsync();
        var found = await session.Get<ApiKeyService>().FindAsync(key);
        Assert.Equal(("Crm", "outcomes"), (found!.Name, found.Scopes));
        var stored = await _database.ReadAsync(context => context.ApiKeys.SingleAsync());
        Assert.DoesNotContain(key, stored.Prefix + stored.Hash, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CreateKey_UnknownScopeOrRoleThatMayNot_MakesNone()
    {
        await _database.AddUserAsync("rep@example.com", Role.SalesRep);

        var unknown = await _database.RunAsync("create-key", "Crm", "--scope", "everything");
        var rep = await _database.RunAsync("create-key", "Crm", "--scope", "outcomes", "--as", "rep@example.com");

        Assert.Equal(ExitCodes.WrongUse, unknown.Code);
        Assert.Equal(ExitCodes.Refused, rep.Code);
        Assert.Equal(0, await _database.ReadAsync(context => context.ApiKeys.CountAsync()));
    }
}
