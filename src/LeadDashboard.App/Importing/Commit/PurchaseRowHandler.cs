using LeadDashboard.Core.Deals;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Commit;

/// <summary>
/// Lines of orders, joined to their leads by id, e-mail or phone, see decision 28. Rows of one file that buy the same
/// product in the same order add up; a later file replaces what an earlier one said of the line. One without a lead is
/// rejected, a product nobody knows is created, and the outcome of the lead stays as it is.
/// </summary>
internal sealed class PurchaseRowHandler(RowWork work)
    : RecordRowHandler<ParsedPurchase, Purchase>(
        work,
        new PurchaseParser(work.Map, work.Parse).Parse,
        RecordChangeKind.PurchaseUpdated,
        PurchaseSnapshot.Fields,
        nameof(Purchase.LastImportBatchId)
    )
{
    private readonly ProductLookup _products = new();
    private readonly Dictionary<string, Purchase> _known = new(StringComparer.Ordinal);
    private readonly HashSet<Purchase> _touched = [];

    /// <summary>Only for a trial: what the chunks before would have created.</summary>
    private readonly HashSet<string> _imagined = new(StringComparer.Ordinal);

    private Dictionary<string, List<int>> _leads = [];

    /// <summary>Lines that a row names are the import's, also where it says nothing new.</summary>
    protected override IEnumerable<Purchase> Written => _touched;

    protected override async Task LoadAsync(
        LeadContext database,
        IReadOnlyList<ParsedPurchase> items,
        CancellationToken cancellationToken
    )
    {
        _known.Clear();
        _touched.Clear();
        _leads = await LeadLookup.FindAsync(database, items.SelectMany(item => item.LeadKeys), cancellationToken);
        var keys = items.Select(KeyOf).Distinct(StringComparer.Ordinal).ToArray();
        foreach (
            var purchase in await database
                .Purchases.AsNoTracking()
                .Where(purchase => EF.Parameter(keys).Contains(purchase.PurchaseKey))
                .ToListAsync(cancellationToken)
        )
        {
            Remember(purchase);
        }

        await _products.LoadAsync(database, items.Select(item => item.ProductText), cancellationToken);
        await _products.AddMissingAsync(
            database,
            items.Where(item => LeadLookup.Find(_leads, item.LeadKeys) is [_]).Select(item => item.ProductText),
            Work,
            cancellationToken
        );
    }

    protected override RowMatch<Purchase> Find(FileRow row, ParsedPurchase item)
    {
        var found = LeadLookup.Find(_leads, item.LeadKeys);
        if (found is not [_])
        {
            return found is null
                ? RowMatch<Purchase>.Rejected(item.LeadText, ImportReasons.NoSuchLead())
                : RowMatch<Purchase>.Conflict(
                    item.LeadText,
                    ImportReasons.SeveralLeads(MatchKey.Email, item.LeadText, found.Count)
                );
        }

        if (item.ProductText is { } text && _products.Find(text) is { Count: > 1 } several)
        {
            return RowMatch<Purchase>.Conflict(text, ImportReasons.SeveralProducts(several.Count, text));
        }

        if (_known.GetValueOrDefault(KeyOf(item)) is { } known)
        {
            return IsAdded(known, item) && known.Currency != item.Currency
                ? RowMatch<Purchase>.Conflict(item.OrderId, ImportReasons.PurchaseInTwoCurrencies())
                : RowMatch<Purchase>.Known(known);
        }

        var purchase = new Purchase
        {
            PurchaseKey = KeyOf(item),
            OrderId = item.OrderId,
            ImportBatchId = Work.BatchId,
        };
        Write(purchase, item);
        return Work.IsTrial && !_imagined.Add(purchase.PurchaseKey)
            ? RowMatch<Purchase>.Imagined
            : RowMatch<Purchase>.New(purchase);
    }

    protected override bool Update(FileRow row, Purchase known, ParsedPurchase item)
    {
        if (known.Id != 0)
        {
            _touched.Add(known);
        }

        return base.Update(row, known, item);
    }

    /// <summary>An empty cell never erases.</summary>
    protected override void Write(Purchase known, ParsedPurchase item)
    {
        var (pieces, amount) = IsAdded(known, item) ? (known.Quantity, known.Amount) : (null, null);
        known.LeadId = LeadLookup.Find(_leads, item.LeadKeys)![0];
        known.ProductId = item.ProductText is { } text ? _products.Find(text).Product?.Id : known.ProductId;
        known.Quantity = item.Quantity + (pieces ?? 0) ?? known.Quantity;
        known.Amount = item.Amount + (amount ?? 0) ?? known.Amount;
        known.Currency = item.Currency ?? known.Currency;
        known.PurchasedUtc = item.PurchasedUtc;
        known.LastImportBatchId = Work.BatchId;
    }

    protected override void Remember(Purchase record) => _known[record.PurchaseKey] = record;

    /// <summary>An earlier row of the same file is of the same line.</summary>
    private bool IsAdded(Purchase known, ParsedPurchase item) =>
        !item.IsNumbered && Work.BatchId is { } batch && known.LastImportBatchId == batch;

    private static string KeyOf(ParsedPurchase item) => Purchase.KeyOf(item.OrderId, item.Line);
}
