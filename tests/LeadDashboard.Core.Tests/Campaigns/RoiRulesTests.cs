using FsCheck;
using FsCheck.Fluent;
using LeadDashboard.Core.Campaigns;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Tests.Campaigns;

public class RoiRulesTests
{
    private static readonly DateTime Day = new(2026, 3, 14, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Total_WorkedExample_GivesTheFiguresDoneByHand()
    {
        LeadFact[] leads =
        [
            new(1, Day, LeadStatus.Won, ValueAmount: 900, WonAmount: 1000.10m),
            new(1, Day, LeadStatus.Won, WonAmount: 500.15m),
            new(1, Day, LeadStatus.Lost, Count: 7),
            new(1, Day, LeadStatus.Open, ValueAmount: 1000m, Probability: 0.25),
        ];

        var figures = RoiRules.Total(
            leads,
            [new SpendFact(1, Day, 300.05m), new SpendFact(1, Day.AddDays(1), 300.05m)]
        );

        Assert.Equal(600.10m, figures.SpendAmount);
        Assert.Equal(10, figures.LeadCount);
        Assert.Equal((2, 7, 1), (figures.WinCount, figures.LossCount, figures.OpenCount));
        Assert.Equal(1500.25m, figures.RevenueAmount);
        Assert.Equal(250m, figures.ExpectedRevenueAmount);
        Assert.Equal(60.01m, figures.CostPerLeadAmount);
        Assert.Equal(300.05m, figures.CostPerWinAmount);
        Assert.Equal(2.0 / 9, figures.WinRate!.Value, 12);
        Assert.Equal((1500.25m - 600.10m) / 600.10m, RoiRules.Roi(figures, RoiDefinition.Revenue));
    }

    [Fact]
    public void Of_OpenLeadThatWasSold_CountsItsPriceAndExpectsNothingElse()
    {
        var figures = RoiRules.FiguresOf(
            new LeadFact(1, Day, LeadStatus.Open, ValueAmount: 1000m, WonAmount: 80m, Probability: 0.25, Count: 2)
        );

        Assert.Equal(new RoiFigures { OpenCount = 2, RevenueAmount = 160m }, figures);
    }

    [Theory]
    [InlineData(RoiDefinition.Revenue, "2")]
    [InlineData(RoiDefinition.Margin, "0.2")]
    [InlineData(RoiDefinition.Expected, "3")]
    [InlineData(RoiDefinition.Multiple, "3")]
    public void Roi_EachDefinition_FollowsItsFormula(RoiDefinition definition, string expected)
    {
        var figures = new RoiFigures
        {
            SpendAmount = 100,
            RevenueAmount = 300,
            ExpectedRevenueAmount = 100,
            WinCount = 1,
        };

        Assert.Equal(
            decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture),
            RoiRules.Roi(figures, definition, margin: 0.4m)
        );
    }

    [Fact]
    public void ExpectedRevenue_OfSeveralLeads_IsTheSumOfProductsNotTheProductOfAverages()
    {
        LeadFact[] leads =
        [
            new(1, Day, LeadStatus.Open, ValueAmount: 10_000, Probability: 0.01),
            new(1, Day, LeadStatus.Open, ValueAmount: 100, Probability: 0.99),
        ];

        // The product of averages would be 0.5 x 5050 x 2 = 5050.
        Assert.Equal(199m, RoiRules.Total(leads, []).ExpectedRevenueAmount);
    }

    [Theory]
    [InlineData(RoiDefinition.Revenue)]
    [InlineData(RoiDefinition.Margin)]
    [InlineData(RoiDefinition.Expected)]
    [InlineData(RoiDefinition.Multiple)]
    public void Roi_NothingSpent_IsNull(RoiDefinition definition) =>
        Assert.Null(RoiRules.Roi(new RoiFigures { RevenueAmount = 100, WinCount = 1 }, definition));

    [Fact]
    public void Figures_NoLeads_HaveNoAveragesAndNoRate()
    {
        var figures = RoiRules.Total([], [new SpendFact(1, Day, 50)]);

        Assert.Null(figures.CostPerLeadAmount);
        Assert.Null(figures.CostPerWinAmount);
        Assert.Null(figures.WinRate);
        Assert.Equal(-1m, RoiRules.Roi(figures, RoiDefinition.Revenue));
    }

    [Fact]
    public void Of_MissingAmountOrScore_CountsTheLeadAndSaysWhatIsMissing()
    {
        var figures = RoiRules.Total(
            [
                new(1, Day, LeadStatus.Won),
                new(1, Day, LeadStatus.Open, ValueAmount: 10),
                new(1, Day, LeadStatus.Open, Probability: 0.5),
            ],
            []
        );

        Assert.Equal(3, figures.LeadCount);
        Assert.Equal(0m, figures.RevenueAmount + figures.ExpectedRevenueAmount);
        Assert.Equal(1, figures.WinsWithoutAmountCount);
        Assert.Equal(2, figures.OpenWithoutExpectationCount);
    }

    [Theory]
    [InlineData(-0.1, "0")]
    [InlineData(1.5, "100")]
    [InlineData(0.33333, "33.33")]
    [InlineData(0.33335, "33.34")]
    public void ExpectedRevenue_AnyProbability_IsAWholeCentBetweenZeroAndTheValue(
        double probability,
        string expected
    ) =>
        Assert.Equal(
            decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture),
            RoiRules.ExpectedRevenue(probability, 100)
        );

    [Theory]
    [InlineData("-0.01")]
    [InlineData("1.01")]
    public void Roi_MarginOutsideZeroToOne_Throws(string margin) =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            RoiRules.Roi(
                RoiFigures.Zero,
                RoiDefinition.Margin,
                decimal.Parse(margin, System.Globalization.CultureInfo.InvariantCulture)
            )
        );

    [Fact]
    public void Of_NegativeCount_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            RoiRules.FiguresOf(new LeadFact(1, Day, LeadStatus.Lost, Count: -1))
        );

    [Fact]
    public void Rank_SmallOrFreeGroups_AreLeftOut()
    {
        RoiGroup<string>[] groups =
        [
            new(
                "weak",
                new RoiFigures
                {
                    SpendAmount = 100,
                    RevenueAmount = 50,
                    WinCount = 30,
                }
            ),
            new("free", new RoiFigures { RevenueAmount = 500, WinCount = 30 }),
            new(
                "strong",
                new RoiFigures
                {
                    SpendAmount = 100,
                    RevenueAmount = 900,
                    WinCount = 30,
                }
            ),
            new(
                "tiny",
                new RoiFigures
                {
                    SpendAmount = 1,
                    RevenueAmount = 900,
                    WinCount = 3,
                }
            ),
            new(
                "weak but larger",
                new RoiFigures
                {
                    SpendAmount = 200,
                    RevenueAmount = 100,
                    WinCount = 30,
                }
            ),
        ];

        Assert.Equal(
            ["strong", "weak but larger", "weak"],
            RoiRules.Rank(groups, RoiDefinition.Revenue, 20).Select(group => group.Key)
        );
    }

    [Fact]
    public void By_AnyGrouping_AddsUpToTheTotalToTheCent() =>
        Prop.ForAll(
                Facts(),
                facts =>
                {
                    var total = RoiRules.Total(facts.Leads, facts.Spends);
                    var byCampaign = RoiRules.By(
                        facts.Leads,
                        facts.Spends,
                        lead => lead.CampaignId ?? 0,
                        spend => spend.CampaignId
                    );
                    var byMonth = RoiRules.By(
                        facts.Leads,
                        facts.Spends,
                        lead => lead.CreatedUtc.Month,
                        spend => spend.DayUtc.Month
                    );
                    var byBoth = RoiRules.By(
                        facts.Leads,
                        facts.Spends,
                        lead => (lead.CampaignId ?? 0, lead.CreatedUtc.Day),
                        spend => (spend.CampaignId, spend.DayUtc.Day)
                    );
                    return RoiRules.Total(byCampaign) == total
                        && RoiRules.Total(byMonth) == total
                        && RoiRules.Total(byBoth) == total
                        && byCampaign.Select(group => group.Key).Distinct().Count() == byCampaign.Count;
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Total_AnyFacts_CountsEveryLeadOnceAndKeepsWholeCents() =>
        Prop.ForAll(
                Facts(),
                facts =>
                {
                    var total = RoiRules.Total(facts.Leads, facts.Spends);
                    return total.LeadCount == facts.Leads.Sum(lead => lead.Count)
                        && total.RevenueAmount
                            == facts
                                .Leads.Where(lead => lead.Status != LeadStatus.Lost)
                                .Sum(lead => lead.Count * (lead.WonAmount ?? 0))
                        && total.ExpectedRevenueAmount * 100 == decimal.Truncate(total.ExpectedRevenueAmount * 100)
                        && total.SpendAmount == facts.Spends.Sum(spend => spend.SpendAmount);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Total_AnyOrder_IsTheSame() =>
        Prop.ForAll(
                Facts(),
                facts =>
                    RoiRules.Total(facts.Leads, facts.Spends)
                    == RoiRules.Total(facts.Leads.Reverse(), facts.Spends.Reverse())
            )
            .QuickCheckThrowOnFailure();

    private static Arbitrary<(LeadFact[] Leads, SpendFact[] Spends)> Facts()
    {
        var cents = Gen.Choose(0, 100_000_000).Select(value => value / 100m);
        var maybeCents = Gen.OneOf(cents.Select(value => (decimal?)value), Gen.Constant((decimal?)null));
        var chance = Gen.OneOf(
            Gen.Choose(0, 1_000_000).Select(value => (double?)(value / 999_999.0 * 0.999)),
            Gen.Constant((double?)null)
        );
        var instant = Gen.Choose(0, 500).Select(days => Day.AddDays(days));
        var lead =
            from campaign in Gen.Choose(0, 4)
            from created in instant
            from status in Gen.Elements(LeadStatus.Open, LeadStatus.Won, LeadStatus.Lost)
            from value in maybeCents
            from won in maybeCents
            from probability in chance
            from count in Gen.Choose(1, 3)
            select new LeadFact(campaign == 0 ? null : campaign, created, status, value, won, probability, count);
        var spend =
            from campaign in Gen.Choose(1, 5)
            from day in instant
            from amount in cents
            select new SpendFact(campaign, day, amount);
        return (from leads in lead.ArrayOf() from spends in spend.ArrayOf() select (leads, spends)).ToArbitrary();
    }
}
