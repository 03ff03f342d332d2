using LeadDashboard.App.Messages;
using LeadDashboard.App.Outcomes;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Messages;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.Cli.Tests.Database;

public sealed class OutcomeCommandTests : IDisposable
{
    private readonly CliDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Theory]
    [InlineData("1")]
    [InlineData("A1")]
    [InlineData("id:a1")]
    [InlineData("ANN@example.com")]
    public async Task Outcome_LeadByIdKeyOrEmail_ClosesIt(string lead)
    {
        await ImportAsync();

        var run = await _database.RunAsync(
            "outcome",
            lead,
            "won", "--amount", "1234.5", "--reason", "Signed", "--clock", "2026-01-31T09:00:00Z", "--json"
        );

        Assert.Equal(ExitCodes.Done, run.Code);
        Assert.Equal("won", run.Json.GetProperty("kind").GetString());
        Assert.Equal(1234.5m, run.Json.GetProperty("amount").GetDecimal());
        var stored = await _database.ReadAsync(context => context.Leads.SingleAsync(lead => lead.Name == "Ann"));
        Assert.Equal((LeadStatus.Won, 1234.5m), (stored.Status, stored.WonAmount));
        var start = new DateTime(2026, 1, 31, 9, 0, 0, DateTimeKind.Utc);
        Assert.InRange(stored.ClosedUtc!.Value, start, start.AddHours(1));
    }

    [Theory]
    [InlineData("disqualified", LeadStatus.Lost, null)]
    [InlineData("passed", LeadStatus.Open, null)]
    [InlineData("sold", LeadStatus.Open, 80)]
    public async Task Outcome_OtherKinds_AreRecordedAndTold(string kind, LeadStatus status, int? income)
    {
        await ImportAsync();

        var english = await _database.RunAsync("outcome", "A1", kind, "--amount", "80");
        var id = await _database.ReadAsync(context => context.Outcomes.Select(outcome => outcome.Id).SingleAsync());

        Assert.Equal(ExitCodes.Done, english.Code);
        Assert.Contains("Ann", english.Output, StringComparison.Ordinal);
        var stored = await _database.ReadAsync(context => context.Leads.SingleAsync(lead => lead.Name == "Ann"));
        Assert.Equal((status, (decimal?)income), (stored.Status, stored.WonAmount));
        Assert.NotEqual(0, id);
    }

    [Fact]
    public async Task Outcome_ClosedLead_IsRefusedInTheWordsOfThePage()
    {
        await ImportAsync();
        await _database.RunAsync("outcome", "A1", "lost");

        var english = await _database.RunAsync("outcome", "A1", "won");
        var chinese = await _database.RunAsync("outcome", "A1", "won", "--culture", "zh-CN");

        Assert.Equal(ExitCodes.Refused, english.Code);
        Assert.StartsWith(MessageTexts.Say(OutcomeErrors.AlreadyClosed), english.Errors, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Refused, chinese.Code);
        Assert.Contains("线索", chinese.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outcome_NoSuchLead_IsRefused()
    {
        await ImportAsync();

        var run = await _database.RunAsync("outcome", "Z9", "won", "--json");

        Assert.Equal(ExitCodes.Refused, run.Code);
        Assert.Equal("outcomes.no-such-lead", run.Json.GetProperty("error").GetProperty("key").GetString());
    }

    [Fact]
    public async Task Outcome_EmailOfTwoLeads_MeansTheOnlyOpenOneOrAsks()
    {
        await ImportAsync();

        var several = await _database.RunAsync("outcome", "team@example.com", "won");
        await _database.RunAsync("outcome", "A2", "lost");
        var only = await _database.RunAsync("outcome", "team@example.com", "won", "--json");

        Assert.Equal(ExitCodes.Refused, several.Code);
        Assert.Contains("2 leads", several.Errors, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Done, only.Code);
        Assert.Equal(3, only.Json.GetProperty("lead_id").GetInt32());
    }

    [Fact]
    public async Task Outcome_NegativeAmount_IsRefused()
    {
        await ImportAsync();

        var run = await _database.RunAsync("outcome", "A1", "won", "--amount", "-5");

        Assert.Equal(ExitCodes.Refused, run.Code);
        var expected = MessageTexts.Say(new Message("outcomes.negative-amount"));
        Assert.StartsWith(expected, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outcome_AsARoleThatMayNot_IsRefused()
    {
        await ImportAsync();
        await _database.AddUserAsync("mia@example.com", Role.MarketingManager);

        var run = await _database.RunAsync("outcome", "A1", "won", "--as", "mia@example.com", "--json");

        Assert.Equal(ExitCodes.Refused, run.Code);
        Assert.Equal("cli.access-denied", run.Json.GetProperty("error").GetProperty("key").GetString());
        Assert.Equal(0, await _database.ReadAsync(context => context.Outcomes.CountAsync()));
    }

    [Fact]
    public async Task UndoOutcome_ClosedLead_OpensItAgainOnce()
    {
        await ImportAsync();
        await _database.RunAsync("outcome", "A1", "won");

        var first = await _database.RunAsync("undo-outcome", "ann@example.com");
        var second = await _database.RunAsync("undo-outcome", "A1");

        Assert.Equal(ExitCodes.Done, first.Code);
        Assert.Contains("Ann", first.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Refused, second.Code);
        Assert.StartsWith(MessageTexts.Say(OutcomeErrors.NothingToUndo), second.Errors, StringComparison.Ordinal);
        var lead = await _database.ReadAsync(context => context.Leads.SingleAsync(lead => lead.Name == "Ann"));
        Assert.Equal(LeadStatus.Open, lead.Status);
    }

    /// <summary>The outcomes of both leads have each other's number.</summary>
    [Fact]
    public async Task UndoOutcome_OneOfTwoClosedLeads_OpensThatOneAlone()
    {
        await ImportAsync();
        await _database.RunAsync("outcome", "A2", "won");
        await _database.RunAsync("outcome", "A1", "won");

        var run = await _database.RunAsync("undo-outcome", "A1");

        Assert.Equal(ExitCodes.Done, run.Code);
        var status = await _database.ReadAsync(context =>
            context.Leads.Where(lead => lead.Status != LeadStatus.Open).Select(lead => lead.Name).ToListAsync()
        );
        Assert.Equal(["Bob"], status);
    }

    [Fact]
    public async Task Outcome_FolderWithoutDatabase_IsRefusedAndStaysEmpty()
    {
        var run = await _database.RunAsync("outcome", "1", "won");

        Assert.Equal(ExitCodes.Refused, run.Code);
        Assert.False(Directory.Exists(_database.Data));
    }

    private async Task ImportAsync()
    {
        var file = _database.Write(
            "leads.csv",
            "Lead ID,Name,Email,Created Date\n"
                + "A1,Ann,ann@example.com,2026-01-05\n"
                + "A2,Bob,team@example.com,2026-01-06\n"
                + "A3,Cy,team@example.com,2026-01-07\n"
        );
        var run = await _database.RunAsync("import", file, "--json");
        Assert.Equal(3, run.Json.GetProperty("imported").GetInt32());
    }
}
