using LeadDashboard.App.Leads;
using LeadDashboard.Core.Activities;
using LeadDashboard.Core.Leads;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LeadDashboard.App.Tests.Rescoring;

/// <summary>A host whose model serves, and what its tests do with leads.</summary>
internal static class RescoringHost
{
    /// <summary>Leads with a meeting mostly win, so that a meeting moves a score.</summary>
    public static async Task<ModelsHost> TrainedAsync()
    {
        var host = await ModelsHost.StartAsync();
        await host.AddLeadsAsync(won: 60, lost: 90, open: 4);
        await using (var context = host.Jobs.Context())
        {
            foreach (var lead in await context.Leads.ToListAsync())
            {
                if (lead.Status == LeadStatus.Won != (lead.Id % 7 == 0) && lead.Status != LeadStatus.Open)
                {
                    context.Add(
                        new Activity
                        {
                            LeadId = lead.Id,
                            Kind = ActivityKind.Meeting,
                            OccurredUtc = lead.CreatedUtc.AddDays(1),
                        }
                    );
                }
            }

            await context.SaveChangesAsync();
        }

        await host.TrainAsync();
        return host;
    }

    public static Task LogMeetingAsync(JobHost host, int leadId) =>
        ActivatorUtilities
            .CreateInstance<ActivityService>(host.Services)
            .LogAsync(leadId, new ActivityEntry(ActivityKind.Meeting, null), ModelsHost.Admin);

    public static Task LogMeetingAsync(ModelsHost host, int leadId) => LogMeetingAsync(host.Jobs, leadId);

    public static async Task<int> OpenLeadAsync(ModelsHost host)
    {
        await using var context = host.Jobs.Context();
        return await context.Leads.Where(lead => lead.Status == LeadStatus.Open).MaxAsync(lead => lead.Id);
    }

    public static async Task<Lead> LeadAsync(ModelsHost host, int id)
    {
        await using var context = host.Jobs.Context();
        return await context.Leads.AsNoTracking().SingleAsync(lead => lead.Id == id);
    }
}
