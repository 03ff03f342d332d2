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
}
