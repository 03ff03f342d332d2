using System.Text;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Leads;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Tests.Importing;

/// <summary>An address that a whole company reads is nobody's identity.</summary>
public sealed class SharedMailboxTests : IDisposable
{
    private const string File =
        "First Name,Last Name,Email,Company,Title\nKim,Alpha,info@shared.example,Shared Firm,CEO\n"
        + "Lee,Beta,Info@shared.example,Shared Firm,CTO\nMax,Gamma,info@shared.example,Shared Firm,CFO\n";

    private readonly TestApp _app = new();

    public void Dispose() => _app.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData(MatchKey.Email)]
    [InlineData(MatchKey.EmailAndCompany)]
    public async Task Import_ThreePeopleOfOneMailbox_AreThreeLeadsAlsoTheSecondTime(MatchKey? key)
    {
        var first = await ImportAsync(File, key);
        var second = await ImportAsync(File.Replace("CTO", "COO", StringComparison.Ordinal), key);

        Assert.Equal((3, 0, 0), (first.ImportedCount, first.UpdatedCount, first.RejectedCount));
        Assert.Equal((0, 3, 0), (second.ImportedCount, second.UpdatedCount, second.RejectedCount));
        await using var database = await _app.Contexts.CreateDbContextAsync();
        Assert.Equal(
            ["Kim Alpha CEO", "Lee Beta COO", "Max Gamma CFO"],
            await database.Leads.OrderBy(lead => lead.Name).Select(lead => lead.Name + " " + lead.Title).ToListAsync()
        );
    }

    /// <summary>Leads that came before had the mailbox alone as their key.</summary>
    [Fact]
    public async Task Import_PersonKnownByTheMailboxAlone_IsFoundAndTheOthersAreNew()
    {
        await ImportAsync("Name,Email\nKim Alpha,office@shared.example\n");
        await using (var database = await _app.Contexts.CreateDbContextAsync())
        {
            await database.Leads.ExecuteUpdateAsync(set =>
                set.SetProperty(lead => lead.LeadKey, "mail:office@shared.example")
            );
        }

        var batch = await ImportAsync(
            "Name,Email,Title\nKim Alpha,office@shared.example,CEO\nLee Beta,office@shared.example,CTO\n"
        );

        Assert.Equal((1, 1), (batch.ImportedCount, batch.UpdatedCount));
    }

    [Theory]
    [InlineData("info@x.example", true)]
    [InlineData("kontakt@x.example", true)]
    [InlineData("sales@x.example", true)]
    [InlineData("ann.info@x.example", false)]
    [InlineData("ann@info.example", false)]
    [InlineData("@x.example", false)]
    [InlineData(null, false)]
    public void Is_Mailbox_IsSharedByItsName(string? email, bool expected) =>
        Assert.Equal(expected, SharedMailbox.Is(email));

    private Task<Core.Importing.ImportBatch> ImportAsync(string text, MatchKey? key = null) =>
        _app.ImportAsync(
            Encoding.UTF8.GetBytes(text),
            change: map => key is { } chosen ? map with { Keys = [chosen] } : map
        );
}
