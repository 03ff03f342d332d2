using LeadDashboard.Core.Deals;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Outcomes;

namespace LeadDashboard.Core.Tests.Deals;

public sealed class DealRulesTests
{
    [Fact]
    public void OutcomeOf_AnyWon_IsWonAtTheFirstWinWithTheSum() =>
        Assert.Equal(
            new DealOutcome(LeadStatus.Won, Day(5), 150m),
            Of(
                Deal(LeadStatus.Won, 9, 100m),
                Deal(LeadStatus.Lost, 3, 70m),
                Deal(LeadStatus.Won, 5, 50m),
                Deal(LeadStatus.Open, null, 20m)
            )
        );

    [Fact]
    public void OutcomeOf_AllLost_IsLostAtTheLastForItsReason() =>
        Assert.Equal(
            new DealOutcome(LeadStatus.Lost, Day(9), null, "r9"),
            Of(Deal(LeadStatus.Lost, 3), Deal(LeadStatus.Lost, 9))
        );

    [Fact]
    public void OutcomeOf_SomethingOpenOrNothingAtAll_IsOpen()
    {
        Assert.Equal(DealOutcome.Open, Of(Deal(LeadStatus.Lost, 3), Deal(LeadStatus.Open, null)));
        Assert.Equal(DealOutcome.Open, Of());
    }

    [Fact]
    public void OutcomeOf_AmountInAnotherCurrency_IsNotAdded()
    {
        var dollars = Deal(LeadStatus.Won, 5, 100m);
        dollars.Currency = "USD";

        Assert.Equal(30m, Of(dollars, Deal(LeadStatus.Won, 6, 30m)).WonAmount);
        Assert.Null(Of(dollars).WonAmount);
        Assert.Equal(100m, DealRules.OutcomeOf([dollars], "usd").WonAmount);
    }

    [Fact]
    public void Decide_OutcomesOfOthers_StandAboveDeals()
    {
        var open = new Lead();
        var won = new Lead { Status = LeadStatus.Won, WonAmount = 30 };

        Assert.True(DealRules.Decide(open, []));
        Assert.False(DealRules.Decide(won, []));
        Assert.True(DealRules.Decide(won, [Told(OutcomeSource.Deal, 30)]));
        Assert.True(DealRules.Decide(won, [Told(OutcomeSource.Deal, 10), Told(OutcomeSource.Deal, 20)]));
        Assert.False(DealRules.Decide(won, [Told(OutcomeSource.Person, 30)]));
        Assert.False(DealRules.Decide(won, [Told(OutcomeSource.Deal, 30), Told(OutcomeSource.Import, 30)]));
    }

    [Fact]
    public void Decide_ClosingThatAFileChangedSince_IsNoLongerOfTheDeals()
    {
        Assert.False(
            DealRules.Decide(new Lead { Status = LeadStatus.Won, WonAmount = 99 }, [Told(OutcomeSource.Deal, 30)])
        );
        Assert.False(DealRules.Decide(new Lead { Status = LeadStatus.Lost }, [Told(OutcomeSource.Deal, 30)]));
    }

    [Fact]
    public void Rekey_Product_PrefersTheNumberAndIgnoresCase()
    {
        Assert.Equal(Key("A-1", "Basic").ProductKey, Key(" a-1 ", "Other").ProductKey);
        Assert.Equal(Key(null, "Báse  plan").ProductKey, Key("", "base plan").ProductKey);
        Assert.NotEqual(Key("basic", "").ProductKey, Key(null, "basic").ProductKey);
        Assert.Throws<ArgumentException>(() => Key(" ", ""));
    }

    [Fact]
    public void Fields_OfDealAndProduct_CoverEveryStoredPropertyAndComeBack()
    {
        var deal = new Deal
        {
            LeadId = 3,
            DealKey = "d1",
            Name = "Big",
            ProductId = 4,
            Quantity = 2,
            Amount = 9.5m,
            ListAmount = 11,
            OfferedAmount = 10,
            CostAmount = 4.25m,
            OwnerText = "Kim",
            Currency = "EUR",
            Stage = "Won",
            Status = LeadStatus.Won,
            OpenedUtc = Day(1),
            ClosedUtc = Day(2),
            ExpectedCloseUtc = Day(3),
            LossReason = "x",
            AccountId = 5,
        };
        var empty = new Deal { LeadId = 1 };
        var changes = LeadSnapshot.Differences(DealSnapshot.Fields.Read(empty), DealSnapshot.Fields.Read(deal));

        Assert.Equal(
            typeof(Deal)
                .GetProperties()
                .Select(property => property.Name)
                .Except(["Id", "ImportBatchId", "LastImportBatchId", "Version"])
                .Order(StringComparer.Ordinal),
            DealSnapshot.Fields.Properties.Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            typeof(Product)
                .GetProperties()
                .Select(property => property.Name)
                .Except(["Id", "ImportBatchId", "ProductKey", "NameKey", "Version"])
                .Order(StringComparer.Ordinal),
            ProductSnapshot.Fields.Properties.Order(StringComparer.Ordinal)
        );
        Assert.Equal(DealSnapshot.Fields.Properties.Count, changes.Count);
        Assert.Empty(DealSnapshot.Fields.Restore(deal, changes));
        Assert.Equal(DealSnapshot.Fields.Read(empty), DealSnapshot.Fields.Read(deal));
    }

    [Fact]
    public void Restore_FieldChangedSince_KeepsItAndSaysSo()
    {
        var deal = new Deal
        {
            LeadId = 1,
            Name = "Newest",
            Stage = "New",
        };

        var later = DealSnapshot.Fields.Restore(
            deal,
            [new FieldChange("Name", "Old", "New"), new FieldChange("Stage", "Old", "New")]
        );

        Assert.Equal(("Newest", "Old"), (deal.Name, deal.Stage));
        Assert.Equal(("Name", "Newest"), (Assert.Single(later).Change.Field, later[0].Found));
    }

    private static DealOutcome Of(params Deal[] deals) => DealRules.OutcomeOf(deals, "EUR");

    private static Deal Deal(LeadStatus status, int? day, decimal? amount = null) =>
        new()
        {
            Status = status,
            ClosedUtc = day is { } d ? Day(d) : null,
            Amount = amount,
            LossReason = status == LeadStatus.Lost ? "r" + day : null,
        };

    private static Outcome Told(OutcomeSource source, decimal amount) =>
        new()
        {
            Kind = OutcomeKind.Won,
            Source = source,
            Amount = amount,
        };

    private static Product Key(string? sku, string name)
    {
        var product = new Product { Sku = sku, Name = name };
        Products.Rekey(product);
        return product;
    }

    private static DateTime Day(int day) => new(2026, 3, day, 0, 0, 0, DateTimeKind.Utc);
}
