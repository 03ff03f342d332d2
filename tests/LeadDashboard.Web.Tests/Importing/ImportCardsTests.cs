using System.Globalization;
using Bunit;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Quality;
using LeadDashboard.Web.Features.Importing;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using FieldType = LeadDashboard.Core.Leads.FieldType;

namespace LeadDashboard.Web.Tests.Importing;

/// <summary>
/// What a person chooses before an import: what happens to look-alikes, and which words mean "not known".
/// </summary>
public sealed class ImportCardsTests : BunitContext, IAsyncLifetime
{
    private static readonly MappedColumn Plan = new()
    {
        Index = 0,
        Header = "plan",
        Target = TargetField.Custom,
        Type = FieldType.Category,
        MissingTokens = ["n/a"],
    };
    private static readonly string[][] Rows =
    [
        ["gold"],
        ["tbd"],
        ["TBD "],
        ["n/a"],
        ["silver"],
    ];

    public ImportCardsTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-US");
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-US");
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLocalization();
        Services.AddMudServices(kit => kit.PopoverOptions.CheckForPopoverProvider = false);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    [Fact]
    public async Task ModeCard_Duplicates_AreChosenWithACertainty()
    {
        ColumnMap map = new() { Columns = [Plan] };
        var card = Render<ModeCard>(parameters =>
            parameters.Add(p => p.Map, map).Add(p => p.OnChange, changed => map = changed)
        );
        var duplicates = card.FindComponent<MudSelect<DuplicateRule>>().Instance;
        Assert.Contains("review", card.Find("#duplicates").GetAttribute("value"), StringComparison.OrdinalIgnoreCase);
        Assert.Empty(card.FindAll("#certainty"));

        await card.InvokeAsync(() => duplicates.ValueChanged.InvokeAsync(DuplicateRule.Skip));
        card.Render(parameters => parameters.Add(p => p.Map, map));
        var certainty = card.FindComponent<MudSelect<double>>().Instance;
        await card.InvokeAsync(() => certainty.ValueChanged.InvokeAsync(0.95));

        Assert.Equal((DuplicateRule.Skip, 0.95), (map.Duplicates, map.DuplicateCertainty));
        Assert.Contains("counted as skipped", card.Find("#duplicates-words").TextContent, StringComparison.Ordinal);
        card.Render(parameters => parameters.Add(p => p.Map, map with { Mode = ImportMode.UpdateOnly }));
        Assert.Empty(card.FindAll("#duplicates"));
    }

    [Fact]
    public void ModeCard_InChinese_SaysTheSame()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");

        var card = Render<ModeCard>(parameters =>
            parameters.Add(p => p.Map, new ColumnMap { Columns = [Plan], Duplicates = DuplicateRule.Merge })
        );

        var word = card.FindComponent<MudSelect<DuplicateRule>>().Instance.ToStringFunc!;
        Assert.Equal(
            ["导入，并将这一对加入复核队列", "不导入，只列出", "合并到该线索"],
            Enum.GetValues<DuplicateRule>().Select(rule => word(rule))
        );
        Assert.DoesNotContain("duplicates", card.Find("#duplicates-words").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingWords_OwnWord_IsAddedOnceAndTakenBack()
    {
        IReadOnlyList<string> words = Plan.MissingTokens;
        var view = Render<MissingWords>(parameters =>
            parameters
                .Add(p => p.Column, Plan)
                .Add(p => p.Suggested, ["n/a", "?"])
                .Add(p => p.Rows, Rows)
                .Add(p => p.OnChange, changed => words = changed)
        );
        Assert.Equal(
            [("n/a", "true"), ("?", "false")],
            view.FindAll("[data-missing]").Select(chip => (chip.TextContent.Trim(), chip.GetAttribute("aria-pressed")!))
        );
        Assert.True(view.Find("form button").HasAttribute("disabled"));

        view.Find("input").Input("  tbd ");
        view.Find("form").Submit();

        Assert.Equal(["n/a", "tbd"], words);
        Assert.Equal("", view.Find("input").GetAttribute("value"));
        view.Render(parameters => parameters.Add(p => p.Column, Plan with { MissingTokens = words }));
        Assert.Equal("2 rows of the sample", view.Find("[data-missing=tbd]").GetAttribute("title"));
        view.Find("input").Input("TBD");
        view.Find("form").Submit();
        Assert.Equal(["n/a", "tbd"], words);

        view.Find("[data-missing=tbd]").Click();
        Assert.Equal(["n/a"], words);
    }

    [Fact]
    public async Task CurrencyAlert_OtherMoney_IsListedByItsKindAndMayBeTaken()
    {
        string? taken = null;
        NamedCurrency[] others = [new("USD", 3, ["$1.2M", "$35k"]), new("AUD", 1, ["A$ 900"])];
        var card = Render<CurrencyAlert>(parameters =>
            parameters
                .Add(p => p.Others, others)
                .Add(p => p.Kind, ImportKind.Leads)
                .Add(p => p.Company, "EUR")
                .Add(p => p.Offer, "USD")
                .Add(p => p.TakenChanged, code => taken = code)
        );

        Assert.Contains("counts in EUR", card.Find("#currency").TextContent, StringComparison.Ordinal);
        Assert.Contains("kept as text", card.Find("#currency").TextContent, StringComparison.Ordinal);
        Assert.Equal(
            ["3 in USD, such as $1.2M · $35k", "1 in AUD, such as A$ 900"],
            card.FindAll("#currency li").Select(row => row.TextContent.Trim())
        );
        card.Render(parameters => parameters.Add(p => p.Kind, ImportKind.Spend));
        Assert.Contains("are rejected", card.Find("#currency").TextContent, StringComparison.Ordinal);

        await card.Find("#take-currency").ClickAsync();
        card.Render(parameters => parameters.Add(p => p.Taken, taken));

        Assert.Equal("USD", taken);
        Assert.Equal("true", card.Find("#take-currency").GetAttribute("aria-pressed"));
        Assert.Empty(card.FindAll("#currency li"));
        Assert.Contains("counts in USD instead of EUR", card.Find("#currency").TextContent, StringComparison.Ordinal);
        card.Render(parameters => parameters.Add(p => p.Others, []));
        Assert.Empty(card.FindAll("#currency"));
    }

    [Fact]
    public void CellNotes_CellsThatAreNotStored_AreCountedWithTheirReason()
    {
        CellReport cells = new(
            [new ColumnCells("Value", 10, 1, 0, 2)],
            [new ColumnNote("Value", CellNote.Unreadable, 2, ["soon", "a lot"])]
        );

        var card = Render<CellNotes>(parameters => parameters.Add(p => p.Cells, cells));
        var empty = Render<CellNotes>(parameters => parameters.Add(p => p.Cells, CellReport.Empty));

        Assert.Equal(
            "Of 10 filled cells in rows that are taken, 7 are stored, 1 mean not known, 0 are in columns that are not "
                + "imported, and 2 are left out.",
            card.Find("p").TextContent
        );
        var said = Assert.Single(card.FindAll("li")).TextContent;
        Assert.Contains("soon · a lot", said, StringComparison.Ordinal);
        Assert.Empty(empty.Nodes);
    }
}
