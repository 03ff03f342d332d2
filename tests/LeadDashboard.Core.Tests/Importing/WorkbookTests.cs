using LeadDashboard.Core.Files;
using LeadDashboard.Core.Files.Workbooks;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Tests.Importing;

/// <summary>What a person sees in a workbook is what is read: its visible sheet, its header, its digits.</summary>
public sealed class WorkbookTests
{
    private static readonly string[][] Countries =
    [
        ["Country", "Code"],
        ["Germany", "DE"],
        ["France", "FR"],
    ];

    private static readonly string[][] Leads =
    [
        ["Name", "Email", "Deal Value"],
        ["Ann Hay", "ann@x.example", "#100"],
        ["Bob Ray", "bob@x.example", "#101"],
    ];

    [Theory]
    [InlineData("~Lists")]
    [InlineData("~~Lists")]
    public async Task Import_HiddenSheetFirst_ReadsTheVisibleOne(string hidden)
    {
        var outcome = await TableText.ImportAsync(TableText.Workbook((hidden, Countries), ("Leads", Leads)));

        Assert.Equal(["Ann Hay", "Bob Ray"], outcome.Leads.Select(lead => lead.Lead.Name));
        Assert.Equal(["Lists", "Leads"], outcome.Format!.SheetNames);
        Assert.Contains(outcome.Format.Evidence, said => said.Key == ImportMessages.HiddenSheets);
    }

    [Fact]
    public async Task Import_HiddenSheetChosenByName_IsRead()
    {
        var stream = TableText.Workbook(("~Lists", Countries), ("Leads", Leads));
        var format = FileFormat.Detect(stream).Value! with { SheetName = "Lists" };

        var preview = await FilePreview.ReadAsync(stream, format, 5);

        Assert.Equal(["Country", "Code"], preview.Value!.Header);
        Assert.Equal(2, preview.Value.Rows.Count);
    }

    [Fact]
    public async Task Import_OnlyHiddenSheetHoldsCells_IsRead()
    {
        var outcome = await TableText.ImportAsync(TableText.Workbook(("~Leads", Leads), ("Empty", [])));

        Assert.Equal(2, outcome.Leads.Count);
    }

    [Fact]
    public async Task Import_GroupNamesAboveTheHeader_AreNoHeaderAndNoLead()
    {
        var outcome = await TableText.ImportAsync(
            TableText.Workbook(
                (
                    "Leads",
                    [
                        ["Contact", "", "", "Deal", ""],
                        ["Name", "Email", "Phone", "Deal Value", "Created"],
                        ["Ann Hay", "ann@x.example", "+491705550000", "#1000", "@46082"],
                        ["Bob Ray", "bob@x.example", "+491705550001", "#1001", "@46083"],
                    ]
                )
            )
        );

        Assert.Equal(["Name", "Email", "Phone", "Deal Value", "Created"], outcome.Header);
        Assert.Equal(
            [("Ann Hay", "+491705550000", 1000m), ("Bob Ray", "+491705550001", 1001m)],
            outcome.Leads.Select(lead => (lead.Lead.Name, lead.Lead.Phone!, lead.Lead.ValueAmount!.Value))
        );
        Assert.Equal(new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc), outcome.Leads[0].Lead.CreatedUtc);
    }

    [Fact]
    public async Task Import_TitleGroupsAndNamesThatReachDown_AreOneHeader()
    {
        var outcome = await TableText.ImportAsync(
            TableText.Workbook(
                (
                    "Leads",
                    [
                        ["Leads of March", "", "", ""],
                        ["Name", "Email", "Deal", ""],
                        ["", "", "Deal Value", "Created"],
                        ["Ann Hay", "ann@x.example", "#1000", "@46082"],
                        ["Bob Ray", "bob@x.example", "#1001", "@46083"],
                    ]
                )
            )
        );

        Assert.Equal(["Name", "Email", "Deal Value", "Created"], outcome.Header);
        Assert.Equal(["Ann Hay", "Bob Ray"], outcome.Leads.Select(lead => lead.Lead.Name));
    }

    /// <summary>A column without a name does not make the header a row of groups.</summary>
    [Theory]
    [InlineData("Name,,Value\nAnn,x,n/a\nBob,y,7\nCid,z,8\n", "Name,Column 2,Value", 3)]
    [InlineData("Name,,Value,Day\nAnn,x,,\nBob,y,7,2026-01-02\nCid,z,8,2026-01-03\n", "Name,Column 2,Value,Day", 3)]
    [InlineData("Contact,,Deal,\nName,Email,Value,Day\nAnn,a@x.example,7,2026-01-02\n", "Name,Email,Value,Day", 1)]
    public async Task Import_TextWithGapsInItsFirstRow_HasTheRightHeader(string text, string header, int leads)
    {
        var outcome = await TableText.ImportAsync(TableText.Utf8(text));

        Assert.Equal(header, string.Join(',', outcome.Header));
        Assert.Equal(leads, outcome.Leads.Count);
    }

    [Fact]
    public async Task Import_DigitsLaidOutByAFormat_StayAsShown()
    {
        var outcome = await TableText.ImportAsync(
            TableText.Workbook(
                (
                    "Leads",
                    [
                        ["Name", "Lead ID", "Zip"],
                        ["Ann Hay", "#1000450000012000", "¤1067"],
                        ["Bob Ray", "#1000450000012001", "¤80331"],
                    ]
                )
            )
        );

        Assert.Equal(
            ["01067", "80331"],
            outcome.Leads.Select(lead => LeadAttributes.Parse(lead.Lead.AttributesJson)["Zip"])
        );
        Assert.Equal("id:1000450000012000", outcome.Leads[0].Lead.LeadKey);
    }

    [Theory]
    [InlineData(1067, "00000", "01067")]
    [InlineData(123456, "00000", "123456")]
    [InlineData(10671234, "00000-0000", "01067-1234")]
    [InlineData(4155550207, "(000) 000-0000", "(415) 555-0207")]
    [InlineData(491701234500, "+0", "+491701234500")]
    [InlineData(491701234500, "\\+#", null)]
    [InlineData(1067, "\"DE-\"00000;[Red]-0", "DE-01067")]
    [InlineData(1067, "General", null)]
    [InlineData(1067, "0", null)]
    [InlineData(1067, "#,##0", null)]
    [InlineData(1067, "0.00", null)]
    [InlineData(1, "00%", null)]
    [InlineData(-1067, "00000", null)]
    [InlineData(10.5, "00000", null)]
    public void Show_NumberAndFormat_LaysOutDigitsOnly(double number, string format, string? expected) =>
        Assert.Equal(expected, new DigitFormats().Show(number, format));

    /// <summary>The reader of workbooks gives nothing for them; what stands there must be listed, not lost.</summary>
    [Fact]
    public async Task Read_ErrorsOfFormulas_AreTheTextThatTheSheetShows()
    {
        var stream = TableText.Workbook(
            (
                "Leads",
                [
                    ["Name", "Email", "Deal Value"],
                    ["Ann Hay", "ann@x.example", "#500"],
                    ["Bob Ray", "!#NAME?", "!#N/A"],
                    ["Cid May", "cid@x.example", "#502"],
                    ["", "", ""],
                    ["Dan Fay", "dan@x.example", "!#REF!"],
                ]
            )
        );

        var preview = await FilePreview.ReadAsync(stream, FileFormat.Detect(stream).Value!, 9);

        Assert.Equal(
            ["500", "#N/A", "502", "", "#REF!"],
            preview.Value!.Rows.Select(row => row.Cells.ElementAtOrDefault(2) ?? "")
        );
        Assert.Equal("#NAME?", preview.Value.Rows[1].Cells[1]);
    }
}
