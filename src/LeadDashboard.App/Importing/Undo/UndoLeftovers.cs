using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Leads;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Undo;

/// <summary>
/// Campaigns, accounts and custom fields that came with an import go when nothing uses them any more.
/// </summary>
internal static class UndoLeftovers
{
    public static async Task RemoveAsync(LeadContext database, int batchId, CancellationToken cancellationToken)
    {
        await database
            .Campaigns.Where(campaign =>
                campaign.ImportBatchId == batchId
                && !database.Leads.Any(lead => lead.CampaignId == campaign.Id)
                && !database.CampaignSpends.Any(spend => spend.CampaignId == campaign.Id)
                && !database.RecordChanges.Any(change =>
                    change.Kind == RecordChangeKind.CampaignUpdated && change.EntityId == campaign.Id
                )
                && !database.Activities.Any(activity => activity.CampaignId == campaign.Id)
            )
            .ExecuteDeleteAsync(cancellationToken);
        await database
            .Accounts.Where(account =>
                account.ImportBatchId == batchId
                && !database.Leads.Any(lead => lead.AccountId == account.Id)
                && !database.Deals.Any(deal => deal.AccountId == account.Id)
            )
            .ExecuteDeleteAsync(cancellationToken);
        var fields = await database
            .FieldDefinitions.Where(field => field.ImportBatchId == batchId)
            .ToListAsync(cancellationToken);
        foreach (var field in fields)
        {
            var key = LeadAttributes.ToJson([new(field.Name, "x")])[1..^4];
            if (!await database.Leads.AnyAsync(lead => lead.AttributesJson.Contains(key), cancellationToken))
            {
                database.FieldDefinitions.Remove(field);
            }
        }

        await database.SaveChangesAsync(cancellationToken);
    }
}
