using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Messages;
using LeadDashboard.Testing;

namespace LeadDashboard.Core.Tests.Importing;

public sealed class LeadParserTests
{
    private static readonly DateTime Now = new(2026, 5, 1, 8, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("(415) 555-0132 ext. 12", "United States", "(415) 555-0132 ext. 12", "+14155550132", "12")]
    [InlineData("415-555-0143 x34", "United States", "+14155550143", "+14155550143", "34")]
    [InlineData("030 123456", "", "030123456", null, null)]
    public void Parse_Phone_KeepsE164AndExtensionBesideTheText(
        string text,
        string country,
        string phone,
        string? e164,
        string? extension
    )
    {
        var lead = Parse(
            [("tel", TargetField.Phone, text), ("land", TargetField.Country, country)],
            new FileFormat()
        ).Value!.Lead;

        Assert.Equal((phone, e164, extension), (lead.Phone, lead.PhoneE164, lead.PhoneExtension));
    }

    [Fact]
    public void Parse_FullRow_FillsEveryKnownField()
    {
        var result = Parse(
            [
                ("id", TargetField.ExternalId, "L-1"),
                ("first", TargetField.FirstName, " Ann "),
                ("last", TargetField.LastName, "Lee"),
                ("mail", TargetField.Email, "Ann Lee <ANN@X.com>"),
                ("tel", TargetField.Phone, "0049 (0)30 123-4567"),
                ("firm", TargetField.Company, "Acme  Inc."),
                ("title", TargetField.Title, "CEO"),
                ("ind", TargetField.Industry, "Steel"),
                ("size", TargetField.CompanySize, "50-100"),
                ("country", TargetField.Country, "Deutschland"),
                ("city", TargetField.City, "Bonn"),
                ("src", TargetField.Source, "Web"),
                ("camp", TargetField.Campaign, "Spring"),
                ("chan", TargetField.Channel, "E-mail"),
                ("owner", TargetField.Owner, "Bob"),
                ("made", TargetField.Created, "03/04/2026"),
                ("done", TargetField.Closed, "2026-04-20"),
                ("value", TargetField.Value, "$1,250.50"),
                ("sum", TargetField.WonAmount, "1.100"),
                ("prod", TargetField.Product, "P1"),
                ("ok", TargetField.Consent, "yes"),
                ("notes", TargetField.Notes, "=SUM(1)"),
                ("won", TargetField.Outcome, "WON"),
            ],
            new FileFormat { DateOrder = DateOrder.DayFirst }
        );

        var (lead, campaign, channel, owner) = result.Value!;
        Assert.Equal(
            ("id:l-1", "Ann Lee", "ann@x.com", "+49301234567", "Acme Inc."),
            (lead.LeadKey, lead.Name, lead.Email, lead.Phone, lead.Company)
        );
        Assert.Equal(
            ("CEO", "Steel", "50-100", "DE", "Bonn", "Web", "P1"),
            (lead.Title, lead.Industry, lead.CompanySize, lead.Country, lead.City, lead.Source, lead.Product)
        );
        Assert.Equal(
            (new DateTime(2026, 4, 3, 0, 0, 0, DateTimeKind.Utc), true),
            (lead.CreatedUtc, lead.IsCreatedKnown)
        );
        Assert.Equal(
            (LeadStatus.Won, new DateTime(2026, 4, 20, 0, 0, 0, DateTimeKind.Utc), 1.100m),
            (lead.Status, lead.ClosedUtc, lead.WonAmount)
        );
        Assert.Equal(
            (1250.50m, true, "=SUM(1)", "{}"),
            (lead.ValueAmount, lead.Consent, lead.Notes, lead.AttributesJson)
        );
        Assert.Equal(("Spring", "E-mail", "Bob"), (campaign, channel, owner));
        Assert.Equal((7, 4), (lead.ImportBatchId, lead.ImportRowIndex));
    }

    [Fact]
    public void Parse_CustomFields_AreStoredInOneSpelling()
    {
        var map = new ColumnMap
        {
            Columns =
            [
                Column(0, "score", TargetField.Custom, FieldType.Number),
                Column(1, "born", TargetField.Custom, FieldType.Date),
                Column(2, "pet", TargetField.Custom, FieldType.Boolean),
                Column(3, "job", TargetField.Custom, FieldType.Category) with
                {
                    MissingTokens = ["unknown"],
                },
                Column(4, "备注", TargetField.Custom, FieldType.Text),
                Column(5, "dropped", TargetField.Ignore),
            ],
        };

        var lead = Parse(
            map,
            ["1.234,5 €", "5 Mar 1990", "Y", " Unknown ", "很  好", "x"],
            new FileFormat { DecimalSeparator = ',' }
        ).Value!.Lead;

        Assert.Equal("""{"score":"1234.5","born":"1990-03-05","pet":"true","备注":"很 好"}""", lead.AttributesJson);
        Assert.Equal("row:0123456789abcdef:4", lead.LeadKey);
        Assert.Equal((Now, false), (lead.CreatedUtc, lead.IsCreatedKnown));
    }

    [Theory]
    [InlineData(TargetField.Created, FieldType.Date, "tomorrow", "is not a date")]
    [InlineData(TargetField.Value, FieldType.Number, "a lot", "is not an amount")]
    [InlineData(TargetField.Consent, FieldType.Boolean, "perhaps", "is neither yes nor no")]
    [InlineData(TargetField.Custom, FieldType.Number, "12O", "is not a number")]
    [InlineData(TargetField.Custom, FieldType.Date, "19371233", "is not a date that can be read. Correct it")]
    [InlineData(TargetField.Outcome, FieldType.Category, "maybe", "has no meaning yet. Known are: open, lost, won")]
    public void Parse_CellThatCannotBeRead_IsRejectedWithLineColumnValueAndReason(
        TargetField target,
        FieldType type,
        string cell,
        string reason
    )
    {
        var result = Parse(
            Words(new ColumnMap { Columns = [Column(0, "field", target, type) with { RejectsBadValues = true }] }),
            [cell],
            new FileFormat()
        );

        Assert.Null(result.Value);
        Assert.Equal((9, "field", cell), (result.Error!.LineNumber, result.Error.Column, result.Error.Value));
        Assert.Contains(reason, result.Error.Reason.English(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TargetField.Created, FieldType.Date, "tomorrow", "is not a date")]
    [InlineData(TargetField.Value, FieldType.Number, "a lot", "is not an amount")]
    [InlineData(TargetField.Consent, FieldType.Boolean, "perhaps", "is neither yes nor no")]
    [InlineData(TargetField.Custom, FieldType.Number, "12O", "is not a number")]
    public void Parse_BadValueOfAnOptionalField_TakesTheRowWithoutItAndSaysSo(
        TargetField target,
        FieldType type,
        string cell,
        string reason
    )
    {
        var map = new ColumnMap { Columns = [Column(0, "field", target, type), Column(1, "name", TargetField.Name)] };

        var result = Parse(map, [cell, "Ann"], new FileFormat());

        Assert.Equal("Ann", result.Value!.Lead.Name);
        Assert.Equal("{}", result.Value.Lead.AttributesJson);
        var warning = Assert.Single(result.Warnings!);
        Assert.Equal((9, "field", cell), (warning.LineNumber, warning.Column, warning.Value));
        Assert.Contains(reason, warning.Reason.English(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("won", LeadStatus.Won)]
    [InlineData(" WON ", LeadStatus.Won)]
    [InlineData("lost", LeadStatus.Lost)]
    [InlineData("open", LeadStatus.Open)]
    [InlineData("", LeadStatus.Open)]
    public void Parse_OutcomeWord_GivesTheStatus(string word, LeadStatus expected)
    {
        var map = Words(
            new ColumnMap
            {
                Columns =
                [
                    Column(0, "name", TargetField.Name),
                    Column(1, "result", TargetField.Outcome),
                    Column(2, "amount", TargetField.WonAmount),
                    Column(3, "why", TargetField.LossReason),
                    Column(4, "closed", TargetField.Closed),
                ],
            }
        );

        var lead = Parse(map, ["Ann", word, "10", "price", "2026-01-02"], new FileFormat()).Value!.Lead;

        Assert.Equal(expected, lead.Status);
        Assert.Equal(expected == LeadStatus.Won ? 10m : null, lead.WonAmount);
        Assert.Equal(expected == LeadStatus.Lost ? "price" : null, lead.LossReason);
        Assert.Equal(expected != LeadStatus.Open, lead.ClosedUtc is not null);
    }

    [Fact]
    public void Parse_BlankRow_IsSkipped() =>
        Assert.True(
            Parse(new ColumnMap { Columns = [Column(0, "name", TargetField.Name)] }, ["  "], new FileFormat()).IsSkipped
        );

    [Fact]
    public void Parse_RowWithAProblem_IsRejectedForIt()
    {
        var parser = new LeadParser(
            new ColumnMap { Columns = [Column(0, "name", TargetField.Name)] },
            new ParseContext(new FileFormat(), "f", Now)
        );

        var error = parser
            .Parse(new FileRow(0, 2, ["a", "b"], Message.Verbatim("Line 2 has 2 cells where the header has 1.")))
            .Error!;

        Assert.Equal(
            (2, "", "a | b", "Line 2 has 2 cells where the header has 1."),
            (error.LineNumber, error.Column, error.Value, error.Reason.English())
        );
    }

    [Fact]
    public void Parse_ChannelWithoutCampaign_StaysWithTheLead() =>
        Assert.Equal(
            """{"channel":"Fair"}""",
            Parse(
                new ColumnMap { Columns = [Column(0, "channel", TargetField.Channel)] },
                ["Fair"],
                new FileFormat()
            ).Value!.Lead.AttributesJson
        );

    [Fact]
    public void Parse_MissingWordsNobodyChose_DoNotRejectNumbersDatesAndFlags()
    {
        var map = new ColumnMap
        {
            Columns =
            [
                Column(0, "a", TargetField.Custom, FieldType.Number),
                Column(1, "b", TargetField.Custom, FieldType.Date),
                Column(2, "c", TargetField.Consent),
                Column(3, "d", TargetField.Value),
                Column(4, "e", TargetField.Name),
            ],
        };

        Assert.Equal(
            "{}",
            Parse(map, ["n/a", "-", "unknown", "NULL", "Ann"], new FileFormat()).Value!.Lead.AttributesJson
        );
    }

    [Fact]
    public void ParseActivity_Row_FindsKindTimeAndKeys()
    {
        var map = new ColumnMap
        {
            Kind = ImportKind.Activities,
            Columns =
            [
                Column(0, "lead", TargetField.LeadReference),
                Column(1, "type", TargetField.ActivityKind),
                Column(2, "time", TargetField.ActivityTime),
                Column(3, "detail", TargetField.ActivityDetail),
            ],
        };
        var parser = new ActivityParser(map, new ParseContext(new FileFormat(), "f", Now, 7));

        var byMail = parser
            .Parse(new FileRow(0, 2, ["Ann@X.com", "Email Opened", "2026-03-04 10:00", "Offer"], null))
            .Value!;
        var byNumber = parser.Parse(new FileRow(1, 3, ["4930123456", "", "2026-03-04", ""], null)).Value!;

        Assert.Equal(["mail:ann@x.com"], byMail.LeadKeys);
        Assert.Equal(
            (
                LeadDashboard.Core.Activities.ActivityKind.Open,
                new DateTime(2026, 3, 4, 10, 0, 0, DateTimeKind.Utc),
                "Offer",
                7
            ),
            (byMail.Activity.Kind, byMail.Activity.OccurredUtc, byMail.Activity.Detail, byMail.Activity.ImportBatchId)
        );
        Assert.Equal(["id:4930123456", "tel:4930123456"], byNumber.LeadKeys);
        Assert.Equal(LeadDashboard.Core.Activities.ActivityKind.Note, byNumber.Activity.Kind);
    }

    [Theory]
    [InlineData(",call,2026-01-01", "lead")]
    [InlineData("a@x.com,dancing,2026-01-01", "type")]
    [InlineData("a@x.com,call,", "time")]
    [InlineData("a@x.com,call,yesterday", "time")]
    public void ParseActivity_BadCell_IsRejected(string row, string column)
    {
        var map = new ColumnMap
        {
            Kind = ImportKind.Activities,
            Columns =
            [
                Column(0, "lead", TargetField.LeadReference),
                Column(1, "type", TargetField.ActivityKind),
                Column(2, "time", TargetField.ActivityTime),
            ],
        };

        Assert.Equal(
            column,
            new ActivityParser(map, new ParseContext(new FileFormat(), "f", Now))
                .Parse(new FileRow(0, 2, row.Split(','), null))
                .Error!.Column
        );
    }

    [Fact]
    public void ParseSpend_Rows_GiveAmountsOrReasons()
    {
        var map = ColumnMap
            .Suggest(
                ["Day", "Campaign name", "Amount spent (USD)"],
                [
                    ["2026-01-02", "Spring", "1,250.50"],
                ],
                kind: ImportKind.Spend
            )
            .Map;
        var parser = new SpendParser(map, new ParseContext(new FileFormat(), "f", Now));

        Assert.Empty(map.Validate());
        Assert.Equal(
            new ParsedSpend("Spring", null, new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc), 1250.50m),
            parser.Parse(new FileRow(0, 2, ["2026-01-02", "Spring", "1,250.50"], null)).Value
        );
        Assert.Equal(
            "Amount spent (USD)",
            parser.Parse(new FileRow(1, 3, ["2026-01-02", "Spring", ""], null)).Error!.Column
        );
        Assert.Equal("Day", parser.Parse(new FileRow(2, 4, ["soon", "Spring", "5"], null)).Error!.Column);
        Assert.Equal("Campaign name", parser.Parse(new FileRow(3, 5, ["2026-01-02", "", "5"], null)).Error!.Column);
    }

    private static RowResult<ParsedLead> Parse(
        (string Header, TargetField Target, string Cell)[] cells,
        FileFormat format
    )
    {
        var map = Words(new ColumnMap { Columns = [.. cells.Select((c, i) => Column(i, c.Header, c.Target))] });
        return Parse(map, [.. cells.Select(c => c.Cell)], format);
    }

    private static RowResult<ParsedLead> Parse(ColumnMap map, string[] cells, FileFormat format) =>
        new LeadParser(map, new ParseContext(format, "0123456789abcdef0123", Now, 7)).Parse(
            new FileRow(4, 9, cells, null)
        );

    private static ColumnMap Words(ColumnMap map) =>
        map with
        {
            Outcome = new OutcomeWords
            {
                WonValues = ["won"],
                LostValues = ["lost"],
                OpenValues = ["open"],
            },
        };

    private static MappedColumn Column(int index, string header, TargetField target, FieldType type = FieldType.Text) =>
        new()
        {
            Index = index,
            Header = header,
            Target = target,
            Type = type,
        };
}
