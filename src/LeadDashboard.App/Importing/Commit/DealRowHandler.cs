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

        await CreateProductsAsync(database, items, cancellationToken);
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
        known.LeadId = _resolved[item].LeadId;
        known.DealKey ??= item.DealKey;
        known.Name = item.Name ?? (known.Name.Length > 0 ? known.Name : item.IdText ?? "");
        known.ProductId = _resolved[item].Product?.Id ?? known.ProductId;
        known.Quantity = item.Quantity ?? known.Quantity;
        known.Amount = item.Amount ?? known.Amount;
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
    }

    protected override async Task StoreAsync(
        LeadContext database,
        ChunkCounts counts,
        CancellationToken cancellationToken
    )
    {
        await base.StoreAsync(database, counts, cancellationToken);
        await AssignAccountsAsync(database, cancellationToken);
        await FollowAsync(database, counts, cancellationToken);
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

    private async Task CreateProductsAsync(
        LeadContext database,
        IReadOnlyList<ParsedDeal> items,
        CancellationToken cancellationToken
    )
    {
        var added = new List<Product>();
        foreach (var item in items)
        {
            if (item.ProductText is not { } text || _resolved[item] is not { Refusal: null, Product: null } row)
            {
                continue;
            }

            if (_products.Find(text).Product is not { } product)
            {
                // A trial gives ids that no product has, so that two new ones are told apart.
                product = new Product
                {
                    Id = Work.IsTrial ? -1 - added.Count : 0,
                    Name = text,
                    ImportBatchId = Work.BatchId,
                };
                Products.Rekey(product);
                _products.Add(product);
                added.Add(product);
            }

            _resolved[item] = row with { Product = product };
        }

        if (added.Count > 0 && !Work.IsTrial)
        {
            database.Products.AddRange(added);
            await database.SaveChangesAsync(cancellationToken);
            database.ChangeTracker.Clear();
        }
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
