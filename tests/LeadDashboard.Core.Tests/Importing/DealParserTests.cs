using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Core.Leads;
using LeadDashboard.Testing;

namespace LeadDashboard.Core.Tests.Importing;

public sealed class DealParserTests
{
    private static readonly string[] Header =
    [
        "Deal ID", "Deal name", "Lead ID", "Email", "Product", "Qty", "Amount", "Currency", "Stage", "Opened",
        "Close date", "Lost reason",
    ];
    private static readonly string[] Won =
    [
        "D-1", "Big  one", "L1", "Ann@X.com", "Basic", "2", "1,250.50", "€", "Closed Won", "2026-01-02", "2026-02-02",
        "",
    ];
    private static readonly string[] Lost =
    [
        "D-2", "Other", "", "bob@x.com", "", "", "", "usd", "Closed Lost", "", "2026-02-03", "No budget",
    ];
    private static readonly string[] Open = ["d-3", "", "L3", "", "", "", "99", "", "Proposal", "", "2026-12-01", ""];

    [Fact]
    public void Suggest_DealsFile_MapsEveryColumnWithTheStageAsOutcome()
    {
        var map = ColumnMap.Suggest(Header, [Won, Lost, Open], kind: ImportKind.Deals).Map;

        Assert.Equal(
            [
                TargetField.DealId, TargetField.DealName, TargetField.LeadReference, TargetField.Email,
                TargetField.Product, TargetField.Quantity, TargetField.DealAmount, TargetField.Currency,
                TargetField.Outcome, TargetField.Opened, TargetField.Closed, TargetField.LossReason,
            ],
            map.Columns.Select(column => column.Target)
        );
        Assert.Empty(map.Validate());
        Assert.Equal("Closed Won", Assert.Single(map.Outcome!.WonValues));
        Assert.Equal("Closed Lost", Assert.Single(map.Outcome.LostValues));
        Assert.Equal("Proposal", Assert.Single(map.Outcome.OpenValues));
    }

    [Fact]
    public void Parse_SoundRows_GiveDeals()
    {
        var won = Parse(Won).Value!;
        var lost = Parse(Lost).Value!;
        var open = Parse(Open).Value!;

        Assert.Equal(
            ("d-1", "Big one", "Basic", 2m, 1250.50m, "EUR", "Closed Won", LeadStatus.Won),
            (won.DealKey, won.Name, won.ProductText, won.Quantity, won.Amount, won.Currency, won.Stage, won.Status)
        );
        Assert.Equal(["id:l1", "mail:ann@x.com"], won.LeadKeys);
        Assert.Equal(
            (LeadStatus.Lost, "USD", "No budget", null),
            (lost.Status, lost.Currency, lost.LossReason, lost.Amount)
        );
        Assert.Equal((LeadStatus.Open, "d-3", null), (open.Status, open.DealKey, open.Name));
    }

    [Theory]
    [InlineData(6, "many", "is not an amount")]
    [InlineData(7, "pounds", "is no currency")]
    [InlineData(8, "Dancing", "has no meaning yet")]
    [InlineData(10, "soon", "is not a date")]
    public void Parse_CellThatCannotBeRead_RejectsTheRowWithColumnAndValue(int column, string value, string reason)
    {
        var cells = Won.ToArray();
        cells[column] = value;

        var error = Parse(cells).Error!;

        Assert.Equal((Header[column], value), (error.Column, error.Value));
        Assert.Contains(reason, error.Reason.English(), StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_RowWithoutIdAndName_IsRejected() =>
        Assert.Contains(
            "names no deal",
            Parse(["", "", .. Won[2..]]).Error!.Reason.English(),
            StringComparison.Ordinal
        );

    [Fact]
    public void Products_SuggestAndParse_ReadNamePriceAndState()
    {
        string[][] rows =
        [
            ["A-1", "Basic", "Plans", "10.50", "4.25", "120", "yes"],
            ["A-2", "Plus", "Plans", "20", "", "", "no"],
            ["", "", "Plans", "1", "", "", "yes"],
            ["A-3", "Less", "", "-1", "", "", ""],
            ["A-4", "Cheap", "", "1", "-2", "", ""],
        ];
        var map = ColumnMap
            .Suggest(
                ["SKU", "Product name", "Category", "Unit price", "Unit cost", "In stock", "Active"],
                rows[..2],
                kind: ImportKind.Products
            )
            .Map;
        var parser = new ProductParser(map, new ParseContext(new FileFormat(), "key", DateTime.UnixEpoch));

        var results = rows.Select((cells, i) => parser.Parse(new FileRow(i, i + 2, cells, null))).ToList();

        Assert.Empty(map.Validate());
        Assert.Equal(new ParsedProduct("A-1", "Basic", "Plans", 10.50m, 4.25m, 120m, true), results[0].Value);
        Assert.False(results[1].Value!.IsActive);
        Assert.Contains("names no product", results[2].Error!.Reason.English(), StringComparison.Ordinal);
        Assert.Contains("below zero", results[3].Error!.Reason.English(), StringComparison.Ordinal);
        Assert.Equal(ImportMessages.NegativeAmount, results[4].Error!.Reason.Key);
    }

    [Theory]
    [InlineData("Ann Lee (Ann@x.com)", "mail:ann@x.com")]
    [InlineData("77;78", "id:77;78 id:77 id:78")]
    [InlineData("Bob Ray <bob@x.com>;Ann (ann@x.com)", "mail:bob@x.com mail:ann@x.com")]
    [InlineData("+49 30 1234567", "id:+49 30 1234567 tel:+49301234567")]
    public void Parse_CellThatNamesLeads_GivesTheirKeysInOrder(string cell, string expected)
    {
        string[] cells = ["D-1", "", cell, "", "", "", "", "", "", "", "", ""];

        Assert.Equal(expected, string.Join(' ', Parse(cells).Value!.LeadKeys));
    }

    [Theory]
    [InlineData(
        "HubSpot",
        "Record ID,Deal Name,Deal Stage,Pipeline,Amount,Close Date,Create Date,Associated Contact,Closed Lost Reason",
        "DealId,DealName,Outcome,Ignore,DealAmount,Closed,Opened,LeadReference,LossReason"
    )]
    [InlineData(
        "Salesforce",
        "Opportunity ID,Opportunity Name,Stage,Opportunity Owner,Amount,Close Date,Created Date,Contact Email,Loss "
            + "Reason",
        "DealId,DealName,Outcome,Owner,DealAmount,Closed,Opened,Email,LossReason"
    )]
    [InlineData(
        "Dynamics 365",
        "(Do Not Modify) Opportunity,Topic,Status,(Do Not Modify) Row Checksum,Actual Revenue,Actual Close "
            + "Date,Created On,Email Address,Status Reason",
        "DealId,DealName,Outcome,Ignore,DealAmount,Closed,Opened,Email,LossReason"
    )]
    [InlineData(
        "Odoo",
        "Order Reference,Number,Status,Invoice Status,Total,Order Date,Creation Date,Customer/Email,Lost Reason",
        "DealId,DealName,Outcome,Ignore,DealAmount,Closed,Opened,Email,LossReason"
    )]
    public void Suggest_DealsExportOfACrm_IsMappedAndRecognised(string program, string header, string expected)
    {
        string[][] rows =
        [
            ["1", "Big", "Won", "x", "100.50", "2026-02-02", "2026-01-02", "ann@x.com", ""],
            ["2", "Small", "Lost", "y", "50", "2026-02-03", "2026-01-03", "bob@x.com", "Price"],
            ["3", "Next", "Open", "z", "70", "2026-02-04", "2026-01-04", "cid@x.com", ""],
        ];
        var suggestion = ColumnMap.Suggest(header.Split(','), rows, kind: ImportKind.Deals);

        Assert.Equal(program, suggestion.Preset?.Name);
        Assert.Equal(expected, string.Join(',', suggestion.Map.Columns.Select(column => column.Target)));
        Assert.Empty(suggestion.Map.Validate());
        Assert.Equal(
            (ImportKind.Deals, true),
            (KindGuess.From(header.Split(','), rows).Kind, KindGuess.From(header.Split(','), rows).IsSure)
        );
    }

    private static RowResult<ParsedDeal> Parse(string[] cells)
    {
        var map = ColumnMap.Suggest(Header, [Won, Lost, Open], kind: ImportKind.Deals).Map;
        return new DealParser(map, new ParseContext(new FileFormat(), "key", DateTime.UnixEpoch)).Parse(
            new FileRow(0, 2, cells, null)
        );
    }
}
