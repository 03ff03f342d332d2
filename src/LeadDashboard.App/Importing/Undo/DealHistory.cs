using LeadDashboard.App.Importing.Commit;
using LeadDashboard.Core.Deals;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Core.Messages;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Undo;

/// <summary>Deals of an import; their leads follow.</summary>
internal sealed class DealHistory(UndoWork work)
    : ImportedHistory<Deal>(work, RecordChangeKind.DealUpdated, DealSnapshot.Fields)
{
    /// <summary>Leads that deals belonged to before they got their old values back.</summary>
    private readonly HashSet<int> _leads = [];

    protected override (int? LeadId, string Name) Label(Deal record) => (record.LeadId, record.Name);

    protected override async Task<IReadOnlyList<FieldChange>> PossibleAsync(
        Deal record,
        IReadOnlyList<FieldChange> fields,
        CancellationToken cancellationToken
    )
    {
        _leads.Add(record.LeadId);
        return await GoneRecords.LeaveOutAsync(Work, record.LeadId, record.Name, fields, cancellationToken);
    }

    /// <summary>A deal that a later import gave stages stays.</summary>
    protected override async Task<IReadOnlyDictionary<int, Message>> KeptAsync(
        IReadOnlyList<Deal> created,
        CancellationToken cancellationToken
    )
    {
        var kept = new Dictionary<int, Message>(await base.KeptAsync(created, cancellationToken));
        var ids = created.Select(deal => deal.Id).ToArray();
        var staged = await Database
            .DealStageChanges.Where(change =>
                change.ImportBatchId != Work.BatchId && EF.Parameter(ids).Contains(change.DealId)
            )
            .Select(change => change.DealId)
            .Distinct()
            .ToListAsync(cancellationToken);
        foreach (var id in staged)
        {
            kept[id] = ImportReasons.ChangedByLaterImport();
        }

        return kept;
    }

    protected override async Task StoreAsync(IReadOnlyList<Deal> records, CancellationToken cancellationToken)
    {
        await base.StoreAsync(records, cancellationToken);
        await FollowAsync([.. _leads.Union(records.Select(deal => deal.LeadId))], cancellationToken);
    }

    protected override async Task DeleteAsync(IReadOnlyList<Deal> gone, CancellationToken cancellationToken)
    {
        await base.DeleteAsync(gone, cancellationToken);
        await FollowAsync([.. gone.Select(deal => deal.LeadId).Distinct()], cancellationToken);
    }

    private async Task FollowAsync(int[] leadIds, CancellationToken cancellationToken) =>
        await LeadsOfDeals.FollowAsync(
            Database,
            Work.Writer,
            leadIds,
            await LeadsOfDeals.CurrencyAsync(Database, cancellationToken),
            Work.BatchId,
            Work.NowUtc,
            cancellationToken
        );
}

/// <summary>Products of an import; those that a deal or a purchase uses stay.</summary>
internal sealed class ProductHistory(UndoWork work)
    : ImportedHistory<Product>(work, RecordChangeKind.ProductUpdated, ProductSnapshot.Fields)
{
    private static readonly string[] Written =
    [
        .. ProductSnapshot.Fields.Properties,
        nameof(Product.ProductKey),
        nameof(Product.NameKey),
    ];

    protected override (int? LeadId, string Name) Label(Product record) => (null, record.Name);

    /// <summary>One by one: the key that a product had before may belong to another one by now.</summary>
    protected override async Task StoreAsync(IReadOnlyList<Product> records, CancellationToken cancellationToken)
    {
        foreach (var product in records)
        {
            Products.Rekey(product);
            var isTaken = await Database.Products.AnyAsync(
                other => other.Id != product.Id && other.ProductKey == product.ProductKey,
                cancellationToken
            );
            if (isTaken)
            {
                var name = await Database
                    .Products.Where(row => row.Id == product.Id)
                    .Select(row => row.Name)
                    .SingleAsync(cancellationToken);
                Work.Conflicts.Add(null, name, "", ImportReasons.KeyTakenLater());
            }
            else
            {
                await Work.Writer.UpdateAsync(Database, [product], Written, cancellationToken);
            }
        }
    }

    protected override async Task<IReadOnlyDictionary<int, Message>> KeptAsync(
        IReadOnlyList<Product> created,
        CancellationToken cancellationToken
    )
    {
        var kept = new Dictionary<int, Message>(await base.KeptAsync(created, cancellationToken));
        var ids = created.Select(product => product.Id).ToArray();
        var used = await Database
            .Deals.Where(deal => deal.ProductId != null && EF.Parameter(ids).Contains(deal.ProductId.Value))
            .Select(deal => deal.ProductId!.Value)
            .Union(
                Database
                    .Purchases.Where(line => line.ProductId != null && EF.Parameter(ids).Contains(line.ProductId.Value))
                    .Select(line => line.ProductId!.Value)
            )
            .ToListAsync(cancellationToken);
        var named = await Database
            .Activities.Where(activity =>
                activity.ProductId != null
                && activity.ImportBatchId != Work.BatchId
                && EF.Parameter(ids).Contains(activity.ProductId.Value)
            )
            .Select(activity => activity.ProductId!.Value)
            .Distinct()
            .ToListAsync(cancellationToken);
        foreach (var id in used.Union(named))
        {
            kept[id] = ImportReasons.ProductInUse();
        }

        return kept;
    }
}
