using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Segments;
using LeadDashboard.Data.BulkWriting;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.Data.Tests;

/// <summary>What the bulk writer must do on every provider.</summary>
internal static class BulkWriterChecks
{
    public static async Task InsertsAndUpdatesAsync(Func<LeadContext> open)
    {
        var writer = new BulkWriter();
        await using (var context = open())
        {
            await writer.InsertAsync(
                context,
                Enumerable.Range(1, 1000).Select(TestDatabase.MakeLead),
                CancellationToken.None
            );
        }

        List<Lead> leads;
        await using (var context = open())
        {
            leads = await context.Leads.AsNoTracking().OrderBy(lead => lead.Id).ToListAsync();
        }

        Assert.Equal(1000, leads.Count);
        Assert.Equal(Enumerable.Range(1, 1000).Sum(number => number + 0.25m), leads.Sum(lead => lead.ValueAmount));
        Assert.Equal(DateTimeKind.Utc, leads[0].CreatedUtc.Kind);
        Assert.Equal(TestDatabase.MakeLead(1).CreatedUtc, leads.Single(lead => lead.LeadKey == "id:1").CreatedUtc);
        Assert.Equal(333, leads.Count(lead => lead.Status == LeadStatus.Won));

        foreach (var lead in leads)
        {
            lead.Probability = lead.Id / 1000.0;
            lead.Segment = Segment.Hot;
            lead.Name = "not written";
        }

        await using (var context = open())
        {
            await writer.UpdateAsync(
                context,
                leads,
                [nameof(Lead.Probability), nameof(Lead.Segment)],
                CancellationToken.None
            );
        }

        await using (var context = open())
        {
            var changed = await context.Leads.AsNoTracking().OrderBy(lead => lead.Id).ToListAsync();
            Assert.All(changed, lead => Assert.Equal(lead.Id / 1000.0, lead.Probability));
            Assert.All(changed, lead => Assert.Equal(Segment.Hot, lead.Segment));
            Assert.DoesNotContain(changed, lead => lead.Name == "not written");
            Assert.Equal(333, await context.Leads.CountAsync(lead => lead.Status == LeadStatus.Won));
            Assert.Equal(leads.Sum(lead => lead.ValueAmount), await context.Leads.SumAsync(lead => lead.ValueAmount));
        }
    }
}
