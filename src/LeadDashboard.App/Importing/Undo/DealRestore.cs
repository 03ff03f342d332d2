using LeadDashboard.App.Importing.Commit;
using LeadDashboard.Core.Deals;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Data;
using LeadDashboard.Data.BulkWriting;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Undo;

/// <summary>
/// Takes back what an import did to deals and products, one chunk at a time inside the caller's transaction. What a
/// later import changed stays and is listed.
/// </summary>
internal static class DealRestore
{
    /// <summary>Deals that the import changed get their former values; their leads follow.</summary>
    /// <returns>How many changes were looked at; 0 = none is left.</returns>
    public static async Task<int> UpdatedDealsAsync(
        LeadContext database,
        BulkWriter writer,
        int batchId,
        int count,
        UndoConflicts conflicts,
        DateTime nowUtc,
        CancellationToken cancellationToken
    )
    {
        var images = await ImportImages.NewestAsync(
            database,
            batchId,
            RecordChangeKind.DealUpdated,
            count,
            cancellationToken
        );
        if (images.Count == 0)
        {
            return 0;
        }

        var ids = images.Select(image => image.EntityId).Distinct().ToArray();
        var deals = await database
            .Deals.AsNoTracking()
            .Where(deal => EF.Parameter(ids).Contains(deal.Id))
            .ToDictionaryAsync(deal => deal.Id, cancellationToken);
        var leads = deals.Values.Select(deal => deal.LeadId).ToHashSet();
        foreach (var image in images)
        {
            if (deals.TryGetValue(image.EntityId, out var deal))
            {
                await RestoreAsync(
                    database,
                    deal,
                    LeadSnapshot.FromJson(image.ChangeJson),
                    conflicts,
                    cancellationToken
                );
                leads.Add(deal.LeadId);
            }
        }

        await writer.UpdateAsync(database, deals.Values, DealSnapshot.Fields.Properties.ToArray(), cancellationToken);
        await LeadsOfDeals.FollowAsync(
            database,
            writer,
            leads,
            await LeadsOfDeals.CurrencyAsync(database, cancellationToken),
            batchId,
            nowUtc,
            cancellationToken
        );
        await ImportImages.ForgetAsync(
            database,
            batchId,
            RecordChangeKind.DealUpdated,
            images[^1].Id,
            cancellationToken
        );
        return images.Count;
    }

    /// <summary>Deals that the import created go, unless a later import has changed them; their leads follow.</summary>
    /// <returns>The last deal looked at and how many went; null = none is left.</returns>
    public static async Task<(int LastId, int Count)?> CreatedDealsAsync(
        LeadContext database,
        BulkWriter writer,
        int batchId,
        int afterId,
        int count,
        UndoConflicts conflicts,
        DateTime nowUtc,
        CancellationToken cancellationToken
    )
    {
        var deals = await database
            .Deals.AsNoTracking()
            .Where(deal => deal.ImportBatchId == batchId && deal.Id > afterId)
            .OrderBy(deal => deal.Id)
            .Take(count)
            .ToListAsync(cancellationToken);
        if (deals.Count == 0)
        {
            return null;
        }

        var changed = await ChangedLaterAsync(
            database,
            batchId,
            RecordChangeKind.DealUpdated,
            [.. deals.Select(deal => deal.Id)],
            cancellationToken
        );
        foreach (var deal in deals.Where(deal => changed.Contains(deal.Id)))
        {
            conflicts.Add(deal.LeadId, deal.Name, "", ImportReasons.ChangedByLaterImport());
        }

        var gone = deals.Where(deal => !changed.Contains(deal.Id)).ToList();
        var ids = gone.Select(deal => deal.Id).ToArray();
        await database.Deals.Where(deal => EF.Parameter(ids).Contains(deal.Id)).ExecuteDeleteAsync(cancellationToken);
        await LeadsOfDeals.FollowAsync(
            database,
            writer,
            [.. gone.Select(deal => deal.LeadId).Distinct()],
            await LeadsOfDeals.CurrencyAsync(database, cancellationToken),
            batchId,
            nowUtc,
            cancellationToken
        );
        return (deals[^1].Id, gone.Count);
    }

    public static async Task<int> UpdatedProductsAsync(
        LeadContext database,
        BulkWriter writer,
        int batchId,
        int count,
        UndoConflicts conflicts,
        CancellationToken cancellationToken
    )
    {
        var images = await ImportImages.NewestAsync(
            database,
            batchId,
            RecordChangeKind.ProductUpdated,
            count,
            cancellationToken
        );
        if (images.Count == 0)
        {
            return 0;
        }

        foreach (var image in images)
        {
            if (
                await database.Products.FirstOrDefaultAsync(product => product.Id == image.EntityId, cancellationToken)
                is not { } product
            )
            {
                continue;
            }

            var later = ProductSnapshot.Fields.Restore(product, LeadSnapshot.FromJson(image.ChangeJson));
            foreach (var (change, found) in later)
            {
                conflicts.Add(null, product.Name, change.Field, ImportReasons.ChangedLater(found, change.After));
            }

            Products.Rekey(product);
            if (
                await database.Products.AnyAsync(
                    other => other.Id != product.Id && other.ProductKey == product.ProductKey,
                    cancellationToken
                )
            )
            {
                await database.Entry(product).ReloadAsync(cancellationToken);
                conflicts.Add(null, product.Name, "", ImportReasons.KeyTakenLater());
            }

            await database.SaveChangesAsync(cancellationToken);
        }

        await ImportImages.ForgetAsync(
            database,
            batchId,
            RecordChangeKind.ProductUpdated,
            images[^1].Id,
            cancellationToken
        );
        return images.Count;
    }

    /// <summary>
    /// Products that the import created go, unless a deal uses them or a later import has changed them.
    /// </summary>
    public static async Task<(int LastId, int Count)?> CreatedProductsAsync(
        LeadContext database,
        int batchId,
        int afterId,
        int count,
        UndoConflicts conflicts,
        CancellationToken cancellationToken
    )
    {
        var products = await database
            .Products.AsNoTracking()
            .Where(product => product.ImportBatchId == batchId && product.Id > afterId)
            .OrderBy(product => product.Id)
            .Take(count)
            .ToListAsync(cancellationToken);
        if (products.Count == 0)
        {
            return null;
        }

        var ids = products.Select(product => product.Id).ToArray();
        var used = (
            await database
                .Deals.Where(deal => deal.ProductId != null && EF.Parameter(ids).Contains(deal.ProductId.Value))
                .Select(deal => deal.ProductId!.Value)
                .Distinct()
                .ToListAsync(cancellationToken)
        ).ToHashSet();
        var changed = await ChangedLaterAsync(
            database,
            batchId,
            RecordChangeKind.ProductUpdated,
            ids,
            cancellationToken
        );
        foreach (var product in products.Where(product => used.Contains(product.Id) || changed.Contains(product.Id)))
        {
            conflicts.Add(
                null,
                product.Name,
                "",
                used.Contains(product.Id) ? ImportReasons.ProductInUse() : ImportReasons.ChangedByLaterImport()
            );
        }

        var gone = ids.Where(id => !used.Contains(id) && !changed.Contains(id)).ToArray();
        await database
            .Products.Where(product => EF.Parameter(gone).Contains(product.Id))
            .ExecuteDeleteAsync(cancellationToken);
        return (ids[^1], gone.Length);
    }

    private static async Task RestoreAsync(
        LeadContext database,
        Deal deal,
        IReadOnlyList<FieldChange> changes,
        UndoConflicts conflicts,
        CancellationToken cancellationToken
    )
    {
        var possible = new List<FieldChange>(changes.Count);
        foreach (var change in changes)
        {
            var isGone = change switch
            {
                { Field: nameof(Deal.LeadId), Before: { } id } => !await database.Leads.AnyAsync(
                    lead => lead.Id == Number(id),
                    cancellationToken
                ),
                { Field: nameof(Deal.ProductId), Before: { } id } => !await database.Products.AnyAsync(
                    product => product.Id == Number(id),
                    cancellationToken
                ),
                _ => false,
            };
            if (isGone)
            {
                conflicts.Add(
                    deal.LeadId,
                    deal.Name,
                    change.Field,
                    change.Field == nameof(Deal.LeadId) ? ImportReasons.LeadGone() : ImportReasons.ProductGone()
                );
            }
            else
            {
                possible.Add(change);
            }
        }

        foreach (var (change, found) in DealSnapshot.Fields.Restore(deal, possible))
        {
            conflicts.Add(deal.LeadId, deal.Name, change.Field, ImportReasons.ChangedLater(found, change.After));
        }
    }

    private static int Number(string id) => int.Parse(id, System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<HashSet<int>> ChangedLaterAsync(
        LeadContext database,
        int batchId,
        RecordChangeKind kind,
        int[] ids,
        CancellationToken cancellationToken
    ) =>
        [
            .. await database
                .RecordChanges.Where(change =>
                    change.Kind == kind
                    && change.ImportBatchId != batchId
                    && EF.Parameter(ids).Contains(change.EntityId)
                )
                .Select(change => change.EntityId)
                .Distinct()
                .ToListAsync(cancellationToken),
        ];
}
