using System.Globalization;
using Bunit;
using LeadDashboard.App.Leads;
using LeadDashboard.Core.Deals;
using LeadDashboard.Core.Leads;
using LeadDashboard.Web.Features.Leads;
using Microsoft.Extensions.DependencyInjection;

namespace LeadDashboard.Web.Tests.Leads;

public sealed class DealsCardTests : BunitContext
{
    public DealsCardTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-US");
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-US");
        Services.AddLocalization();
    }

    [Fact]
    public void Deals_OfALead_ShowProductAmountAndWhatBecameOfThem()
    {
        var at = new DateTime(2026, 3, 5, 0, 0, 0, DateTimeKind.Utc);
        LeadDeal[] deals =
        [
            new(
                new Deal
                {
                    Name = "Big one",
                    Status = LeadStatus.Won,
                    Amount = 1_200,
                    Quantity = 2,
                    ClosedUtc = at,
                },
                "Plus"
            ),
            new(
                new Deal
                {
                    Name = "Abroad",
                    Status = LeadStatus.Won,
                    Amount = 50,
                    Currency = "USD",
                    ClosedUtc = at,
                },
                null
            ),
            new(
                new Deal
                {
                    Name = "Next",
                    Stage = "Proposal",
                    ExpectedCloseUtc = at,
                },
                null
            ),
            new(
                new Deal
                {
                    Name = "Gone",
                    Status = LeadStatus.Lost,
                    ClosedUtc = at,
                    LossReason = "No budget",
                },
                null
            ),
        ];

        var card = Render<DealsCard>(parameters => parameters.Add(p => p.Deals, deals).Add(p => p.Currency, "EUR"));

        Assert.Equal("2 of 4 won, €1,200", card.Find(".ld-card-head p").TextContent);
        Assert.Equal(["Plus × 2", "Abroad", "Next", "Gone"], card.FindAll("#deals b").Select(name => name.TextContent));
        Assert.Equal(["€1,200", "$50", "", ""], card.FindAll(".ld-deal-amount").Select(amount => amount.TextContent));
        Assert.Equal(
            ["Big one · 5 Mar 2026", "5 Mar 2026", "Proposal · expected 5 Mar 2026", "5 Mar 2026 · No budget"],
            card.FindAll("#deals .ld-muted").Select(facts => facts.TextContent)
        );
    }

    [Fact]
    public void Deals_WithHistory_ShowStagesInOrderPricesAndOwner()
    {
        var deal = new Deal
        {
            Name = "Big one",
            Amount = 900,
            OfferedAmount = 950,
            ListAmount = 1_000,
            CostAmount = 400,
            OwnerText = "Kim",
        };
        DealStageChange[] stages =
        [
            new() { Stage = "Talk", EnteredUtc = new DateTime(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc) },
            new() { Stage = "Proposal", EnteredUtc = new DateTime(2026, 2, 10, 0, 0, 0, DateTimeKind.Utc) },
        ];

        var card = Render<DealsCard>(parameters =>
            parameters
                .Add(p => p.Deals, [new LeadDeal(deal, null) { Stages = stages }])
                .Add(p => p.Currency, "EUR")
        );

        Assert.Equal(
            ["Talk 1 Feb 2026", "Proposal 10 Feb 2026"],
            card.FindAll(".ld-stages li").Select(stage => stage.TextContent.Trim())
        );
        Assert.Equal(
            "offered €950 · list price €1,000 · cost €400 · Kim",
            card.Find("#deals .ld-muted").TextContent
        );
    }

    [Fact]
    public void Purchases_OfALead_ShowProductPiecesAmountAndDay()
    {
        var at = new DateTime(2026, 4, 2, 0, 0, 0, DateTimeKind.Utc);
        LeadPurchase[] purchases =
        [
            new(
                new Purchase
                {
                    OrderId = "B1",
                    Quantity = 2,
                    Amount = 98,
                    PurchasedUtc = at,
                },
                "Basic"
            ),
            new(
                new Purchase
                {
                    OrderId = "B2",
                    Amount = 5.5m,
                    Currency = "USD",
                    PurchasedUtc = at,
                },
                null
            ),
        ];

        var card = Render<PurchasesCard>(parameters =>
            parameters.Add(p => p.Purchases, purchases).Add(p => p.Currency, "EUR")
        );

        Assert.Equal(["Basic × 2", "B2"], card.FindAll("#purchases b").Select(name => name.TextContent));
        Assert.Equal(["€98.00", "$5.50"], card.FindAll(".ld-deal-amount").Select(amount => amount.TextContent));
        Assert.Equal(
            ["B1 · 2 Apr 2026", "2 Apr 2026"],
            card.FindAll("#purchases .ld-muted").Select(facts => facts.TextContent)
        );
    }
}
