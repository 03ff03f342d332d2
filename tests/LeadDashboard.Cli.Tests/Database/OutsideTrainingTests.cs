using LeadDashboard.App.Messages;
using LeadDashboard.App.Models;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Modeling;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.Cli.Tests.Database;

/// <summary>The leads of a database go to another program, and its model comes back as a version.</summary>
public sealed class OutsideTrainingTests : IDisposable
{
    private readonly CliDatabase _database = new();

    public void Dispose() => _database.Dispose();

    private string Table => Path.Combine(_database.Folder, "table");

    private string Outside => Path.Combine(_database.Folder, "outside.json");

    [Fact]
    public async Task Adopt_IntoTheDatabaseOfTheTable_IsAChallengerThatCanServe()
    {
        await ImportAsync(600, "--wait");
        var exported = await _database.RunAsync("export", "-o", Table, "--parts", "2", "--json");
        OutsideProgram.Train("XGBoost", Table, Outside);

        var run = await _database.RunAsync("adopt", Outside, "--table", Table, "--json");

        Assert.Equal((ExitCodes.Done, ""), (exported.Code, exported.Errors));
        Assert.Equal((ExitCodes.Done, ""), (run.Code, run.Errors));
        Assert.Equal(2, run.Json.GetProperty("version").GetInt32());
        // Nothing was closed since: neither can be told to be the better one.
        Assert.Contains("new to both models", run.Json.GetProperty("gate").GetString(), StringComparison.Ordinal);
        var closed = await _database.ReadAsync(context =>
            context.Leads.CountAsync(lead => lead.Status == LeadStatus.Won || lead.Status == LeadStatus.Lost)
        );
        var rows = exported.Json.GetProperty("train_rows").GetInt32();
        Assert.Equal(closed, rows + exported.Json.GetProperty("held_out_rows").GetInt32());
        await using var session = await _database.OpenAsync();
        var version = (await session.Get<ModelQueries>().ListAsync(Actor.System))[0];
        Assert.Equal((ModelStatus.Challenger, rows), (version.Status, version.TrainingRowCount));
        Assert.Equal(run.Json.GetProperty("auc").GetDouble(), version.Auc);
        Assert.True((await session.Get<ModelService>().PromoteAsync(version.Id, Actor.System)).IsOk);

        var rescored = await _database.RunAsync("rescore", "--json");

        Assert.Equal(2, rescored.Json.GetProperty("version").GetInt32());
        Assert.True(rescored.Json.GetProperty("scored").GetInt32() > 0);
    }

    [Fact]
    public async Task Adopt_AfterNewOutcomes_IsComparedOnThemAlone()
    {
        await ImportAsync(600, "--wait");
        await _database.RunAsync("export", "-o", Table);
        OutsideProgram.Train("LightGBM", Table, Outside);
        var known = await ClosedAsync();
        await ImportAsync(1_000);
        var since = await ClosedAsync() - known;

        var run = await _database.RunAsync("adopt", Outside, "--table", Table, "--culture", "en");

        Assert.Equal((ExitCodes.Done, ""), (run.Code, run.Errors));
        Assert.Contains("challenger, version 2", run.Output, StringComparison.Ordinal);
        Assert.InRange(since, 100, 400);
        await using var session = await _database.OpenAsync();
        var version = (await session.Get<ModelQueries>().FindAsync(Actor.System, 2))!;
        Assert.Equal(since, version.Comparison!.RowCount);
        Assert.Contains(
            MessageTexts.Say(Message.FromStored(version.Version.GateMessage)!),
            run.Output,
            StringComparison.Ordinal
        );
        // However the comparison ends, a person decides.
        Assert.Equal(ModelStatus.Challenger, version.Version.Status);
    }

    [Fact]
    public async Task Adopt_TableOfAFileOrOfAnotherDatabase_IsRefused()
    {
        using var other = new CliDatabase();
        await other.RunAsync("import", other.Write("leads.csv", ImportSteps.SampleLeads(600)));
        await ImportAsync(700);
        await other.RunAsync("export", "-o", Table);
        OutsideProgram.Train("XGBoost", Table, Outside);
        var ofFile = Table + "-of-file";
        var file = _database.Write(
            "file.csv",
            "Size,Outcome\n"
                + string.Concat(Enumerable.Range(0, 200).Select(row => $"{row},{(row % 3 == 0 ? "won" : "lost")}\n"))
        );
        await CliRun.OfAsync("export", file, "--label", "Outcome", "-o", ofFile);
        OutsideProgram.Train("XGBoost", ofFile, Outside + "2");

        var ofOther = await _database.RunAsync("adopt", Outside, "--table", Table, "--json");
        var ofAFile = await _database.RunAsync("adopt", Outside + "2", "--table", ofFile, "--json");

        foreach (var run in new[] { ofOther, ofAFile })
        {
            Assert.Equal(ExitCodes.Refused, run.Code);
            Assert.Equal("training.other-table", run.Json.GetProperty("error").GetProperty("key").GetString());
        }

        Assert.Equal(0, await _database.ReadAsync(context => context.ModelVersions.CountAsync()));
    }

    [Fact]
    public async Task ExportAndAdopt_CallThatIsNotClear_IsAWrongUse()
    {
        await ImportAsync(300);

        var both = await _database.RunAsync("export", "leads.csv", "--label", "Status", "-o", Table);
        var neither = await CliRun.OfAsync("export", "-o", Table);
        var nowhere = await CliRun.OfAsync("adopt", "outside.json", "--table", Table);
        var twice = await _database.RunAsync("adopt", "outside.json", "--table", Table, "-o", "leads.model");

        Assert.All([both, neither, nowhere, twice], run => Assert.Equal(ExitCodes.WrongUse, run.Code));
        Assert.False(Directory.Exists(Table));
    }

    [Fact]
    public async Task Export_TooFewOutcomes_IsRefusedAndWritesNothing()
    {
        const string Few = "Lead ID,Name,Status\nA1,Ann,Won\nA2,Bob,Lost\n";
        await _database.RunAsync("import", _database.Write("few.csv", Few));

        var run = await _database.RunAsync("export", "-o", Table, "--json");

        Assert.Equal("training.too-few-closed", run.Json.GetProperty("error").GetProperty("key").GetString());
        Assert.False(Directory.Exists(Table));
    }

    [Theory]
    [InlineData("export")]
    [InlineData("adopt")]
    public async Task ExportAndAdopt_AsARoleThatMayNot_AreRefused(string command)
    {
        await ImportAsync(300);
        await _database.RunAsync("export", "-o", Table);
        OutsideProgram.Train("XGBoost", Table, Outside);
        await _database.AddUserAsync("mia@example.com", Role.MarketingManager);
        string[] call = command == "export" ? ["export", "-o", Table + "2"] : ["adopt", Outside, "--table", Table];

        var run = await _database.RunAsync([.. call, "--as", "mia@example.com"]);

        Assert.Equal(ExitCodes.Refused, run.Code);
        Assert.Contains("TrainModels", run.Errors, StringComparison.Ordinal);
    }

    private Task<int> ClosedAsync() =>
        _database.ReadAsync(context =>
            context.Leads.CountAsync(lead => lead.Status == LeadStatus.Won || lead.Status == LeadStatus.Lost)
        );

    private async Task ImportAsync(int count, params string[] words)
    {
        var run = await _database.RunAsync(
            ["import", _database.Write($"leads{count}.csv", ImportSteps.SampleLeads(count)), .. words]
        );
        Assert.Equal(ExitCodes.Done, run.Code);
    }
}
