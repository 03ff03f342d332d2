using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Testing;

namespace LeadDashboard.Core.Tests.Importing;

public sealed class KindGuessTests
{
    [Theory]
    [InlineData(
        ImportKind.Leads,
        "Lead ID,First Name,Last Name,Email,Phone,Company,Status,Created Date",
        "L1,Ann,Lee,ann@x.com,+49 30 1234567,Acme,Won,2026-01-02",
        "L2,Bob,Ray,bob@x.com,+49 30 1234568,Brix,Lost,2026-01-03"
    )]
    [InlineData(
        ImportKind.Leads,
        "name,email,product,amount,status,created",
        "Ann,ann@x.com,Basic,100,won,2026-01-02",
        "Bob,bob@x.com,Plus,200,lost,2026-01-03"
    )]
    [InlineData(ImportKind.Leads, "age,job,campaign,pdays,y", "31,admin.,1,999,yes", "44,services,2,3,no")]
    [InlineData(
        ImportKind.Leads,
        "rec_id,given_name,surname,street_number,suburb,postcode,state,date_of_birth",
        "rec-1-org,ann,lee,3,bonn,1234,nsw,19800102",
        "rec-2-org,bob,ray,4,rome,1235,vic,19810102"
    )]
    [InlineData(
        ImportKind.Activities,
        "Email,Activity type,Activity date,Detail",
        "ann@x.com,Call,2026-01-02 10:00,hi",
        "bob@x.com,Visit,2026-01-03 10:00,/a"
    )]
    [InlineData(
        ImportKind.Activities,
        "lead id,event,timestamp",
        "L1,click,2026-01-02 10:00",
        "L2,open,2026-01-03 10:00"
    )]
    [InlineData(
        ImportKind.Activities,
        "Record ID,Call Title,Call Direction,Call Duration,Activity date,Associated Contact IDs,Associated Company,"
            + "Create Date",
        "901,First call,OUTBOUND,00:12:30,2026-01-02 10:00,77,Acme,2026-01-02",
        "902,Second call,INBOUND,00:01:30,2026-01-03 10:00,78,Brix,2026-01-03"
    )]
    [InlineData(
        ImportKind.Activities,
        "Id,WhoId,Subject,ActivityDate,TaskSubtype,CallType,CallDurationInSeconds,Description,CreatedDate",
        "00T1,00Q1,Call,2026-01-02,Call,Outbound,90,Went well,2026-01-02",
        "00T2,00Q2,Mail,2026-01-03,Email,,,Sent,2026-01-03"
    )]
    [InlineData(
        ImportKind.Activities,
        "Activity - ID,Activity - Subject,Activity - Type,Activity - Due date,Activity - Duration,Person - ID",
        "1,Demo,meeting,2026-01-02,00:30,7",
        "2,Chase,call,2026-01-03,00:10,8"
    )]
    [InlineData(
        ImportKind.Activities,
        "Record Id,Subject,Call Type,Call Start Time,Call Duration,Contact Name.id,Call Result",
        "z1,Hello,Outbound,2026-01-02 10:00,02:30,zc7,Interested",
        "z2,Again,Inbound,2026-01-03 10:00,00:30,zc8,Not now"
    )]
    [InlineData(
        ImportKind.Activities,
        "Respondent email,Response date,NPS,Comment",
        "ann@x.com,2026-01-02,9,Good",
        "bob@x.com,2026-01-03,3,Slow"
    )]
    [InlineData(
        ImportKind.Activities,
        "客户编号,跟进时间,跟进方式,沟通内容",
        "K1,2026-01-02 10:00,电话,想要演示",
        "K2,2026-01-03 10:00,微信,太贵"
    )]
    [InlineData(
        ImportKind.Spend,
        "Day,Campaign name,Amount spent (USD)",
        "2026-01-02,Spring,10.50",
        "2026-01-03,Spring,12.00"
    )]
    [InlineData(ImportKind.Spend, "日期,渠道,花费", "2026-01-02,百度,10.50", "2026-01-03,抖音,12.00")]
    [InlineData(
        ImportKind.Products,
        "SKU,Product name,Category,Unit price,Active",
        "A-1,Basic,Plans,10.00,yes",
        "A-2,Plus,Plans,20.00,no"
    )]
    [InlineData(
        ImportKind.Products,
        "产品编号,产品名称,产品类别,单价",
        "A-1,基础版,套餐,10.00",
        "A-2,高级版,套餐,20.00"
    )]
    [InlineData(
        ImportKind.Deals,
        "Deal ID,Lead ID,Product,Amount,Currency,Stage,Opened,Closed",
        "D1,L1,Basic,100,EUR,Closed Won,2026-01-02,2026-02-02",
        "D2,L2,Plus,200,EUR,Closed Lost,2026-01-03,2026-02-03"
    )]
    [InlineData(
        ImportKind.Deals,
        "Record ID,Deal Name,Deal Stage,Pipeline,Amount,Close Date,Associated Contact IDs",
        "1,Acme big,Closed Won,Sales,100,2026-01-02,77",
        "2,Brix small,Closed Lost,Sales,50,2026-01-03,78"
    )]
    [InlineData(
        ImportKind.Deals,
        "Order number,Customer email,Product,Quantity,Total,Order date",
        "O1,ann@x.com,Basic,1,100,2026-01-02",
        "O2,bob@x.com,Plus,2,200,2026-01-03"
    )]
    [InlineData(ImportKind.Deals, "商机编号,线索编号,商机名称,金额,阶段", "S1,L1,大单,100,成交", "S2,L2,小单,50,丢单")]
    public void From_FileOfAKind_IsRecognised(ImportKind expected, string header, params string[] rows)
    {
        var guess = KindGuess.From(header.Split(','), [.. rows.Select(row => row.Split(','))]);

        Assert.Equal(expected, guess.Kind);
        Assert.True(guess.IsSure, guess.Evidence.English());
        Assert.StartsWith($"Taken for {expected}", guess.Evidence.English(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "(Do Not Modify) Lead,(Do Not Modify) Row Checksum,(Do Not Modify) Modified On,Name,Topic,Status "
            + "Reason,Created On"
    )]
    [InlineData(
        "Record ID,First Name,Last Name,Email,Lifecycle Stage,Contact owner,Create Date,Associated Company,Number of "
            + "Associated Deals"
    )]
    [InlineData(
        "Lead ID,First Name,Last Name,Lead Owner,Company / Account,Lead Status,Converted,Opportunity "
            + "Name,Opportunity Amount"
    )]
    [InlineData("External ID,Opportunity,Contact Name,Email,Salesperson,Sales Team,Expected Revenue,Stage,Created on")]
    public void From_LeadExportOfACrm_IsLeadsThoughItSpeaksOfDeals(string header)
    {
        var names = header.Split(',');
        var guess = KindGuess.From(
            names,
            [
                [.. names.Select((_, i) => "a" + i)],
                [.. names.Select((_, i) => "b" + i)],
            ]
        );

        Assert.Equal((ImportKind.Leads, true), (guess.Kind, guess.IsSure));
    }

    [Fact]
    public void ImportOrder_EveryKind_ComesAfterWhatItRefersTo()
    {
        Assert.Equal(Enum.GetValues<ImportKind>().Order(), KindGuess.ImportOrder.Order());
        Assert.Equal(ImportKind.Leads, KindGuess.ImportOrder[0]);
        Assert.True(
            KindGuess.ImportOrder.ToList().IndexOf(ImportKind.Products)
                < KindGuess.ImportOrder.ToList().IndexOf(ImportKind.Deals)
        );
    }
}
