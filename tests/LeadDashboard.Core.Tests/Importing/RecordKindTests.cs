using LeadDashboard.Core.Costs;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Testing;

namespace LeadDashboard.Core.Tests.Importing;

/// <summary>Campaigns, stages, purchases and costs: which file is one, what its columns are, what a row says.</summary>
public sealed class RecordKindTests
{
    [Theory]
    [InlineData(
        ImportKind.Campaigns,
        "Campaign ID,Campaign Name,Type,Status,Start Date,End Date,Budgeted Cost,Actual Cost,Num Sent,Parent Campaign",
        "Salesforce",
        "CampaignId Campaign Channel CampaignStatus CampaignStart CampaignEnd Budget - - Programme"
    )]
    [InlineData(
        ImportKind.Campaigns,
        "hs_name,hs_object_id,hs_start_date,hs_end_date,hs_goal,hs_audience,hs_budget_items_sum_amount,"
            + "hs_campaign_status",
        "HubSpot",
        "Campaign CampaignId CampaignStart CampaignEnd CampaignGoal - Budget CampaignStatus"
    )]
    [InlineData(
        ImportKind.Spend,
        "Day,Campaign,Campaign status,Campaign type,Currency code,Clicks,Impr.,CTR,Avg. CPC,Cost",
        "Google Ads",
        "SpendDay Campaign - Channel Currency - - - - SpendAmount"
    )]
    [InlineData(
        ImportKind.Spend,
        "Campaign name,Day,Attribution setting,Reach,Impressions,Amount spent (EUR),Ends,Reporting starts,"
            + "Reporting ends",
        "Meta Ads",
        "Campaign SpendDay - - - SpendAmount - - -"
    )]
    [InlineData(
        ImportKind.Stages,
        "Id,OpportunityId,CreatedById,CreatedDate,StageName,Amount,ExpectedRevenue,CloseDate,Probability,"
            + "SystemModstamp",
        "Salesforce",
        "- DealId - StageEntered DealStage - - - - -"
    )]
    [InlineData(
        ImportKind.Deals,
        "Deal - ID,Deal - Title,Deal - Owner,Deal - Value,Deal - Stage,Deal - Last stage change,Deal - Status",
        "Pipedrive",
        "DealId DealName Owner DealAmount DealStage StageEntered Outcome"
    )]
    public void Guess_ExportOfAProgram_IsItsKindWithItsColumns(
        ImportKind kind,
        string header,
        string program,
        string targets
    )
    {
        string[] names = header.Split(',');
        string[][] rows = kind == ImportKind.Deals ? [["1", "A", "K", "5", "S", "2026-01-02", "Won"]] : [];

        var guess = KindGuess.From(names, rows);
        var suggestion = ColumnMap.Suggest(names, rows, kind: kind);

        Assert.Equal((kind, true), (guess.Kind, guess.IsSure));
        Assert.Equal(program, suggestion.Preset?.Name);
        Assert.Equal(
            targets.Split(' '),
            suggestion.Map.Columns.Select(column => column.Target == TargetField.Ignore ? "-" : $"{column.Target}")
        );
        Assert.Empty(suggestion.Map.Validate());
    }

    [Theory]
    [InlineData(ImportKind.Campaigns, "Campaign,Start,End,Budget,Status", "Fair,2026-01-05,2026-03-31,5000,Done")]
    [InlineData(ImportKind.Campaigns, "活动名称,开始日期,结束日期,预算", "春展,2026-01-05,2026-03-31,5000")]
    [InlineData(ImportKind.Stages, "Deal ID,Stage,Entered on", "D1,Talk,2026-02-01")]
    [InlineData(
        ImportKind.Purchases,
        "Order ID,Email,SKU,Qty,Amount,Order date",
        "1,a@x.com,P1,2,9.80,2026-02-01",
        "1,a@x.com,P2,2,9.80,2026-02-01"
    )]
    [InlineData(
        ImportKind.Deals,
        "Order ID,Email,SKU,Qty,Amount,Order date",
        "1,a@x.com,P1,2,9.80,2026-02-01",
        "2,a@x.com,P2,2,9.80,2026-02-01"
    )]
    [InlineData(ImportKind.Costs, "Kind of cost,Cost,Valid from", "rep hour,48,2026-01-01")]
    [InlineData(ImportKind.Spend, "Campaign,Date,Budget", "Fair,2026-01-05,100")]
    [InlineData(ImportKind.Deals, "Order ID,Email,Amount,Stage,Close date", "1,a@x.com,9.80,Won,2026-02-01")]
    public void Guess_PlainFile_IsItsKind(ImportKind kind, string header, params string[] rows) =>
        Assert.Equal(kind, KindGuess.From(header.Split(','), [.. rows.Select(row => row.Split(','))]).Kind);

    [Theory]
    [InlineData(ImportKind.Stages, "Deal ID,Stage", 1)]
    [InlineData(ImportKind.Purchases, "Product,Amount", 3)]
    [InlineData(ImportKind.Costs, "Currency", 3)]
    [InlineData(ImportKind.Campaigns, "Budget", 1)]
    public void Validate_ColumnsThatAreNeeded_AreNamed(ImportKind kind, string header, int count)
    {
        var errors = ColumnMap.Suggest(header.Split(','), [], kind: kind).Map.Validate();

        Assert.Equal(count, errors.Count);
        Assert.All(errors, error => Assert.Equal(ImportMessages.NeedsField, error.Message.Key));
    }

    [Fact]
    public void Costs_EveryWordOfThePage_IsReadInBothLanguages()
    {
        foreach (var kind in Enum.GetValues<CostKind>())
        {
            var word = ImportWords.WordFor(kind);
            Assert.Equal((kind, kind), (CostParser.KindOf(word.English()), CostParser.KindOf(word.Chinese())));
        }
    }

    [Fact]
    public void Costs_RowsThatSayTooLittle_AreRejectedWithTheirReason()
    {
        string[] header = ["Kind of cost", "Applies to", "Cost", "Valid from"];
        string[][] rows =
        [
            ["rep hour", "", "48.50", "2026-01-01"],
            ["coffee", "", "1", "2026-01-01"],
            ["product", "", "1", "2026-01-01"],
            ["call", "", "", "2026-01-01"],
            ["call", "", "-1", "2026-01-01"],
            ["call", "", "1", ""],
        ];
        var map = ColumnMap.Suggest(header, rows, kind: ImportKind.Costs).Map;
        var parser = new CostParser(map, new ParseContext(new FileFormat(), "key", DateTime.UnixEpoch));

        var results = rows.Select((cells, i) => parser.Parse(new FileRow(i, i + 2, cells, null))).ToList();

        Assert.Equal(
            new ParsedCost(CostKind.RepHour, "", 48.50m, null, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc)),
            results[0].Value
        );
        Assert.Equal(
            [
                ImportMessages.UnknownCost, ImportMessages.ValueNeeded, ImportMessages.ValueNeeded,
                ImportMessages.NegativeAmount, ImportMessages.ValueNeeded,
            ],
            results.Skip(1).Select(result => result.Error!.Reason.Key)
        );
    }

    [Fact]
    public void Deals_PricesInOtherMoney_AreLeftOutAndTold()
    {
        string[] header = ["Deal ID", "Lead ID", "Amount", "Currency", "List price", "Offered price", "Deal cost"];
        string[][] rows = [["D1", "L1", "900", "EUR", "1000", "USD 950", "400"]];
        var map = ColumnMap.Suggest(header, rows, kind: ImportKind.Deals).Map;
        var context = new ParseContext(new FileFormat(), "key", DateTime.UnixEpoch, Currency: "USD");
        var parser = new DealParser(map, context);

        var result = parser.Parse(new FileRow(0, 2, rows[0], null));

        Assert.Equal(
            (1000m, null, 400m),
            (result.Value!.ListAmount, result.Value.OfferedAmount, result.Value.CostAmount)
        );
        Assert.Equal("Offered price", Assert.Single(result.Warnings!).Column);
    }
}
