using LeadDashboard.Core.Deals;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Commit;

/// <summary>
/// Histories of stages, joined to their deals by id. What is known already is skipped; a row without a deal is
/// rejected. The stage that the deal shows stays as the deals say.
/// </summary>
internal sealed class StageRowHandler(RowWork work)
    : ImportRowHandler<ParsedStage, DealStageChange>(work, new StageParser(work.Map, work.Parse).Parse)
{
    /// <summary>Only for a trial: what the chunks before would have stored.</summary>
    private readonly HashSet<(int, string, DateTime)> _imagined = [];

    private Dictionary<string, int> _deals = [];
    private HashSet<(int DealId, string Stage, DateTime EnteredUtc)> _present = [];

    protected override async Task LoadAsync(
        LeadContext database,
        IReadOnlyList<ParsedStage> items,
        CancellationToken cancellationToken
    )
    {
        var keys = items.Select(item => item.DealKey).Distinct(StringComparer.Ordinal).ToArray();
        _deals = await database
            .Deals.Where(deal => EF.Parameter(keys).Contains(deal.DealKey))
            .ToDictionaryAsync(deal => deal.DealKey!, deal => deal.Id, StringComparer.Ordinal, cancellationToken);
        var ids = _deals.Values.ToArray();
        _present = (await DealStages.ReadAsync(database, ids, cancellationToken))
            .Select(change => (change.DealId, change.Stage, change.EnteredUtc))
            .ToHashSet();
    }

    protected override RowMatch<DealStageChange> Find(FileRow row, ParsedStage item)
    {
        if (!_deals.TryGetValue(item.DealKey, out var dealId))
        {
            return RowMatch<DealStageChange>.Rejected(item.DealKey, ImportReasons.NoSuchDeal());
        }

        var identity = (dealId, item.Stage, item.EnteredUtc);
        return !_present.Add(identity) || (Work.IsTrial && !_imagined.Add(identity))
            ? RowMatch<DealStageChange>.Skipped
            : RowMatch<DealStageChange>.New(
                new DealStageChange
                {
                    DealId = dealId,
                    Stage = item.Stage,
                    EnteredUtc = item.EnteredUtc,
                    ImportBatchId = Work.BatchId,
                }
            );
    }
}
