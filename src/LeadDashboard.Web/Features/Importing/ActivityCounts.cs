using LeadDashboard.Core.Leads;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.Web.Features.Importing;

/// <summary>What a lead keeps of its activities. Those of scanners and robots do not count.</summary>
internal static class ActivityCounts
{
    public static Task UpdateAsync(LeadContext database, IQueryable<Lead> leads, CancellationToken cancellationToken) => leads.ExecuteUpdateAsync(
        set => set
            .SetProperty(lead => lead.ActivityCount, lead => database.Activities.Count(activity => activity.LeadId == lead.Id && !activity.IsBot))
            .SetProperty(lead => lead.LastActivityUtc, lead => database.Activities.Where(activity => activity.LeadId == lead.Id && !activity.IsBot).Max(activity => (DateTime?)activity.OccurredUtc)),
        cancellationToken);
}
