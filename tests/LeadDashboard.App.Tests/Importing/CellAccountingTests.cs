using System.Globalization;
using LeadDashboard.App.Importing;
using LeadDashboard.App.Importing.Trial;
using LeadDashboard.App.Settings;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Quality;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Settings;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Tests.Importing;

/// <summary>
/// The twin of imported + rejected + skipped = rows: every filled cell of a row that is taken is stored, means not
/// known, is in a column that is not imported, or is left out with its reason.
/// </summary>
public sealed class CellAccountingTests : IDisposable
{
    private static readonly string[] Header =
    [
        "Lead ID", "Name", "First Name", "Email", "Phone", "Company", "City", "Created Date", "Outcome", "Deal Value",
        "Won Amount", "Close Date", "Loss Reason", "Owner", "Channel", "Plan", "Seats", "Renewal", "Remark",
    ];

    private readonly TestApp _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Import_ColumnThatTellsTheOutcomeNow_IsNoFieldOfTheModelAnyMore()
    {
        await _app.ImportAsync("Lead Id,Name,Stage word\nL1,Ann,Warm intro\nL2,Bob,Cold call\nL3,Cid,Warm intro\n");
        await _app.ImportAsync(
            "Lead Id,Name,Stage word\nL4,Dan,Signed in Ulm\nL5,Eve,Gone to a rival\n"u8.ToArray(),
            change: map =>
                map.WithColumn(2, column => column with { Target = TargetField.Outcome }) with
                {
                    Outcome = new OutcomeWords { WonValues = ["Signed in Ulm"], LostValues = ["Gone to a rival"] },
                }
        );

        await using var context = await _app.Contexts.CreateDbContextAsync();
        var field = await context.FieldDefinitions.SingleAsync(field => field.Name == "Stage word");
        Assert.True(field.IsExcluded);
        var won = await context.Leads.SingleAsync(lead => lead.Name == "Dan");
        Assert.Equal(LeadStatus.Won, won.Status);
        Assert.Contains("Signed in Ulm", won.AttributesJson, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Import_GeneratedFile_EveryFilledCellIsStoredOrCounted(int seed)
    {
        var rows = Rows(seed, 150);
        var staged = (await _app.StageAsync(Text(rows))).Value!;
        var opened = (await _app.Get<ImportService>().OpenAsync(staged.Id, null, ImportSteps.Admin)).Value!;
        var map = opened.Map.WithColumn(Header.Length - 1, column => column with { Target = TargetField.Ignore });
        var trial = await _app.Get<ImportTrial>().RunAsync(staged, opened.Format, map, ImportSteps.Admin);
        Assert.True((await _app.StartAsync(staged.Id, _ => map)).IsOk);
        await _app.RunDataJobsAsync();

        var queries = _app.Get<ImportQueries>();
        var batch = (await queries.FindAsync(Actor.System, staged.Id))!;
        Assert.Equal(ImportStatus.Done, batch.Status);
        var cells = CellReport.FromJson(batch.CellsJson);
        var leftOut = (await queries.KeptAsync(Actor.System, batch.Id, int.MaxValue))
            .Where(row => ColumnNote.IsLeftOut(Message.FromStored(row.Reason)!))
            .Select(row => (row.RowIndex, row.Column))
            .ToHashSet();
        await using var context = await _app.Contexts.CreateDbContextAsync();
        var leads = await context.Leads.ToDictionaryAsync(lead => lead.ImportRowIndex);
        Assert.Equal(batch.ImportedCount, leads.Count);
        Assert.True(batch.RejectedCount > 0 && leftOut.Count > 0, "The file has no trouble.");

        int filled = 0,
            stored = 0,
            ignored = 0;
        foreach (var (index, lead) in leads)
        {
            for (var column = 0; column < Header.Length; column++)
            {
                var text = rows[index][column];
                filled += text.Length > 0 ? 1 : 0;
                var isIgnored = text.Length > 0 && column == Header.Length - 1;
                ignored += isIgnored ? 1 : 0;
                if (text.Length > 0 && !isIgnored && text != "n/a" && !leftOut.Contains((index, Header[column])))
                {
                    stored++;
                    Assert.True(Holds(lead, text), $"row {index}, {Header[column]}: '{text}' is nowhere");
                }
            }
        }

        Assert.Equal(
            (filled, stored, ignored, leftOut.Count),
            (cells.Filled, cells.Stored, cells.NotImported, cells.LeftOut)
        );
        Assert.Equal(cells.Filled, cells.Stored + cells.NotKnown + cells.NotImported + cells.LeftOut);
        Assert.Equal(cells.ToJson(), trial.Cells.ToJson());
    }

    [Fact]
    public async Task Retry_CorrectedRow_ItsCellsAreCountedToo()
    {
        var batch = await _app.ImportAsync("Name,Email,Outcome\nAnn,ann@x.com,won\nBob,bob@x.com,lost,surplus\n");
        var before = CellReport.FromJson(batch.CellsJson);
        var row = Assert.Single(await _app.Get<ImportQueries>().RejectedAsync(Actor.System, batch.Id, 10));
        await _app.Get<ImportService>().CorrectAsync(row.Id, ["Bob", "bob@x.com", "lost"], ImportSteps.Admin);
        await _app.Get<ImportService>().RetryAsync(batch.Id, all: false, ImportSteps.Admin);
        await _app.RunDataJobsAsync();

        var after = CellReport.FromJson((await _app.Get<ImportQueries>().FindAsync(Actor.System, batch.Id))!.CellsJson);

        Assert.Equal((3, 6), (before.Filled, after.Filled));
        Assert.Equal(after.Filled, after.Stored);
    }

    [Fact]
    public async Task Start_NewCompanyTakesTheMoneyOfTheFile_AmountsAreValues()
    {
        var staged = (await _app.StageAsync(Rupees)).Value!;
        var opened = (await _app.Get<ImportService>().OpenAsync(staged.Id, null, ImportSteps.Admin)).Value!;
        Assert.Equal(("EUR", false, true), (opened.Money.Code, opened.Money.IsChosen, opened.Money.IsFree));
        Assert.Equal("INR", opened.Money.Offer(opened, opened.Map));

        var trial = await _app.Get<ImportTrial>()
            .RunAsync(staged, opened.Format, opened.Map, ImportSteps.Admin, currency: "INR");
        Assert.Equal((0, 6), (trial.Warnings, trial.Cells.Stored));

        await StartAsync(opened, "INR");

        await using var context = await _app.Contexts.CreateDbContextAsync();
        Assert.Equal([123_456m, 45_000m], await ValuesAsync(context));
        Assert.Equal("INR", (await SettingStore.ReadAsync<CompanySettings>(context, default)).Currency);
    }

    [Fact]
    public async Task Start_CompanyCountsInOtherMoney_AmountsAreKeptAsTextAndTold()
    {
        var staged = (await _app.StageAsync(Rupees)).Value!;
        var opened = (await _app.Get<ImportService>().OpenAsync(staged.Id, null, ImportSteps.Admin)).Value!;

        await StartAsync(opened, currency: null);

        await using var context = await _app.Contexts.CreateDbContextAsync();
        Assert.Equal([null, null], await ValuesAsync(context));
        var texts = await context.Leads.OrderBy(lead => lead.Id).Select(lead => lead.AttributesJson).ToListAsync();
        Assert.Equal(
            ["₹1,23,456.00", "Rs. 45,000"],
            texts.Select(json => LeadAttributes.Parse(json)["Deal Value"])
        );
        var batch = (await _app.Get<ImportQueries>().FindAsync(Actor.System, staged.Id))!;
        var note = Assert.Single(CellReport.FromJson(batch.CellsJson).Notes);
        Assert.Equal(("Deal Value", CellNote.OtherCurrency, 2), (note.Header, note.Note, note.Count));
        Assert.Equal(2, batch.WarningCount);
    }

    [Fact]
    public async Task Start_MoneyOfACompanyWithLeads_IsNotChanged()
    {
        await _app.ImportAsync("Name,Email\nAnn,ann@x.com\n");
        var staged = (await _app.StageAsync(Rupees)).Value!;
        var opened = (await _app.Get<ImportService>().OpenAsync(staged.Id, null, ImportSteps.Admin)).Value!;

        Assert.Null(opened.Money.Offer(opened, opened.Map));
        var refused = await _app.Get<ImportService>()
            .StartAsync(staged.Id, opened.Format, opened.Map, opened.Sample.Header, ImportSteps.Admin, "INR");

        Assert.Equal("import.currency-in-use", refused.Error?.Code);
        await using var context = await _app.Contexts.CreateDbContextAsync();
        Assert.Equal("EUR", (await SettingStore.ReadAsync<CompanySettings>(context, default)).Currency);
    }

    private const string Rupees =
        "Name,Email,Deal Value\nRavi In,ravi@x.com,\"₹1,23,456.00\"\nAsha In,asha@x.com,\"Rs. 45,000\"\n";

    private async Task StartAsync(StagedFile opened, string? currency)
    {
        var started = await _app.Get<ImportService>()
            .StartAsync(
                opened.Batch.Id,
                opened.Format,
                opened.Map,
                opened.Sample.Header,
                ImportSteps.Admin,
                currency
            );
        Assert.True(started.IsOk);
        await _app.RunDataJobsAsync();
    }

    private static Task<List<decimal?>> ValuesAsync(Data.LeadContext context) =>
        context.Leads.OrderBy(lead => lead.Id).Select(lead => lead.ValueAmount).ToListAsync();

    /// <summary>Some field of the lead says what the cell says: the text, the number, the day or the word.</summary>
    private static bool Holds(Lead lead, string text)
    {
        var said = new[]
        {
            lead.LeadKey, lead.Name, lead.Email, lead.Phone, lead.PhoneE164, lead.Company, lead.City, lead.OwnerText,
            lead.LossReason, lead.Notes, lead.Status.ToString(),
        }
            .Concat(LeadAttributes.Parse(lead.AttributesJson).Values)
            .OfType<string>()
            .ToList();
        if (
            said.Exists(value => value.Contains(text, StringComparison.OrdinalIgnoreCase))
            || lead.PhoneE164 == text.Replace(" ", "", StringComparison.Ordinal)
        )
        {
            return true;
        }

        var isDay = DateTime.TryParseExact(
            text,
            ["yyyy-MM-dd", "dd/MM/yyyy", "MM/dd/yyyy"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var day
        );
        if (isDay)
        {
            return lead.CreatedUtc == day
                || lead.ClosedUtc == day
                || said.Contains(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        return decimal.TryParse(text.TrimStart('€'), CultureInfo.InvariantCulture, out var number)
            && (
                lead.ValueAmount == number
                || lead.WonAmount == number
                || said.Exists(value =>
                    decimal.TryParse(value, CultureInfo.InvariantCulture, out var same) && same == number
                )
            );
    }

    private static string Text(List<string[]> rows) =>
        string.Join('\n', rows.Prepend(Header).Select(row => string.Join(';', row))) + "\n";

    /// <summary>Every field in every trouble it may be in; names, e-mails and ids are of one lead each.</summary>
    private static List<string[]> Rows(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i => i % 25 == 24 ? [.. Row(i), "surplus"] : Row(i))];

        string[] Row(int i) =>
            [
                Some($"L{seed}x{i}"),
                $"Ann {i} Lee",
                Some(One("Ann", "Zoe")),
                $"ann{i}@mail{seed}.example",
                Some($"+49 30 9{random.Next(100_000, 999_999)}", "4.91702E+11"),
                Some($"Firm {i}"),
                Some(One("Oslo", "Kiel"), "#REF!", "n/a"),
                Some($"{random.Next(13, 28)}/0{random.Next(1, 9)}/2025", "02/15/2025", "soon", "#N/A"),
                Some(One("won", "lost", "open"), "maybe so"),
                Some($"{random.Next(100, 9_999)}.50", "$900.00", "€120.00", "call me"),
                Some($"{random.Next(100, 9_999)}.25", "#VALUE!", "n/a"),
                Some($"{random.Next(13, 28)}/0{random.Next(1, 9)}/2026", "never"),
                Some(One("price", "time")),
                Some(One("Mia Novak", "Ravi Rao")),
                Some(One("Search", "Social")),
                Some(One("Gold", "Silver"), "#NAME?"),
                Some($"{random.Next(2, 90)}", "many"),
                Some($"{random.Next(13, 28)}/0{random.Next(1, 9)}/2027", "later"),
                Some($"remark {i}"),
            ];

        string One(params string[] words) => words[random.Next(words.Length)];

        string Some(string usual, params string[] troubles) =>
            random.Next(10) switch
            {
                0 => "",
                1 when troubles.Length > 0 && random.Next(3) == 0 => troubles[random.Next(troubles.Length)],
                _ => usual,
            };
    }
}
