using System.Diagnostics;
using System.Text;
using System.Text.Json;
using LeadDashboard.App.Importing;
using LeadDashboard.App.Messages;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Messages;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using ActivityKind = LeadDashboard.Core.Activities.ActivityKind;

namespace LeadDashboard.Cli.Tests.Database;

public sealed class ImportCommandTests : IDisposable
{
    private const string Plain =
        "Lead ID,Name,Email,Status,Created Date\n"
        + "A1,Ann,ann@example.com,Open,2026-01-05\n"
        + "A2,Bob,bob@example.com,Won,2026-01-06\n"
        + "A3,Cy,cy@example.com,Lost,2026-01-07\n";

    private readonly CliDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Import_FileWithBadRows_CountsAndReasonsAreThoseOfThePage()
    {
        var content = WithBadRows(ImportSteps.SampleLeads(120));
        using var page = new TestApp();
        var expected = await page.ImportAsync(content);
        var rows = await page.Get<ImportQueries>().RejectedAsync(Actor.System, expected.Id, 100);

        var run = await _database.RunAsync("import", _database.Write("leads.csv", content), "--json");

        Assert.Equal(ExitCodes.Done, run.Code);
        Assert.Equal(expected.RowCount, run.Json.GetProperty("rows").GetInt32());
        Assert.Equal(expected.ImportedCount, run.Json.GetProperty("imported").GetInt32());
        Assert.Equal(expected.UpdatedCount, run.Json.GetProperty("updated").GetInt32());
        Assert.Equal(expected.RejectedCount, run.Json.GetProperty("rejected").GetInt32());
        Assert.Equal(expected.SkippedCount, run.Json.GetProperty("skipped").GetInt32());
        Assert.Equal(expected.WarningCount, run.Json.GetProperty("values_left_out").GetInt32());
        Assert.True(expected.RejectedCount >= 3);
        Assert.Equal(
            rows.GroupBy(row => (row.Column, Message.FromStored(row.Reason)!.Key))
                .Select(group => $"{group.Key.Column} {group.Key.Key} {group.Count()}")
                .Order(StringComparer.Ordinal),
            run.Json.GetProperty("reasons")
                .EnumerateArray()
                .Select(reason =>
                    $"{reason.GetProperty("column")} {reason.GetProperty("key")} {reason.GetProperty("count")}"
                )
                .Order(StringComparer.Ordinal)
        );
        Assert.Contains("100 %", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_RejectedFile_HoldsTheRowsWithTheirReasons()
    {
        var target = Path.Combine(_database.Folder, "rejected.csv");

        var run = await _database.RunAsync(
            "import",
            _database.Write("leads.csv", Plain + "A4,Di,di@example.com,Open,2026-01-08,more,and more\n"),
            "--rejected",
            target
        );

        Assert.Equal(ExitCodes.Done, run.Code);
        Assert.Contains("4 rows, 3 imported, 0 updated, 1 rejected, 0 skipped", run.Output, StringComparison.Ordinal);
        var lines = await File.ReadAllLinesAsync(target);
        Assert.Equal(2, lines.Length);
        Assert.Contains("A4,Di", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_Chinese_SaysResultAndReasonsInChinese()
    {
        var run = await _database.RunAsync(
            "import",
            _database.Write("leads.csv", Plain + "A4,Di,di@example.com,Open,2026-01-08,more\n"),
            "--culture",
            "zh-CN"
        );

        Assert.Equal(ExitCodes.Done, run.Code);
        Assert.Contains("leads.csv：共 4 行，导入 3，更新 0，拒绝 1，跳过 0", run.Output, StringComparison.Ordinal);
        Assert.Contains("拒绝 1 行，首次在第 5 行：", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("cells", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_ActivitiesAndMixedFile_AreToldApartAndCounted()
    {
        const string Mixed =
            "Lead ID,Name,Email,Company,Activity type,Activity date\n"
            + "A1,Ann,ann@example.com,Acme,Call,2026-02-01 09:00\n"
            + "A1,Ann,ann@example.com,Acme,Search,2026-02-02 09:00\n"
            + "A2,Bob,bob@example.com,Brix,,\n";
        const string Calls =
            "Email,Call date,Call Duration,Call Direction\nann@example.com,2026-02-03,00:02:30,Inbound\n";

        var mixed = await _database.RunAsync("import", _database.Write("mixed.csv", Mixed), "--json");
        var calls = await _database.RunAsync(
            "import",
            _database.Write("calls.csv", Calls),
            "--kind",
            "activities",
            "--json"
        );

        Assert.Equal((ExitCodes.Done, ExitCodes.Done), (mixed.Code, calls.Code));
        Assert.Equal(3, mixed.Json.GetProperty("imported").GetInt32());
        var brought = mixed.Json.GetProperty("brought");
        Assert.Equal(
            (2, 2),
            (brought.GetProperty("leads").GetInt32(), brought.GetProperty("activities").GetInt32())
        );
        Assert.Equal(1, calls.Json.GetProperty("imported").GetInt32());
        Assert.Equal(
            [(ActivityKind.Call, null), (ActivityKind.Search, null), (ActivityKind.Call, (decimal?)2.5m)],
            await _database.ReadAsync(async context =>
                (await context.Activities.OrderBy(activity => activity.OccurredUtc).ToListAsync())
                    .Select(activity => (activity.Kind, activity.Minutes))
                    .ToList()
            )
        );
    }

    [Fact]
    public async Task Import_NotATable_IsRefusedWithTheWordsOfThePage()
    {
        byte[] content = [.. Encoding.ASCII.GetBytes("%PDF-1.7\n"), 0, 1, 2, 3];
        using var page = new TestApp();
        var refused = await page.StageAsync(content);

        var run = await _database.RunAsync("import", _database.Write("leads.csv", content), "--json");

        Assert.Equal(ExitCodes.Refused, run.Code);
        Assert.Equal(refused.Error!.Code, run.Json.GetProperty("error").GetProperty("key").GetString());
        Assert.Contains(MessageTexts.Say(refused.Error), run.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.Combine(_database.Data, "uploads")));
    }

    [Fact]
    public async Task Import_AsARoleThatMayNot_IsRefusedAndNothingIsStored()
    {
        await _database.AddUserAsync("rep@example.com", Role.SalesRep);

        var run = await _database.RunAsync("import", _database.Write("leads.csv", Plain), "--as", "rep@example.com");
        var nobody = await _database.RunAsync("import", _database.Write("leads.csv", Plain), "--as", "no@example.com");

        Assert.Equal(ExitCodes.Refused, run.Code);
        Assert.Contains("SalesRep", run.Errors, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Refused, nobody.Code);
        Assert.Contains("no@example.com", nobody.Errors, StringComparison.Ordinal);
        Assert.Equal(0, await _database.ReadAsync(context => context.ImportBatches.CountAsync()));
    }

    [Fact]
    public async Task Import_AsAnAdmin_ActsInThatName()
    {
        await _database.AddUserAsync("ada@example.com", Role.Admin);

        var run = await _database.RunAsync("import", _database.Write("leads.csv", Plain), "--as", "ADA@example.com");

        Assert.Equal(ExitCodes.Done, run.Code);
        var (batch, ada) = await _database.ReadAsync(async context =>
            (await context.ImportBatches.SingleAsync(), await context.Users.SingleAsync())
        );
        Assert.Equal(ada.Id, batch.ActorId);
    }

    [Fact]
    public async Task Import_WithAClock_StoresItsInstants()
    {
        var run = await _database.RunAsync(
            "import",
            _database.Write("leads.csv", Plain),
            "--clock",
            "2026-01-31T09:00:00Z"
        );

        Assert.Equal(ExitCodes.Done, run.Code);
        var batch = await _database.ReadAsync(context => context.ImportBatches.SingleAsync());
        var start = new DateTime(2026, 1, 31, 9, 0, 0, DateTimeKind.Utc);
        Assert.InRange(batch.CreatedUtc, start, start.AddHours(1));
        Assert.InRange(batch.FinishedUtc!.Value, batch.CreatedUtc, start.AddHours(1));
    }

    [Fact]
    public async Task Import_ModeCreate_SkipsTheLeadsThatAreThere()
    {
        var file = _database.Write("leads.csv", Plain);
        await _database.RunAsync("import", file);

        var run = await _database.RunAsync("import", file, "--mode", "create", "--json");

        Assert.Equal(0, run.Json.GetProperty("imported").GetInt32());
        Assert.Equal(3, run.Json.GetProperty("skipped").GetInt32());
    }

    [Fact]
    public async Task Import_MapForOneColumn_TakesTheSuggestionForTheOthers()
    {
        var file = _database.Write("leads.csv", Plain.Replace("Lead ID", "Reference", StringComparison.Ordinal));
        var map = _database.Write("map.json", """{"Columns":[{"Header":"Reference","Target":"Company"}]}""");

        var run = await _database.RunAsync("import", file, "--map", map, "--json");

        Assert.Equal(3, run.Json.GetProperty("imported").GetInt32());
        var lead = await _database.ReadAsync(context => context.Leads.SingleAsync(lead => lead.Name == "Ann"));
        Assert.Equal(("A1", "ann@example.com"), (lead.Company, lead.Email));
    }

    [Fact]
    public async Task Import_MapThatNamesNoColumn_IsRefusedAndLeavesNothing()
    {
        var run = await _database.RunAsync(
            "import",
            _database.Write("leads.csv", Plain),
            "--map",
            _database.Write("map.json", """{"Columns":[{"Header":"Colour","Target":"Company"}]}""")
        );

        Assert.Equal(ExitCodes.Refused, run.Code);
        Assert.Contains("'Colour'", run.Errors, StringComparison.Ordinal);
        Assert.Equal(0, await _database.ReadAsync(context => context.ImportBatches.CountAsync()));
        Assert.Empty(Directory.GetFiles(Path.Combine(_database.Data, "uploads")));
    }

    [Fact]
    public async Task Import_ByAnotherProcessWhileThePagesAreOpen_PagesFollow()
    {
        using var app = new TestApp();
        await app.ImportAsync(Plain);
        var before = await OpenLeadsAsync(app);
        var file = _database.Write(
            "more.csv",
            Plain
                .Replace("A", "B", StringComparison.Ordinal)
                .Replace("@example.com", "@example.org", StringComparison.Ordinal)
        );

        var (code, output) = await RunProcessAsync(
            "import",
            file,
            "--database",
            Path.GetDirectoryName(app.Uploads)!,
            "--json"
        );

        Assert.Equal(ExitCodes.Done, code);
        Assert.Equal(3, JsonDocument.Parse(output).RootElement.GetProperty("imported").GetInt32());
        Assert.Equal(before + 1, await OpenLeadsAsync(app));
        var batches = await app.Get<ImportQueries>().ListAsync(Actor.System);
        Assert.Equal(["more.csv", "leads.csv"], batches.Select(batch => batch.FileName));
        Assert.All(batches, batch => Assert.Equal(ImportStatus.Done, batch.Status));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public async Task Template_EveryKind_ComesInAgainAsItsKind(string culture)
    {
        foreach (var kind in KindGuess.ImportOrder)
        {
            var path = Path.Combine(_database.Folder, kind + ".csv");
            var written = await CliRun.OfAsync(
                "template", kind.ToString().ToLowerInvariant(), "-o", path, "--culture", culture
            );
            Assert.Equal(ExitCodes.Done, written.Code);

            var run = await _database.RunAsync("import", path, "--json");

            Assert.Equal((kind, ExitCodes.Done), (kind, run.Code));
            var taken = run.Json.GetProperty("imported").GetInt32() + run.Json.GetProperty("updated").GetInt32();
            Assert.Equal((kind, 2), (kind, taken));
        }

        await using var session = await _database.OpenAsync();
        var batches = await session.Get<ImportQueries>().ListAsync(Actor.System);
        Assert.Equal(KindGuess.ImportOrder.Reverse(), batches.Select(batch => batch.Kind));
    }

    [Theory]
    [InlineData("campaigns", "Campaign,Budget\nFair,500\n", 1)]
    [InlineData("stages", "Deal ID,Stage,Entered on\nD1,Talk,2026-02-01\nD1,Proposal,2026-02-09\n", 2)]
    [InlineData("purchases", "Order ID,Customer ID,Amount,Order date\nB1,A2,9.50,2026-02-01\n", 1)]
    [InlineData("costs", "Kind of cost,Cost,Valid from\nrep hour,48,2026-01-01\n", 1)]
    public async Task Import_KindThatIsSaid_TakesTheRows(string kind, string text, int imported)
    {
        await _database.RunAsync("import", _database.Write("leads.csv", Plain));
        await _database.RunAsync(
            "import", _database.Write("deals.csv", "Deal ID,Lead ID,Amount\nD1,A1,5\n"), "--kind", "deals"
        );

        var run = await _database.RunAsync("import", _database.Write("more.csv", text), "--kind", kind, "--json");

        Assert.Equal((ExitCodes.Done, ""), (run.Code, run.Code == ExitCodes.Done ? "" : run.Errors));
        Assert.Equal(imported, run.Json.GetProperty("imported").GetInt32());
        Assert.Equal(0, run.Json.GetProperty("rejected").GetInt32());
    }

    private static async Task<int> OpenLeadsAsync(TestApp app)
    {
        await using var context = await app.Contexts.CreateDbContextAsync();
        return await context.Leads.CountAsync(lead => lead.Status == LeadStatus.Open);
    }

    private static async Task<(int Code, string Output)> RunProcessAsync(params string[] args)
    {
        var program = typeof(CommandApp).Assembly.Location;
        var start = new ProcessStartInfo("dotnet", [program, .. args])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LANG"] = "C.UTF-8";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        return (process.ExitCode, output);
    }

    private static byte[] WithBadRows(byte[] file)
    {
        var lines = Encoding.UTF8.GetString(file).TrimEnd('\n').Split('\n').ToList();
        lines.Insert(5, lines[5] + ",surplus,cells");
        lines.Insert(9, lines[9] + ",surplus");
        lines.Insert(20, "too,few");
        return Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n");
    }
}
