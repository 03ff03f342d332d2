using LeadDashboard.Core.Deals;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Leads;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Commit;

/// <summary>
/// Deals, joined to their leads by id, e-mail or phone: each row creates one or changes the one with its id, else the
/// one of this name of the lead. A deal without a lead is rejected, a product nobody knows is created, and the leads
/// follow their deals.
/// </summary>
internal sealed class DealRowHandler(RowWork work)
    : RecordRowHandler<ParsedDeal, Deal>(
        work,
        new DealParser(work.Map, work.Parse).Parse,
        RecordChangeKind.DealUpdated,
        DealSnapshot.Fields,
        nameof(Deal.LastImportBatchId)
    )
{
    private readonly ProductLookup _products = new();
    private readonly DealLookup _deals = new(work.IsTrial);
    private readonly Dictionary<ParsedDeal, Resolved> _resolved = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Deal> _touched = [];
    private readonly DealStages _stages = new();
    private readonly Dictionary<int, FileRow> _rowsByLead = [];
    private string? _currency;

    /// <summary>A row whose lead and product are known; or why they are not.</summary>
    private sealed record Resolved(int LeadId, Deal? Known, Product? Product, RowMatch<Deal>? Refusal = null);

    /// <summary>Deals that a row names are the import's, also where it says nothing new.</summary>
    protected override IEnumerable<Deal> Written => _touched;

    protected override async Task LoadAsync(
        LeadContext database,
        IReadOnlyList<ParsedDeal> items,
        CancellationToken cancellationToken
    )
    {
        _resolved.Clear();
        _touched.Clear();
        _rowsByLead.Clear();
        _stages.Clear();
        var leads = await LeadLookup.FindAsync(database, items.SelectMany(item => item.LeadKeys), cancellationToken);
        await _deals.LoadAsync(
            database,
            items.Select(item => item.DealKey),
            leads.Values.SelectMany(ids => ids),
            cancellationToken
        );
        await _products.LoadAsync(database, items.Select(item => item.ProductText), cancellationToken);
        foreach (var item in items)
        {
            _resolved[item] = Resolve(item, leads);
        }

        await _products.AddMissingAsync(
            database,
            items.Where(item => _resolved[item].Refusal is null).Select(item => item.ProductText),
            Work,
            cancellationToken
        );
        foreach (var (item, row) in _resolved.Where(pair => pair.Value is { Refusal: null, Product: null }).ToList())
        {
            _resolved[item] = row with { Product = item.ProductText is { } text ? _products.Find(text).Product : null };
        }
    }

    protected override RowMatch<Deal> Find(FileRow row, ParsedDeal item)
    {
        var (leadId, known, product, refusal) = _resolved[item];
        if (refusal is { } refused)
        {
            return refused;
        }

        known ??= _deals.ByKey(item.DealKey);
        if (known is null && item.Name is { } name && _deals.ByName(leadId, name, item.DealKey) is [var first, ..] same)
        {
            if (same.Count > 1)
            {
                return RowMatch<Deal>.Conflict(name, ImportReasons.SeveralDeals(same.Count, name));
            }

            known = first;
        }

        if (known is null)
        {
            var deal = new Deal { ImportBatchId = Work.BatchId };
            Write(deal, item);
            return _deals.IsImagined(deal) ? RowMatch<Deal>.Imagined : RowMatch<Deal>.New(deal);
        }

        var isSoldTwice =
            known.LastImportBatchId == Work.BatchId
            && Work.BatchId is not null
            && known.ProductId is { } sold
            && product is not null
            && sold != product.Id;
        return isSoldTwice
            ? RowMatch<Deal>.Conflict(product!.Name, ImportReasons.DealTwice(item.IdText ?? known.Name))
            : RowMatch<Deal>.Known(known);
    }

    protected override void Create(FileRow row, Deal created)
    {
        base.Create(row, created);
        _rowsByLead[created.LeadId] = row;
    }

    protected override bool Update(FileRow row, Deal known, ParsedDeal item)
    {
        var before = known.LeadId;
        var isChanged = base.Update(row, known, item);
        if (isChanged)
        {
            _rowsByLead[known.LeadId] = row;
            _rowsByLead.TryAdd(before, row);
        }

        if (known.Id != 0)
        {
            _touched.Add(known);
        }

        return isChanged;
    }

    protected override void Remember(Deal record) => _deals.Add(record);

    /// <summary>An empty cell never erases; a deal that is open again has no closing.</summary>
    protected override void Write(Deal known, ParsedDeal item)
    {
        var (stage, status) = (known.Stage, known.Status);
        known.LeadId = _resolved[item].LeadId;
        known.DealKey ??= item.DealKey;
        known.Name = item.Name ?? (known.Name.Length > 0 ? known.Name : item.IdText ?? "");
        known.ProductId = _resolved[item].Product?.Id ?? known.ProductId;
        known.Quantity = item.Quantity ?? known.Quantity;
        known.Amount = item.Amount ?? known.Amount;
        known.ListAmount = item.ListAmount ?? known.ListAmount;
        known.OfferedAmount = item.OfferedAmount ?? known.OfferedAmount;
        known.CostAmount = item.CostAmount ?? known.CostAmount;
        known.OwnerText = item.OwnerText ?? known.OwnerText;
        known.Currency = item.Currency ?? known.Currency;
        known.Stage = item.Stage ?? known.Stage;
        known.OpenedUtc = item.OpenedUtc ?? known.OpenedUtc;
        known.Status = item.Status ?? known.Status;
        if (known.Status == LeadStatus.Open)
        {
            known.ExpectedCloseUtc = item.Closed ?? known.ExpectedCloseUtc;
            (known.ClosedUtc, known.LossReason) = (null, null);
        }
        else
        {
            known.ClosedUtc = item.Closed ?? known.ClosedUtc ?? Work.Parse.ImportedUtc;
            known.LossReason = known.Status == LeadStatus.Lost ? item.LossReason ?? known.LossReason : null;
        }

        known.LastImportBatchId = Work.BatchId;
        NoteStage(known, item, stage, status);
    }

    protected override async Task StoreAsync(
        LeadContext database,
        ChunkCounts counts,
        CancellationToken cancellationToken
    )
    {
        await base.StoreAsync(database, counts, cancellationToken);
        await AssignAccountsAsync(database, cancellationToken);
        await _stages.StoreAsync(database, Work.Writer, _deals, Work.BatchId!.Value, cancellationToken);
        await FollowAsync(database, counts, cancellationToken);
    }

    /// <summary>
    /// The file says since when, or the stage is another one than before: then since its closing, or since now.
    /// </summary>
    private void NoteStage(Deal deal, ParsedDeal item, string? before, LeadStatus statusBefore)
    {
        if (item.Stage is { } stage && item.StageEnteredUtc is { } entered)
        {
            _stages.Enter(deal, stage, entered, isDated: true);
        }
        else if (before is not null && deal.Stage is { } now && now != before)
        {
            var closed = statusBefore == LeadStatus.Open ? deal.ClosedUtc : null;
            _stages.Enter(deal, now, closed ?? Work.Parse.ImportedUtc, isDated: false);
        }
    }

    private Resolved Resolve(ParsedDeal item, Dictionary<string, List<int>> leads)
    {
        var known = _deals.ByKey(item.DealKey);
        var found =
            item.LeadKeys.Count == 0 && known is not null ? [known.LeadId] : LeadLookup.Find(leads, item.LeadKeys);
        var product = item.ProductText is null ? default : _products.Find(item.ProductText);
        return found switch
        {
            null => Refused(RowMatch<Deal>.Rejected(item.LeadText, ImportReasons.NoSuchLead())),
            { Count: > 1 } => Refused(
                RowMatch<Deal>.Conflict(
                    item.LeadText,
                    ImportReasons.SeveralLeads(MatchKey.Email, item.LeadText, found.Count)
                )
            ),
            _ when product.Count > 1 => Refused(
                RowMatch<Deal>.Conflict(
                    item.ProductText!,
                    ImportReasons.SeveralProducts(product.Count, item.ProductText!)
                )
            ),
            _ => new Resolved(found[0], known, product.Product),
        };

        static Resolved Refused(RowMatch<Deal> refusal) => new(0, null, null, refusal);
    }

    /// <summary>The company that buys is the lead's.</summary>
    private Task AssignAccountsAsync(LeadContext database, CancellationToken cancellationToken) =>
        database
            .Deals.Where(deal => deal.AccountId == null && deal.LastImportBatchId == Work.BatchId)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(
                        deal => deal.AccountId,
                        deal =>
                            database
                                .Leads.Where(lead => lead.Id == deal.LeadId)
                                .Select(lead => lead.AccountId)
                                .FirstOrDefault()
                    ),
                cancellationToken
            );

    /// <summary>
    /// Leads that somebody else closed otherwise, and amounts that do not count, are told beside the row.
    /// </summary>
    private async Task FollowAsync(LeadContext database, ChunkCounts counts, CancellationToken cancellationToken)
    {
        _currency ??= await LeadsOfDeals.CurrencyAsync(database, cancellationToken);
        var notices = await LeadsOfDeals.FollowAsync(
            database,
            Work.Writer,
            _rowsByLead.Keys,
            _currency,
            Work.BatchId,
            Work.Parse.ImportedUtc,
            cancellationToken
        );
        foreach (var notice in notices)
        {
            var row = _rowsByLead[notice.LeadId];
            var error = new RowError(row.LineNumber, "", CellText.Shorten(notice.Value), notice.Reason);
            counts.Kept.Add(RejectedRowsCsv.Kept(row, error, Work.BatchId!.Value));
        }
    }
}
