using LeadDashboard.App.Settings;
using LeadDashboard.Core.Deals;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Outcomes;
using LeadDashboard.Core.Settings;
using LeadDashboard.Data;
using LeadDashboard.Data.BulkWriting;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Commit;

/// <summary>Something about a lead that its deals could not change.</summary>
internal sealed record DealNotice(int LeadId, string Value, Message Reason);

/// <summary>Leads follow their deals, see decision 12. Runs inside the caller's transaction.</summary>
internal static class LeadsOfDeals
{
    private static readonly string[] Closing =
    [
        nameof(Lead.Status),
        nameof(Lead.ClosedUtc),
        nameof(Lead.WonAmount),
        nameof(Lead.LossReason),
    ];

    /// <summary>The company's, in which won amounts are counted.</summary>
    public static async Task<string> CurrencyAsync(LeadContext database, CancellationToken cancellationToken) =>
        (await SettingStore.ReadAsync<CompanySettings>(database, cancellationToken)).Currency;

    /// <param name="leadIds">Leads whose deals have changed, at most a chunk.</param>
    /// <param name="batchId">Written on new outcomes.</param>
    public static async Task<IReadOnlyList<DealNotice>> FollowAsync(
        LeadContext database,
        BulkWriter writer,
        IReadOnlyCollection<int> leadIds,
        string currency,
        int? batchId,
        DateTime nowUtc,
        CancellationToken cancellationToken
    )
    {
        var ids = leadIds.Order().ToArray();
        var leads = await database
            .Leads.AsNoTracking()
            .Where(lead => EF.Parameter(ids).Contains(lead.Id))
            .OrderBy(lead => lead.Id)
            .ToListAsync(cancellationToken);
        var deals = (
            await database
                .Deals.AsNoTracking()
                .Where(deal => EF.Parameter(ids).Contains(deal.LeadId))
                .ToListAsync(cancellationToken)
        ).ToLookup(deal => deal.LeadId);
        var outcomes = (
            await database
                .Outcomes.AsNoTracking()
                .Where(outcome => EF.Parameter(ids).Contains(outcome.LeadId) && outcome.UndoneUtc == null)
                .OrderBy(outcome => outcome.Id)
                .ToListAsync(cancellationToken)
        ).ToLookup(outcome => outcome.LeadId);
        var notices = new List<DealNotice>();
        var changed = new List<Lead>();
        var added = new List<Outcome>();
        var undone = new List<int>();
        foreach (var lead in leads)
        {
            var said = DealRules.OutcomeOf([.. deals[lead.Id]], currency);
            List<Outcome> live = [.. outcomes[lead.Id]];
            if (!DealRules.Decide(lead, live))
            {
                if (said.Status != LeadStatus.Open && said.Status != lead.Status && lead.Status != LeadStatus.Open)
                {
                    notices.Add(new DealNotice(lead.Id, lead.Name, ImportReasons.LeadDecided(lead.Status)));
                }

                continue;
            }

            notices.AddRange(
                deals[lead.Id]
                    .Where(deal =>
                        deal.Status == LeadStatus.Won && deal.Amount is not null && !DealRules.IsIn(deal, currency)
                    )
                    .Take(1)
                    .Select(deal => new DealNotice(
                        lead.Id,
                        deal.Name,
                        ImportReasons.OtherCurrency(deal.Currency!, currency)
                    ))
            );
            if (said == new DealOutcome(lead.Status, lead.ClosedUtc, lead.WonAmount, lead.LossReason))
            {
                continue;
            }

            undone.AddRange(live.Select(outcome => outcome.Id));
            (lead.Status, lead.ClosedUtc, lead.WonAmount, lead.LossReason) = (
                said.Status,
                said.ClosedUtc,
                said.WonAmount,
                said.LossReason
            );
            changed.Add(lead);
            if (said.Status != LeadStatus.Open)
            {
                added.Add(ImportedOutcome.Create(lead, lead.Id, OutcomeSource.Deal, batchId, nowUtc));
            }
        }

        await writer.UpdateAsync(database, changed, Closing, cancellationToken);
        var old = undone.ToArray();
        await database
            .Outcomes.Where(outcome => EF.Parameter(old).Contains(outcome.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(outcome => outcome.UndoneUtc, nowUtc), cancellationToken);
        await writer.InsertAsync(database, added, cancellationToken);
        return notices;
    }
}
