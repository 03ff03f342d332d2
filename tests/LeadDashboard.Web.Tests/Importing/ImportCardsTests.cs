using System.Globalization;
using Bunit;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Leads;
using LeadDashboard.Web.Features.Importing;
using Microsoft.Extensions.DependencyInjection;

namespace LeadDashboard.Web.Tests.Importing;

/// <summary>
/// What a person chooses before an import: what happens to look-alikes, and which words mean "not known".
/// </summary>
public sealed class ImportCardsTests : BunitContext
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
    }

    [Fact]
    public void ModeCard_Duplicates_AreChosenWithACertainty()
    {
        ColumnMap map = new() { Columns = [Plan] };
        var card = Render<ModeCard>(parameters =>
            parameters.Add(p => p.Map, map).Add(p => p.OnChange, changed => map = changed)
        );
        Assert.Equal("Review", card.Find("#duplicates").GetAttribute("value"));
        Assert.Empty(card.FindAll("#certainty"));

        card.Find("#duplicates").Change("Skip");
        card.Render(parameters => parameters.Add(p => p.Map, map));
        card.Find("#certainty").Change("0.95");

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

        Assert.Equal(
            ["导入，并将这一对加入复核队列", "不导入，只列出", "合并到该线索"],
            card.FindAll("#duplicates option").Select(option => option.TextContent)
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
            view.FindAll(".ld-chip").Select(chip => (chip.TextContent, chip.GetAttribute("aria-pressed")!))
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
}
