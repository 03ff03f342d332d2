using System.Globalization;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Quality;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Tests.Importing;

/// <summary>Every filled cell of a row that is taken is stored, or counted as left out with its reason.</summary>
public sealed class CellReportTests
{
    [Fact]
    public async Task LostDigits_AreKeptAsTheyStandAndTold()
    {
        var file = await TableText.ImportAsync(
            TableText.Utf8(
                "Lead ID,Full Name,Phone,City,Score\n"
                    + "1.00045E+15,Ada Sci,4.91702E+11,Bonn,1.5E+06\n"
                    + "1.00045E+15,Ben Sci,4.91702E+11,Kiel,2.5E+06\n"
                    + "1.00046E+15,Cem Sci,+49170123456,Jena,3.5E+06\n"
            )
        );

        Assert.Equal(
            ["4.91702E+11", "4.91702E+11", "+49170123456"],
            file.Leads.Select(lead => lead.Lead.Phone)
        );
        Assert.Equal(3, file.Leads.Select(lead => lead.Lead.LeadKey).Distinct().Count());
        Assert.Equal(
            ["Lead ID 3 1.00045E+15|1.00046E+15", "Phone 2 4.91702E+11"],
            file.Cells.Notes.Where(note => note.Note == CellNote.LostDigits)
                .Select(note => $"{note.Header} {note.Count} {string.Join('|', note.Examples)}")
                .Order(StringComparer.Ordinal)
        );
        Assert.Equal(0, file.Cells.LeftOut);
    }

    [Theory]
    [InlineData("13/02/2026|14/02/2026|03/04/2026|02/15/2026", "import.day-first-mostly", "13/02/2026")]
    [InlineData("02/13/2026|02/14/2026|03/04/2026|15/02/2026", "import.month-first-mostly", "02/13/2026")]
    public async Task DateAgainstTheOrder_IsToldByItsRowAndIsNoProofOfIt(string cells, string evidence, string proof)
    {
        var dates = cells.Split('|');
        var file = await TableText.ImportAsync(
            TableText.Utf8(
                "Name,Email,Created\n" + string.Concat(dates.Select((date, i) => $"P {i},p{i}@x.com,{date}\n"))
            )
        );

        var said = file.Format!.Evidence.Single(message => message.Key == evidence);
        Assert.Equal([2L, proof, 1L, dates[^1]], said.Values);
        Assert.Equal(
            ["2026-02-13", "2026-02-14", dates[0][0] == '1' ? "2026-04-03" : "2026-03-04", "2026-02-15"],
            file.Leads.Select(lead => lead.Lead.CreatedUtc.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
        );
        var warning = Assert.Single(file.Warnings);
        Assert.Equal(
            (ImportMessages.DateOrderContradicted, 5, dates[^1]),
            (warning.Reason.Key, warning.LineNumber, warning.Value)
        );
    }

    [Fact]
    public async Task FailedFormulas_AreLeftOutAndListed()
    {
        var file = await TableText.ImportAsync(
            TableText.Utf8(
                "Name,Email,City,Deal Value,Plan\n"
                    + "Ann Lee,ann@x.com,#N/A,100,Gold\n"
                    + "Bob Ray,bob@x.com,Bonn,#REF!,#VALUE!\n"
                    + "Cid Sol,cid@x.com,Kiel,300,Gold\n"
            )
        );

        Assert.Equal([null, "Bonn", "Kiel"], file.Leads.Select(lead => lead.Lead.City));
        Assert.Equal([100m, null, 300m], file.Leads.Select(lead => lead.Lead.ValueAmount));
        Assert.Equal(
            ["2 City #N/A", "3 Deal Value #REF!", "3 Plan #VALUE!"],
            file.Warnings.Where(warning => warning.Reason.Key == ImportMessages.ErrorValue)
                .Select(warning => $"{warning.LineNumber} {warning.Column} {warning.Value}")
        );
        Assert.Equal((15, 12, 3), (file.Cells.Filled, file.Cells.Stored, file.Cells.LeftOut));
    }

    [Fact]
    public async Task AmountOfALeadThatIsNotWon_IsItsValueOrKept()
    {
        var file = await TableText.ImportAsync(
            TableText.Utf8(
                "Name,Email,Outcome,Won Amount,Close Date,Loss Reason\n"
                    + "Ann Lee,ann@x.com,won,100,2026-03-01,\n"
                    + "Bob Ray,bob@x.com,open,200,2026-04-01,later\n"
                    + "Cid Sol,cid@x.com,lost,300,2026-05-01,price\n"
                    + "Dan Fox,dan@x.com,won,400,2026-05-02,\n"
                    + "Eve Orr,eve@x.com,lost,500,2026-05-03,time\n"
            )
        );

        Assert.Equal([100m, null, null, 400m, null], file.Leads.Select(lead => lead.Lead.WonAmount));
        Assert.Equal(200m, file.Leads[1].Lead.ValueAmount);
        var open = LeadAttributes.Parse(file.Leads[1].Lead.AttributesJson);
        Assert.Equal(("2026-04-01", "later"), (open["Close Date"], open["Loss Reason"]));
        Assert.Equal("300", LeadAttributes.Parse(file.Leads[2].Lead.AttributesJson)["Won Amount"]);
        Assert.Equal(0, file.Cells.LeftOut);
    }

    [Fact]
    public async Task RevenueOfAccountsWithoutAnOutcome_IsAFieldOfItsOwn()
    {
        var file = await TableText.ImportAsync(
            TableText.Utf8("Account,Country,Revenue\nAcme,Germany,1100.5\nBolt,France,718.62\nCoil,Spain,3178.24\n")
        );

        Assert.Equal(TargetField.Custom, file.TargetOf("Revenue"));
        Assert.Equal(
            ["1100.5", "718.62", "3178.24"],
            file.Leads.Select(lead => LeadAttributes.Parse(lead.Lead.AttributesJson)["Revenue"])
        );
    }

    [Fact]
    public async Task SeveralAddresses_TheFirstIsUsedAndAllAreKept()
    {
        var file = await TableText.ImportAsync(
            TableText.Utf8(
                "Name,Email,Phone,Country\n"
                    + "Ann Lee,ann@x.com ::: lee@y.com,+49 170 7700000 ::: +49 30 9000000,Germany\n"
                    + "Bob Ray,bob@x.com; ray@y.com,+49 170 7700001,Germany\n"
                    + "Cid Sol,cid@x.com,+49 170 7700002,Germany\n"
            )
        );

        Assert.Equal(["ann@x.com", "bob@x.com", "cid@x.com"], file.Leads.Select(lead => lead.Lead.Email));
        Assert.Equal("+491707700000", file.Leads[0].Lead.PhoneE164);
        Assert.Equal(
            ("ann@x.com ::: lee@y.com", "+49 170 7700000 ::: +49 30 9000000"),
            (
                LeadAttributes.Parse(file.Leads[0].Lead.AttributesJson)["Email"],
                LeadAttributes.Parse(file.Leads[0].Lead.AttributesJson)["Phone"]
            )
        );
        Assert.Equal("{}", file.Leads[2].Lead.AttributesJson);
    }

    [Fact]
    public void Reports_OfParts_AddUpToThatOfTheWhole()
    {
        var map = ColumnMap.Suggest(["Name", "Budget"], [["Ann", "5"], ["Bob", "6"]]).Map;
        var (first, second, whole) = (new CellTally(map), new CellTally(map), new CellTally(map));
        for (var i = 0; i < 10; i++)
        {
            var row = new Core.Files.FileRow(i, i + 2, [$"P{i}", i % 3 == 0 ? "?" : "7"], null);
            (i < 4 ? first : second).Count(row, null);
            whole.Count(row, null);
        }

        var sum = CellReport.FromJson(first.Report().ToJson()).Plus(second.Report());

        Assert.Equal(whole.Report().Columns, sum.Columns);
        Assert.Equal((20, 16, 4), (sum.Filled, sum.Stored, sum.NotKnown));
    }
}
