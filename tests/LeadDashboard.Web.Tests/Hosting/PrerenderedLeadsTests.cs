using LeadDashboard.Core.Access;
using LeadDashboard.Core.Leads;
using LeadDashboard.Testing;

namespace LeadDashboard.Web.Tests.Hosting;

/// <summary>The list of leads answers with its first rows: they are read before the browser has a circuit.</summary>
public sealed class PrerenderedLeadsTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task Leads_Prerendered_HoldTheFirstRowsOfTheFilter()
    {
        await using (var context = await app.Contexts.CreateDbContextAsync())
        {
            context.Leads.AddRange(
                new Lead
                {
                    LeadKey = "a",
                    Name = "Ruby Lane",
                    CreatedUtc = new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc),
                },
                new Lead
                {
                    LeadKey = "b",
                    Name = "Thijs Smit",
                    Status = LeadStatus.Lost,
                    CreatedUtc = new DateTime(2026, 3, 2, 0, 0, 0, DateTimeKind.Utc),
                }
            );
            await context.SaveChangesAsync();
        }

        var browser = await app.SignedInAsync(Role.Admin);

        var open = await browser.GetStringAsync("/leads");
        var lost = await browser.GetStringAsync("/leads?status=lost");

        Assert.Contains("<b>Ruby Lane</b>", open, StringComparison.Ordinal);
        Assert.DoesNotContain("Thijs Smit", open, StringComparison.Ordinal);
        Assert.Contains("<b>Thijs Smit</b>", lost, StringComparison.Ordinal);
        Assert.DoesNotContain("Ruby Lane", lost, StringComparison.Ordinal);
    }
}
