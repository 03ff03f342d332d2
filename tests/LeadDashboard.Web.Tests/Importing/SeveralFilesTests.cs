using System.Globalization;
using System.Security.Claims;
using System.Text;
using Bunit;
using LeadDashboard.App.Importing;
using LeadDashboard.App.Importing.Upload;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Results;
using LeadDashboard.Testing;
using LeadDashboard.Web.Access;
using LeadDashboard.Web.Features.Importing;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;

namespace LeadDashboard.Web.Tests.Importing;

/// <summary>
/// Several files at once: each is taken or refused on its own, and they are imported in the order in which they find
/// each other.
/// </summary>
public sealed class SeveralFilesTests : IAsyncLifetime
{
    private const string Leads =
        "Lead Id,Name,Email,Status,Created\nL1,Ann,ann@example.com,Open,2026-01-01\n"
        + "L2,Bob,bob@example.com,Open,2026-01-01\n";
    private const string Activities =
        "Email,Activity type,Activity date\nann@example.com,Call,2026-01-05\nbob@example.com,Visit,2026-01-06\n";
    private const string Deals =
        "Deal ID,Email,Product,Amount,Stage,Close date\nD1,ann@example.com,Basic,100,Closed "
        + "Won,2026-02-01\nD2,bob@example.com,Basic,50,Closed Lost,2026-02-01\n";
    private const string Products = "SKU,Product name,Unit price\nA-1,Basic,10\nA-2,Plus,20\n";
    private const string Spend = "Campaign,Date,Spend\nSpring,2026-01-15,100\nSpring,2026-01-16,50\n";

    private const string Campaigns = "Campaign,Budget,Programme\nSpring,500,Fairs\nAutumn,300,Fairs\n";
    private const string Stages = "Deal ID,Stage,Entered on\nD1,Talk,2026-01-10\nD2,Talk,2026-01-11\n";
    private const string Purchases =
        "Order ID,Order line,Email,Product,Amount,Order date\nB1,1,ann@example.com,Basic,10,2026-03-01\n"
        + "B1,2,ann@example.com,Plus,20,2026-03-01\n";
    private const string Costs = "Kind of cost,Cost,Valid from\nrep hour,48,2026-01-01\ncall,3,2026-01-01\n";

    private readonly TestApp _app = new();
    private readonly BunitContext _bunit = new();

    public SeveralFilesTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-US");
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-US");
        _bunit.JSInterop.Mode = JSRuntimeMode.Loose;
        _bunit.Services.AddLocalization();
        _bunit.Services.AddMudServices(kit => kit.PopoverOptions.CheckForPopoverProvider = false);
        _bunit.Services.AddSingleton(_app.Get<ImportService>());
        _bunit.Services.AddSingleton(_app.Get<StagedFiles>());
        _bunit.Services.AddSingleton(ActorsOf(Role.Admin));
        _bunit.AddPages(Role.Admin);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _bunit.DisposeAsync();
        _app.Dispose();
    }

    [Fact]
    public async Task Stage_KindNotSaid_IsGuessedForEachFile()
    {
        var kinds = new List<ImportKind>();
        foreach (var text in new[] { Activities, Deals, Leads, Products, Spend })
        {
            kinds.Add((await StageAsync(text)).Value!.Kind);
        }

        Assert.Equal(
            [ImportKind.Activities, ImportKind.Deals, ImportKind.Leads, ImportKind.Products, ImportKind.Spend],
            kinds
        );
    }

    [Fact]
    public async Task StartAll_FilesInAnyOrder_AreImportedSoThatTheyFindEachOther()
    {
        var ids = new List<int>();
        foreach (
            var text in new[] { Activities, Costs, Purchases, Stages, Deals, Spend, Products, Campaigns, Leads }
        )
        {
            ids.Add((await StageAsync(text)).Value!.Id);
        }

        var count = await _app.Get<StagedFiles>().StartAllAsync(ids, ImportSteps.Admin);
        await _app.RunDataJobsAsync();

        Assert.Equal(ids.Count, count);
        await using var context = await _app.Contexts.CreateDbContextAsync();
        var batches = await context.ImportBatches.OrderBy(batch => batch.JobId).ToListAsync();
        // A file of leads with their activities needs no other one.
        Assert.Equal(
            KindGuess.ImportOrder.Where(kind => kind != ImportKind.LeadsAndActivities),
            batches.Select(batch => batch.Kind)
        );
        Assert.All(
            batches,
            batch => Assert.Equal((ImportStatus.Done, 0, 2), (batch.Status, batch.RejectedCount, batch.RowCount))
        );
        Assert.Equal([1, 1], await context.Leads.Select(lead => lead.ActivityCount).ToListAsync());
        Assert.Equal(
            [LeadStatus.Won, LeadStatus.Lost],
            await context.Leads.OrderBy(lead => lead.Id).Select(lead => lead.Status).ToListAsync()
        );
        Assert.Equal(
            2,
            await context.Deals.CountAsync(deal =>
                context.Products.Any(product => product.Id == deal.ProductId && product.Sku == "A-1")
            )
        );
    }

    [Fact]
    public async Task StartAll_FileWithAQuestion_IsLeftAsItIs()
    {
        var leaky = Leads
            .Replace("Created", "Created,Contract number", StringComparison.Ordinal)
            .Replace(",Open,2026-01-01\nL2", ",Won,2026-01-01,K7\nL2", StringComparison.Ordinal)
            .Replace("Open,2026-01-01\n", "Lost,2026-01-01,\n", StringComparison.Ordinal);
        var good = (await StageAsync(Leads)).Value!.Id;
        var doubtful = (await StageAsync(leaky.Replace("Won", "Signed up?", StringComparison.Ordinal))).Value!.Id;

        var entry = (await _app.Get<StagedFiles>().FindAsync(doubtful, ImportSteps.Admin)).Value!;

        Assert.False(entry.IsReady);
        Assert.NotEmpty(entry.Questions);
        Assert.Equal(1, await _app.Get<StagedFiles>().StartAllAsync([good, doubtful], ImportSteps.Admin));
        Assert.Equal(ImportStatus.Staged, (await _app.Get<ImportQueries>().FindAsync(Actor.System, doubtful))!.Status);
    }

    [Fact]
    public async Task StartAll_DatesThatCanBeReadTwoWays_AreAsked()
    {
        var id = (
            await StageAsync(
                "Lead Id,Name,Email,Status,Created\nL1,Ann,ann@example.com,Won,03/04/2026\n"
                    + "L2,Bob,bob@example.com,Lost,05/06/2026\n"
            )
        )
            .Value!
            .Id;

        var entry = (await _app.Get<StagedFiles>().FindAsync(id, ImportSteps.Admin)).Value!;

        Assert.Contains("can be read two ways", Assert.Single(entry.Questions).English(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ChangeKind_StagedFile_IsSuggestedAnew()
    {
        var batch = (await StageAsync(Products)).Value!;

        Assert.True(
            (await _app.Get<ImportService>().ChangeKindAsync(batch.Id, ImportKind.Leads, ImportSteps.Admin)).IsOk
        );

        var opened = (await _app.Get<ImportService>().OpenAsync(batch.Id, null, ImportSteps.Admin)).Value!;
        Assert.Equal((ImportKind.Leads, ImportKind.Leads), (opened.Batch.Kind, opened.Map.Kind));
        Assert.True((await _app.StartAsync(batch.Id)).IsOk);
        Assert.Equal("import.started", (await _app.StartAsync(batch.Id)).Error?.Code);
        Assert.Equal(
            "import.started",
            (await _app.Get<ImportService>().ChangeKindAsync(batch.Id, ImportKind.Products, ImportSteps.Admin))
                .Error
                ?.Code
        );
    }

    [Fact]
    public async Task Remove_StagedFile_LeavesNothingAndAnImportedOneStays()
    {
        var kept = await _app.ImportAsync(Leads);
        var batch = (await StageAsync(Deals)).Value!;

        Assert.True((await _app.Get<StagedFiles>().RemoveAsync(batch.Id, ImportSteps.Admin)).IsOk);
        Assert.Equal(
            "import.not-staged",
            (await _app.Get<StagedFiles>().RemoveAsync(kept.Id, ImportSteps.Admin)).Error?.Code
        );

        Assert.Null(await _app.Get<ImportQueries>().FindAsync(Actor.System, batch.Id));
        Assert.Single(Directory.GetFiles(_app.Uploads));
    }

    [Fact]
    public async Task Card_SeveralFiles_ShowsThemInOrderWithKindAndState()
    {
        var ids = new List<int>();
        foreach (var text in new[] { Activities, Leads, Deals })
        {
            ids.Add((await StageAsync(text)).Value!.Id);
        }

        var card = _bunit.Render<StagedFilesCard>(parameters => parameters.Add(p => p.Ids, ids));
        card.WaitForState(() => card.FindAll("#staged tbody tr").Count == 3);

        Assert.Equal(
            ["Leads", "Deals", "Activities"],
            card.FindComponents<StagedFileRow>().Select(row => row.Instance.Entry.Batch.Kind.ToString())
        );
        Assert.Equal(3, card.FindAll("#staged .ld-badge.ok").Count);
        Assert.EndsWith(
            "Import all 3 that are ready",
            card.Find("#import-all").TextContent.Trim(),
            StringComparison.Ordinal
        );
        await card.InvokeAsync(() => card.Find("#import-all").Click());
        card.WaitForAssertion(() =>
            Assert.EndsWith(
                "/imports",
                _bunit.Services.GetRequiredService<NavigationManager>().Uri,
                StringComparison.Ordinal
            )
        );
    }

    [Fact]
    public async Task Card_KindCorrected_IsStoredAndShown()
    {
        var id = (await StageAsync(Products)).Value!.Id;
        var card = _bunit.Render<StagedFilesCard>(parameters => parameters.Add(p => p.Ids, [id]));
        card.WaitForState(() => card.FindAll("#staged tbody tr").Count == 1);

        await card.InvokeAsync(() =>
            card.FindComponent<StagedFileRow>().Instance.OnKind.InvokeAsync(ImportKind.Leads)
        );

        Assert.Equal(ImportKind.Leads, (await _app.Get<ImportQueries>().FindAsync(Actor.System, id))!.Kind);
        Assert.Equal("Leads", card.Find("#staged input[type=text]").GetAttribute("value"));
    }

    [Fact]
    public void NewImport_Templates_OneOfEveryKind()
    {
        var page = _bunit.Render<NewImportPage>();

        Assert.Equal(
            KindGuess.ImportOrder.Select(kind => $"/imports/templates/{kind.ToString().ToLowerInvariant()}.csv"),
            page.FindAll("#templates a").Select(link => link.GetAttribute("href"))
        );
    }

    [Fact]
    public async Task Page_OneRefusedOneTaken_ShowsTheSentenceBesideTheListOfTheOther()
    {
        var id = (await StageAsync(Leads)).Value!.Id;
        var page = _bunit.Render<NewImportPage>();
        Assert.True(page.Find("#file").HasAttribute("multiple"));
        await page.InvokeAsync(() => page.Instance.OnChosen(1, "leads.csv", 2_000));
        await page.InvokeAsync(() => page.Instance.OnChosen(2, "photo.csv", 5_000_000));
        await page.InvokeAsync(() => page.Instance.OnProgress(1, 40));
        Assert.Equal("40", page.Find("[data-upload='leads.csv'] [role=progressbar]").GetAttribute("aria-valuenow"));
        Assert.Contains("Waiting", page.Find("[data-upload='photo.csv']").TextContent, StringComparison.Ordinal);

        await page.InvokeAsync(() => page.Instance.OnRefused(2, "The file holds an image."));
        await page.InvokeAsync(() => page.Instance.OnDone(1, id));

        Assert.Equal(
            "The file holds an image.",
            page.Find("[data-upload='photo.csv'] [role=alert]").TextContent.Trim()
        );
        page.WaitForState(() => page.FindAll("#staged tbody tr").Count == 1);
        Assert.EndsWith(
            $"/imports/new?files={id}",
            _bunit.Services.GetRequiredService<NavigationManager>().Uri,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Page_OneFileAlone_GoesStraightToItsColumns()
    {
        var page = _bunit.Render<NewImportPage>();
        await page.InvokeAsync(() => page.Instance.OnChosen(1, "leads.csv", 2_000));

        await page.InvokeAsync(() => page.Instance.OnDone(1, 7));

        Assert.EndsWith(
            "/imports/7/map",
            _bunit.Services.GetRequiredService<NavigationManager>().Uri,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("stopped", "You stopped the upload. Nothing of it was kept.")]
    [InlineData("lost", "Check the connection and choose the file again: it goes on where it stopped.")]
    public async Task Page_UploadThatEndsEarly_IsSaidPlainly(string reason, string expected)
    {
        var page = _bunit.Render<NewImportPage>();
        await page.InvokeAsync(() => page.Instance.OnChosen(1, "leads.csv", 2_000));

        await page.InvokeAsync(() => page.Instance.OnRefused(1, reason));

        Assert.Contains(expected, page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[role=progressbar]"));
    }

    [Theory]
    [InlineData(3, 1, "mixed: 3 files taken, 1 left out")]
    [InlineData(0, 4, "mixed: no file in this folder can be read.")]
    public async Task Page_Folder_SaysWhatIsTaken(int taken, int leftOut, string expected)
    {
        var page = _bunit.Render<NewImportPage>();

        await page.InvokeAsync(() => page.Instance.OnFolder("mixed", taken, leftOut));

        Assert.Contains(expected, page.Find("[role=status]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_ConnectionLost_SaysThatTheUploadGoesOn()
    {
        var page = _bunit.Render<NewImportPage>();
        await page.InvokeAsync(() => page.Instance.OnChosen(1, "leads.csv", 2_000));
        await page.InvokeAsync(() => page.Instance.OnProgress(1, 40));

        await page.InvokeAsync(() => page.Instance.OnPaused(1));
        var paused = page.Find(".ld-upload-state").TextContent;
        await page.InvokeAsync(() => page.Instance.OnProgress(1, 41));

        Assert.Equal("Connection lost. The upload goes on by itself.", paused);
        Assert.Equal("Uploading: 41 %", page.Find(".ld-upload-state").TextContent);
    }

    [Fact]
    public async Task Page_ReloadedDuringAnUpload_NamesTheFilesThatWereLost()
    {
        var page = _bunit.Render<NewImportPage>();

        await page.InvokeAsync(() => page.Instance.OnInterrupted(["leads.csv", "deals.csv"]));

        Assert.Contains("leads.csv, deals.csv", page.Find("#interrupted").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stage_ColumnNamedLikeAKnownField_StaysThatField()
    {
        await _app.ImportAsync("Lead Id,Name,Trial result,y\nL1,Ann,success,yes\nL2,Bob,failure,no\n");

        var batch = (await StageAsync("Lead Id,Name,Trial result\nL3,Cid,success\nL4,Dan,failure\n")).Value!;

        Assert.Null(ColumnMap.FromJson(batch.MapJson!).OutcomeColumn);
    }

    private async Task<Result<ImportBatch>> StageAsync(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await _app.Get<ImportService>().StageAsync(stream, "file.csv", null, ImportSteps.Admin);
    }

    private static ActorProvider ActorsOf(Role role) => new(new FixedState(role));

    private sealed class FixedState(Role role) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
            Task.FromResult(
                new AuthenticationState(
                    new ClaimsPrincipal(
                        new ClaimsIdentity(
                            [
                                new Claim(ClaimTypes.NameIdentifier, "a"),
                                new Claim(ClaimTypes.Name, "Ada"),
                                new Claim(ClaimTypes.Role, role.ToString()),
                            ],
                            "test"
                        )
                    )
                )
            );
    }
}
