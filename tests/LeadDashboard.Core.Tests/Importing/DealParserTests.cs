using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Tests.Importing;

public sealed class DealParserTests
{
    private static readonly string[] Header = ["Deal ID", "Deal name", "Lead ID", "Email", "Product", "Qty", "Amount", "Currency", "Stage", "Opened", "Close date", "Lost reason"];
    private static readonly string[] Won = ["D-1", "Big  one", "L1", "Ann@X.com", "Basic", "2", "1,250.50", "€", "Closed Won", "2026-01-02", "2026-02-02", ""];
    private static readonly string[] Lost = ["D-2", "Other", "", "bob@x.com", "", "", "", "usd", "Closed Lost", "", "2026-02-03", "No budget"];
    private static readonly string[] Open = ["d-3", "", "L3", "", "", "", "99", "", "Proposal", "", "2026-12-01", ""];

    [Fact]
    public void Suggest_DealsFile_MapsEveryColumnWithTheStageAsOutcome()
    {
        var map = ColumnMap.Suggest(Header, [Won, Lost, Open], kind: ImportKind.Deals).Map;

        Assert.Equal(
            [TargetField.DealId, TargetField.DealName, TargetField.LeadReference, TargetField.Email, TargetField.Product, TargetField.Quantity, TargetField.DealAmount, TargetField.Currency, TargetField.Outcome, TargetField.Opened, TargetField.Closed, TargetField.LossReason],
            map.Columns.Select(column => column.Target));
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

        Assert.Equal(("d-1", "Big one", "Basic", 2m, 1250.50m, "EUR", "Closed Won", LeadStatus.Won), (won.DealKey, won.Name, won.ProductText, won.Quantity, won.Amount, won.Currency, won.Stage, won.Status));
        Assert.Equal(["id:l1", "mail:ann@x.com"], won.LeadKeys);
        Assert.Equal((LeadStatus.Lost, "USD", "No budget", null), (lost.Status, lost.Currency, lost.LossReason, lost.Amount));
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
        Assert.Contains(reason, error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_RowWithoutIdAndName_IsRejected() =>
        Assert.Contains("names no deal", Parse(["", "", .. Won[2..]]).Error!.Reason, StringComparison.Ordinal);

    [Fact]
    public void Products_SuggestAndParse_ReadNamePriceAndState()
    {
        string[][] rows = [["A-1", "Basic", "Plans", "10.50", "yes"], ["A-2", "Plus", "Plans", "20", "no"], ["", "", "Plans", "1", "yes"], ["A-3", "Less", "", "-1", ""]];
        var map = ColumnMap.Suggest(["SKU", "Product name", "Category", "Unit price", "Active"], rows[..2], kind: ImportKind.Products).Map;
        var parser = new ProductParser(map, new ParseContext(new FileFormat(), "key", DateTime.UnixEpoch));

        var results = rows.Select((cells, i) => parser.Parse(new FileRow(i, i + 2, cells, null))).ToList();

        Assert.Empty(map.Validate());
        Assert.Equal(new ParsedProduct("A-1", "Basic", "Plans", 10.50m, true), results[0].Value);
        Assert.False(results[1].Value!.IsActive);
        Assert.Contains("names no product", results[2].Error!.Reason, StringComparison.Ordinal);
        Assert.Contains("below zero", results[3].Error!.Reason, StringComparison.Ordinal);
    }

    private static RowResult<ParsedDeal> Parse(string[] cells)
    {
        var map = ColumnMap.Suggest(Header, [Won, Lost, Open], kind: ImportKind.Deals).Map;
        return new DealParser(map, new ParseContext(new FileFormat(), "key", DateTime.UnixEpoch)).Parse(new FileRow(0, 2, cells, null));
    }
}
