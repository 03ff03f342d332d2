using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Messages;
using LeadDashboard.Testing;

namespace LeadDashboard.Core.Tests.Importing;

public sealed class FileFormatTests
{
    [Theory]
    [InlineData("date;amount\n31.12.2025;1.234,50\n01.02.2026;5,25\n", ';', ',', DateOrder.DayFirst)]
    [InlineData("date,amount\n12/31/2025,1234.50\n01/02/2026,5.25\n", ',', '.', DateOrder.MonthFirst)]
    [InlineData("date,amount\n31/12/2025,1234.50\n01/02/2026,5.25\n", ',', '.', DateOrder.DayFirst)]
    [InlineData("date,amount\n2025-12-31,\"1,234.50\"\n2026-01-02,5.25\n", ',', '.', DateOrder.YearFirst)]
    [InlineData("date\tamount\n01.02.2026\t5\n02.03.2026\t6\n", '\t', '.', DateOrder.DayFirst)]
    public void Detect_ValuesThatLeaveNoChoice_GiveDecimalSignAndDateOrder(
        string text,
        char delimiter,
        char decimalSeparator,
        DateOrder order
    )
    {
        var format = FileFormat.Detect(TableText.Utf8(text)).Value!;

        Assert.Equal(
            (delimiter, decimalSeparator, order, true),
            (format.Delimiter, format.DecimalSeparator, format.DateOrder, format.HasHeader)
        );
    }

    /// <summary>"1.200" can be read two ways; its column and the columns beside it tell which.</summary>
    [Theory]
    [InlineData("a;n\nx;1.200\ny;12.000\nz;1.200.000\n", ',')]
    [InlineData("a,n\nx,1.200\ny,950\nz,2.000\n", ',')]
    [InlineData("a,n,m\nx,1.250,1.500\ny,3.500,950\nz,2.125,800\n", ',')]
    [InlineData("a;n\nx;1.215\ny;12.312\n", ',')]
    [InlineData("a;n;m\nx;1.200;3.5\ny;950;4.25\nz;15.000;2.5\n", ',')]
    [InlineData("a;n\nx;1.215\ny;0.312\n", '.')]
    [InlineData("a;n\nx;4.857\ny;4.96\nz;1.313\n", '.')]
    [InlineData("a,n\nx,52.520\ny,13.405\n", '.')]
    [InlineData("a,n\nx,1.250\ny,1100\nz,3.500\n", '.')]
    [InlineData("a;n\nx;1,200\ny;950\nz;15,000\n", '.')]
    [InlineData("a;n;m\nx;1,200;1.250\ny;950;2.500\nz;15,000;3\n", '.')]
    [InlineData("a,p,n\nx,912.345.678,1.215\ny,934.555.120,3.5\n", '.')]
    public void Detect_PointBeforeThreeDigits_ColumnTellsWhatItSeparates(string text, char decimalSeparator) =>
        Assert.Equal(decimalSeparator, FileFormat.Detect(TableText.Utf8(text)).Value!.DecimalSeparator);

    [Fact]
    public void Detect_GroupedNumbersBelowTheFirstRows_AreSeen()
    {
        var rows = string.Concat(Enumerable.Range(0, 3000).Select(row => $"Lead {row},1.215\n"));

        var format = FileFormat.Detect(TableText.Utf8("name,revenue\n" + rows + "Last,1.200.000\n")).Value!;

        Assert.Equal(',', format.DecimalSeparator);
        Assert.Contains(new Message(ImportMessages.ThousandsPoint, "1.215"), format.Evidence);
    }

    [Fact]
    public async Task Detect_GermanThousands_AreStoredWhole()
    {
        var outcome = await TableText.ImportAsync(
            TableText.Utf8(
                "Name;Email;Ort;Umsatz;Deal Value\nJan De0;de0@x.example;Ulm;1.500;12.000\n"
                    + "Jan De1;de1@x.example;Ulm;950;1.250\nJan De2;de2@x.example;Ulm;1.200.000;900\n"
            )
        );

        Assert.Equal([12000m, 1250m, 900m], outcome.Leads.Select(lead => lead.Lead.ValueAmount));
        Assert.Equal(
            ["1500", "950", "1200000"],
            outcome.Leads.Select(lead => LeadAttributes.Parse(lead.Lead.AttributesJson)["Umsatz"])
        );
    }

    [Fact]
    public void Detect_DatesThatCanBeReadTwoWays_SaysSo() =>
        Assert.Contains(
            FileFormat.Detect(TableText.Utf8("date,n\n01/02/2026,1\n03/04/2026,2\n")).Value!.Evidence,
            e => e.English().Contains("can be read two ways", StringComparison.Ordinal)
        );

    [Theory]
    [InlineData("Ann,ann@x.com,30\nBob,bob@x.com,31\nCid,cid@x.com,32\n", false)]
    [InlineData("name,email,age\nBob,bob@x.com,31\nCid,cid@x.com,32\n", true)]
    [InlineData("2024,2025,2026\nred,blue,green\nblue,red,green\n", true)]
    [InlineData("red,Bonn\nblue,Rome\nred,Bonn\n", false)]
    [InlineData("5,2026-01-02\n6,2026-01-03\n", false)]
    public void Detect_FirstRow_IsHeaderOrNot(string text, bool expected) =>
        Assert.Equal(expected, FileFormat.Detect(TableText.Utf8(text)).Value!.HasHeader);

    [Fact]
    public void Detect_Evidence_NamesEncodingDelimiterAndHeader()
    {
        var evidence = FileFormat.Detect(TableText.Utf8("name;mail\nAnn;a@x.com\n")).Value!.Evidence;

        Assert.StartsWith("UTF-8", evidence[0].English(), StringComparison.Ordinal);
        Assert.Equal(
            "Cells are separated by semicolons: 2 of 2 sampled rows then have 2 cells.",
            evidence[1].English()
        );
        Assert.Equal(
            "The first row names the columns: 2 of its 2 cells are usual column names.",
            evidence[2].English()
        );
    }

    [Fact]
    public void Detect_Stream_IsPutBackToItsStart()
    {
        var stream = TableText.Utf8("name;mail\nAnn;a@x.com\n");
        stream.Position = 4;

        Assert.True(FileFormat.Detect(stream).IsOk);
        Assert.Equal(0, stream.Position);
    }

    [Fact]
    public void Json_RoundTrip_KeepsEverything()
    {
        var format = new FileFormat
        {
            EncodingName = "gb18030",
            Delimiter = '\t',
            HasHeader = false,
            DecimalSeparator = ',',
            DateOrder = DateOrder.MonthFirst,
            SheetName = "表1",
            SheetNames = ["表1", "b"],
            Kind = FileKind.Workbook,
            Evidence = [Message.Verbatim("because")],
        };

        Assert.Equal(format.ToJson(), FileFormat.FromJson(format.ToJson()).ToJson());
        Assert.Equal("表1", FileFormat.FromJson(format.ToJson()).SheetName);
    }

    [Fact]
    public async Task Detect_Workbook_ReadsDatesNumbersAndFormulaValues()
    {
        var file = TableText.Workbook(
            (
                "Leads",
                [
                    ["name", "created", "value", "doubled", "won"],
                    ["Ann", "@45292", "#1250.5", "=C2*2|2501", "yes"],
                    ["Bob", "@45293.5", "#3", "=C3*2|6", "no"],
                ]
            )
        );

        var outcome = await TableText.ImportAsync(file);

        Assert.Equal(FileKind.Workbook, outcome.Format!.Kind);
        Assert.Equal(
            [new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc), new DateTime(2024, 1, 2, 12, 0, 0, DateTimeKind.Utc)],
            outcome.Leads.Select(l => l.Lead.CreatedUtc)
        );
        Assert.Equal([1250.5m, 3m], outcome.Leads.Select(l => l.Lead.ValueAmount));
        Assert.Equal("""{"doubled":"2501"}""", outcome.Leads[0].Lead.AttributesJson);
    }

    [Fact]
    public async Task Detect_TitleAboveTheTable_IsNoHeader()
    {
        var text = await TableText.ImportAsync(
            TableText.Utf8("Leads of March\n\nname,email,city\nAnn,ann@x.com,Rome\nBob,bob@x.com,Bonn\n")
        );
        var book = await TableText.ImportAsync(
            TableText.Workbook(
                (
                    "Leads",
                    [
                        ["Leads of March"],
                        [""],
                        ["name", "email", "city"],
                        ["Ann", "ann@x.com", "Rome"],
                        ["Bob", "bob@x.com", "Bonn"],
                    ]
                )
            )
        );

        foreach (var outcome in new[] { text, book })
        {
            Assert.Equal(["name", "email", "city"], outcome.Header);
            Assert.Equal(["Ann", "Bob"], outcome.Leads.Select(l => l.Lead.Name));
            Assert.Equal([0, 1], outcome.Leads.Select(l => l.Lead.ImportRowIndex));
            Assert.Contains(
                outcome.Format!.Evidence,
                e => e.English().StartsWith("The table begins in line 3", StringComparison.Ordinal)
            );
        }
    }

    [Fact]
    public async Task Detect_WorkbookWithSheets_TakesTheFirstFilledOneOrTheChosen()
    {
        var file = TableText.Workbook(
            ("Cover", []),
            (
                "Leads",
                [
                    ["name"],
                    ["Ann"],
                ]
            ),
            (
                "More",
                [
                    ["name"],
                    ["Bob"],
                    ["Cid"],
                ]
            )
        );

        var first = await TableText.ImportAsync(file);
        var chosen = await TableText.ImportAsync(file, correct: format => format with { SheetName = "More" });
        var wrong = await TableText.ImportAsync(file, correct: format => format with { SheetName = "None" });

        Assert.Equal(["Cover", "Leads", "More"], first.Format!.SheetNames);
        Assert.Equal("Ann", Assert.Single(first.Leads).Lead.Name);
        Assert.Equal(2, chosen.Leads.Count);
        Assert.Equal(
            ("import.unknown-sheet", "The workbook has no sheet named 'None'. Choose one of: Cover, Leads, More."),
            (wrong.Refusal, wrong.Message)
        );
    }

    [Fact]
    public void Detect_EmptyWorkbook_IsRefused() =>
        Assert.Equal("import.empty", FileFormat.Detect(TableText.Workbook(("Leads", []))).Error!.Code);

    [Fact]
    public void Detect_WorkbookThatUnpacksToTooMuch_IsRefused()
    {
        var file = TableText.Workbook(
            (
                "Leads",
                [
                    ["name"],
                    [new string('x', 100_000)],
                ]
            )
        );

        var error = FormatDetector.Detect(file, new ReadLimits { MaxUnpackedBytes = 50_000 }).Error!;

        Assert.Equal("import.broken-workbook", error.Code);
        Assert.Contains("unpacks to more than 50,000 bytes", error.Message.English(), StringComparison.Ordinal);
    }

    /// <summary>50 kB that become one cell of 50 MB: refused while unpacking, before a reader holds it.</summary>
    [Theory]
    [InlineData("<t>{0}</t>")]
    [InlineData("<r><t>{0}</t></r>")]
    [InlineData("<t a=\"{0}\">x</t>")]
    public void Detect_WorkbookWithAGiantCell_IsRefusedWithoutUnpackingItIntoMemory(string cell)
    {
        const int Length = 50_000_000;
        var file = TableText.WorkbookWithCell(cell, Length);
        Assert.InRange(file.Length, 1, 200_000);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var error = FileFormat.Detect(file).Error!;

        Assert.Equal("import.broken-workbook", error.Code);
        Assert.Contains(
            "cells holds more than 1,048,576 characters",
            error.Message.English(),
            StringComparison.Ordinal
        );
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000_000);
    }

    /// <summary>Many texts of one cell count together; many cells do not.</summary>
    [Fact]
    public void Detect_WorkbookWithManySmallCells_IsRead()
    {
        var rows = Enumerable.Range(0, 3000).Select(row => new[] { $"Lead {row}", new string('x', 2_000) });

        var format = FormatDetector.Detect(
            TableText.Workbook(
                (
                    "Leads",
                    [
                        ["name", "note"],
                        .. rows,
                    ]
                )
            ),
            new ReadLimits { MaxCellLength = 2_000 }
        );

        Assert.True(format.IsOk, format.Error?.Message.English());
    }

    [Fact]
    public void Detect_WorkbookThatSaysItIsSmall_IsRefusedByWhatItUnpacksTo()
    {
        var file = TableText.WorkbookWithCell(string.Concat(Enumerable.Repeat("<r><t>{0}</t></r>", 20)), 500_000);

        Assert.Equal("import.broken-workbook", FileFormat.Detect(file).Error!.Code);
    }
}
