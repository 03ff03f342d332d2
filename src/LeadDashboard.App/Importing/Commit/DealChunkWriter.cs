using LeadDashboard.Core.Deals;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Messages;
using LeadDashboard.Data;
using LeadDashboard.Data.BulkWriting;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Commit;

/// <summary>
/// Deals, joined to their leads by id, e-mail or phone: each row creates one or changes the one with its id, else the
/// one of this name of the lead.
/// A deal without a lead is rejected, a product nobody knows is created, and the leads follow their deals.
/// </summary>
internal sealed class DealChunkWriter(BulkWriter writer, ColumnMap map, ParseContext parse, bool isTrial = false)
    : IChunkWriter
{
    private static readonly string[] Updatable = [.. DealSnapshot.Fields.Properties, nameof(Deal.LastImportBatchId)];

    private readonly DealParser _parser = new(map, parse);
    private readonly ProductLookup _products = new();
    private readonly DealLookup _deals = new(isTrial);
    private string? _currency;

    /// <summary>A row whose lead and deal are known, before anything is written.</summary>
    private sealed record Resolved(FileRow Row, ParsedDeal Item, int LeadId, Deal? Known, Product? Product);

    public ParsedChunk Parse(IReadOnlyList<FileRow> rows) => ParsedChunk.Of(rows, _parser.Parse, parse.ImportBatchId);

    public async Task WriteAsync(LeadContext database, ParsedChunk chunk, CancellationToken cancellationToken)
    {
        var parsed = (List<(FileRow Row, ParsedDeal Deal)>)chunk.Items;
        var leads = await LeadLookup.FindAsync(
            database,
            parsed.SelectMany(item => item.Deal.LeadKeys),
            cancellationToken
        );
        await _deals.LoadAsync(
            database,
            parsed.Select(item => item.Deal.DealKey),
            leads.Values.SelectMany(ids => ids),
            cancellationToken
        );
        await _products.LoadAsync(database, parsed.Select(item => item.Deal.ProductText), cancellationToken);
        var resolved = Resolve(parsed, leads, chunk.Counts);
        await CreateProductsAsync(database, resolved, cancellationToken);
        var changes = new RecordChanges<Deal>(DealSnapshot.Fields.Of);
        var touched = new HashSet<Deal>();
        var rowsByLead = new Dictionary<int, FileRow>();
        foreach (var item in resolved)
        {
            Decide(item, changes, touched, rowsByLead, chunk.Counts);
        }

        if (!isTrial)
        {
            await writer.InsertAsync(database, changes.Created, cancellationToken);
            await writer.UpdateAsync(database, touched, Updatable, cancellationToken);
            await writer.InsertAsync(
                database,
                changes.Rows(
                    parse.ImportBatchId!.Value,
                    RecordChangeKind.DealUpdated,
                    deal => deal.Id,
                    deal => deal.ImportBatchId
                ),
                cancellationToken
            );
            await AssignAccountsAsync(database, cancellationToken);
            await FollowAsync(database, rowsByLead, chunk.Counts, cancellationToken);
        }
    }

    private List<Resolved> Resolve(
        List<(FileRow Row, ParsedDeal Deal)> parsed,
        Dictionary<string, List<int>> leads,
        ChunkCounts counts
    )
    {
        var resolved = new List<Resolved>(parsed.Count);
        foreach (var (row, item) in parsed)
        {
            var known = _deals.ByKey(item.DealKey);
            var found =
                item.LeadKeys.Count == 0 && known is not null
                    ? [known.LeadId]
                    : item
                        .LeadKeys.Select(key => leads.GetValueOrDefault(key))
                        .FirstOrDefault(ids => ids is { Count: > 0 });
            if (found is not [var leadId])
            {
                var reason = found is null
                    ? ImportReasons.NoSuchLead()
                    : ImportReasons.SeveralLeads(MatchKey.Email, item.LeadText, found.Count);
                Reject(row, item.LeadText, reason, isConflict: found is not null);
                continue;
            }

            var product = item.ProductText is null ? default : _products.Find(item.ProductText);
            if (product.Count > 1)
            {
                Reject(
                    row,
                    item.ProductText!,
                    ImportReasons.SeveralProducts(product.Count, item.ProductText!),
                    isConflict: true
                );
                continue;
            }

            resolved.Add(new Resolved(row, item, leadId, known, product.Product));
        }

        return resolved;

        void Reject(FileRow row, string value, Message reason, bool isConflict) =>
            counts.Reject(
                row,
                new RowError(row.LineNumber, "", CellText.Shorten(value), reason),
                parse.ImportBatchId!.Value,
                isConflict
            );
    }

    private async Task CreateProductsAsync(
        LeadContext database,
        List<Resolved> resolved,
        CancellationToken cancellationToken
    )
    {
        var added = new List<Product>();
        for (var i = 0; i < resolved.Count; i++)
        {
            if (resolved[i] is { Item.ProductText: { } text, Product: null } row)
            {
                if (_products.Find(text).Product is not { } product)
                {
                    // A trial gives ids that no product has, so that two new ones are told apart.
                    product = new Product
                    {
                        Id = isTrial ? -1 - added.Count : 0,
                        Name = text,
                        ImportBatchId = parse.ImportBatchId,
                    };
                    Products.Rekey(product);
                    _products.Add(product);
                    added.Add(product);
                }

                resolved[i] = row with { Product = product };
            }
        }

        if (added.Count > 0 && !isTrial)
        {
            database.Products.AddRange(added);
            await database.SaveChangesAsync(cancellationToken);
            database.ChangeTracker.Clear();
        }
    }

    private void Decide(
        Resolved item,
        RecordChanges<Deal> changes,
        HashSet<Deal> touched,
        Dictionary<int, FileRow> rowsByLead,
        ChunkCounts counts
    )
    {
        var (row, given, leadId, known, product) = item;
        known ??= _deals.ByKey(given.DealKey);
        if (
            known is null
            && given.Name is { } name
            && _deals.ByName(leadId, name, given.DealKey) is { Count: > 0 } same
        )
        {
            if (same.Count > 1)
            {
                counts.Reject(
                    row,
                    new RowError(
                        row.LineNumber,
                        "",
                        CellText.Shorten(name),
                        ImportReasons.SeveralDeals(same.Count, name)
                    ),
                    parse.ImportBatchId!.Value,
                    isConflict: true
                );
                return;
            }

            known = same[0];
        }

        if (known is null)
        {
            var deal = new Deal { ImportBatchId = parse.ImportBatchId };
            Write(deal, given, leadId, product);
            if (_deals.IsImagined(deal))
            {
                counts.Updated++;
                return;
            }

            counts.Imported++;
            changes.Create(deal);
            _deals.Add(deal);
            rowsByLead[leadId] = row;
        }
        else if (
            known.LastImportBatchId == parse.ImportBatchId
            && parse.ImportBatchId is not null
            && known.ProductId is { } sold
            && product is not null
            && sold != product.Id
        )
        {
            counts.Reject(
                row,
                new RowError(
                    row.LineNumber,
                    "",
                    CellText.Shorten(product.Name),
                    ImportReasons.DealTwice(given.IdText ?? known.Name)
                ),
                parse.ImportBatchId.Value,
                isConflict: true
            );
        }
        else
        {
            counts.Updated++;
            var before = known.LeadId;
            if (changes.Update(known, deal => Write(deal, given, leadId, product)))
            {
                rowsByLead[leadId] = row;
                rowsByLead.TryAdd(before, row);
            }
            else
            {
                counts.Unchanged++;
            }

            _deals.Add(known);
            if (known.Id != 0)
            {
                touched.Add(known);
            }
        }
    }

    /// <summary>An empty cell never erases; a deal that is open again has no closing.</summary>
    private void Write(Deal deal, ParsedDeal given, int leadId, Product? product)
    {
        deal.LeadId = leadId;
        deal.DealKey ??= given.DealKey;
        deal.Name = given.Name ?? (deal.Name.Length > 0 ? deal.Name : given.IdText ?? "");
        deal.ProductId = product?.Id ?? deal.ProductId;
        deal.Quantity = given.Quantity ?? deal.Quantity;
        deal.Amount = given.Amount ?? deal.Amount;
        deal.Currency = given.Currency ?? deal.Currency;
        deal.Stage = given.Stage ?? deal.Stage;
        deal.OpenedUtc = given.OpenedUtc ?? deal.OpenedUtc;
        deal.Status = given.Status ?? deal.Status;
        if (deal.Status == LeadStatus.Open)
        {
            deal.ExpectedCloseUtc = given.Closed ?? deal.ExpectedCloseUtc;
            (deal.ClosedUtc, deal.LossReason) = (null, null);
        }
        else
        {
            deal.ClosedUtc = given.Closed ?? deal.ClosedUtc ?? parse.ImportedUtc;
            deal.LossReason = deal.Status == LeadStatus.Lost ? given.LossReason ?? deal.LossReason : null;
        }

        deal.LastImportBatchId = parse.ImportBatchId;
    }

    /// <summary>The company that buys is the lead's.</summary>
    private Task AssignAccountsAsync(LeadContext database, CancellationToken cancellationToken) =>
        database
            .Deals.Where(deal => deal.AccountId == null && deal.LastImportBatchId == parse.ImportBatchId)
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
    private async Task FollowAsync(
        LeadContext database,
        Dictionary<int, FileRow> rowsByLead,
        ChunkCounts counts,
        CancellationToken cancellationToken
    )
    {
        _currency ??= await LeadsOfDeals.CurrencyAsync(database, cancellationToken);
        foreach (
            var notice in await LeadsOfDeals.FollowAsync(
                database,
                writer,
                rowsByLead.Keys,
                _currency,
                parse.ImportBatchId,
                parse.ImportedUtc,
                cancellationToken
            )
        )
        {
            var row = rowsByLead[notice.LeadId];
            counts.Kept.Add(
                RejectedRowsCsv.Kept(
                    row,
                    new RowError(row.LineNumber, "", CellText.Shorten(notice.Value), notice.Reason),
                    parse.ImportBatchId!.Value
                )
            );
        }
    }
}
