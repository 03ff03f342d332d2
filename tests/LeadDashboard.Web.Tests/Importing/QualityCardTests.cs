using System.Globalization;
using Bunit;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Importing.Quality;
using LeadDashboard.Core.Leads;
using LeadDashboard.Web.Features.Importing;
using Microsoft.Extensions.DependencyInjection;

namespace LeadDashboard.Web.Tests.Importing;

public sealed class QualityCardTests : IAsyncLifetime
{
    private readonly CultureInfo _culture = CultureInfo.CurrentCulture;
    private readonly CultureInfo _language = CultureInfo.CurrentUICulture;
    private readonly BunitContext _bunit = new();

    public QualityCardTests()
    {
        _bunit.JSInterop.Mode = JSRuntimeMode.Loose;
        _bunit.Services.AddLocalization();
        _bunit.AddPages(Role.Admin);
        Speak("en-US");
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _bunit.DisposeAsync();
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (_culture, _language);
    }

    [Fact]
    public void QualityCard_OddRows_SayLineColumnsAndLead()
    {
        var card = Render(Report);

        var rows = card.FindAll("#odd-rows tbody tr");
        Assert.Equal(2, rows.Count);
        Assert.Equal("Line 1,452", rows[0].QuerySelector("td")!.TextContent.Trim());
        Assert.Equal(
            ["visits", "99999", "83%"],
            rows[0].QuerySelector(".ld-oddcells div")!.Children.Select(part => part.TextContent)
        );
        Assert.Equal("/leads/77", rows[0].QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal("width:60%", rows[0].QuerySelector(".ld-share i")!.GetAttribute("style"));
        Assert.Contains("empty", rows[1].QuerySelector(".ld-oddcells")!.TextContent, StringComparison.Ordinal);
        Assert.Null(rows[1].QuerySelector("a"));
    }

    [Fact]
    public void QualityCard_EstimatedNumber_IsRoundedAndSaysSo()
    {
        var cells = Render(Report).FindAll("#quality tbody td.num");

        Assert.Equal("≈ 150,000", cells[0].TextContent.Trim());
        Assert.Contains(
            "give or take 3",
            cells[0].QuerySelector("span")!.GetAttribute("title"),
            StringComparison.Ordinal
        );
        Assert.Equal("12", cells[1].TextContent.Trim());
    }

    [Fact]
    public void QualityCard_WholeFileOrSample_SaysWhatItComesFrom()
    {
        Assert.Contains(
            "From all 1,000,000 rows of the file; distributions, outliers and odd rows from 10,000",
            Render(Report).Markup,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "From all 90 rows of the file.",
            Render(Report with { RowCount = 90, SampleRowCount = 90 }).Markup,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "From 5,000 rows spread over the file.",
            Render(Report with { RowCount = 5_000, SampleRowCount = 0 }).Markup,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void QualityCard_InChinese_HasNoEnglishLeft()
    {
        Speak("zh-CN");

        var markup = Render(Report).Markup;

        Assert.Contains("最异常的行", markup, StringComparison.Ordinal);
        Assert.Contains("打开线索", markup, StringComparison.Ordinal);
        Assert.DoesNotContain("odd rows", markup, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Oddest", markup, StringComparison.Ordinal);
    }

    [Fact]
    public void QualityCard_NoOddRows_HasNoTableOfThem() =>
        Assert.Empty(Render(Report with { OddRows = null }).FindAll("#odd-rows"));

    private static QualityReport Report =>
        new(
            1_000_000,
            [
                new ColumnQuality("email", FieldType.Text, 0.98, 151_234, [], null, 0.01625),
                new ColumnQuality(
                    "visits",
                    FieldType.Number,
                    1,
                    12,
                    [new ValueCount("3", 4_000)],
                    new NumberQuality(0, 3, 99_999, 0, 12, [1, 2, 3, 4, 5, 4, 3, 2, 1, 1], 1, ["99999"])
                ),
            ],
            new Dictionary<MailKind, int> { [MailKind.Business] = 10_000 },
            0, 0, 0, 0, 10_000,
            [
                new OddRow(
                    1_452,
                    0.8,
                    [new OddCell("visits", "99999", 0.83), new OddCell("email", "x@y", 0.17)],
                    "id:9"
                ),
                new OddRow(17, 0.7, [new OddCell("email", "", 1)], "id:gone"),
            ]
        );

    private IRenderedComponent<QualityCard> Render(QualityReport report) =>
        _bunit.Render<QualityCard>(parameters =>
            parameters
                .Add(card => card.Report, report)
                .Add(card => card.LeadIds, new Dictionary<string, int>(StringComparer.Ordinal) { ["id:9"] = 77 })
        );

    private static void Speak(string name) =>
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(name);
}
