using LeadDashboard.Core.Deals;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Data;

namespace LeadDashboard.App.Importing.Commit;

/// <summary>
/// Products: each row creates one or changes the one with its article number or name. An empty cell never erases.
/// </summary>
internal sealed class ProductRowHandler(RowWork work)
    : RecordRowHandler<ParsedProduct, Product>(
        work,
        new ProductParser(work.Map, work.Parse).Parse,
        RecordChangeKind.ProductUpdated,
        ProductSnapshot.Fields,
        nameof(Product.ProductKey),
        nameof(Product.NameKey)
    )
{
    private readonly ProductLookup _lookup = new();

    /// <summary>Only for a trial: what the chunks before would have created.</summary>
    private readonly HashSet<string> _imagined = new(StringComparer.Ordinal);

    protected override Task LoadAsync(
        LeadContext database,
        IReadOnlyList<ParsedProduct> items,
        CancellationToken cancellationToken
    ) => _lookup.LoadAsync(database, items.SelectMany(item => new[] { item.Sku, item.Name }), cancellationToken);

    protected override RowMatch<Product> Find(FileRow row, ParsedProduct item)
    {
        var match = _lookup.Find(item.Sku, item.Name);
        if (match.Count > 1)
        {
            return RowMatch<Product>.Conflict(item.Name!, ImportReasons.SeveralProducts(match.Count, item.Name!));
        }

        if (match.Product is { } known)
        {
            return RowMatch<Product>.Known(known);
        }

        var product = new Product { ImportBatchId = Work.BatchId };
        Write(product, item);
        return Work.IsTrial && !_imagined.Add(product.ProductKey)
            ? RowMatch<Product>.Imagined
            : RowMatch<Product>.New(product);
    }

    protected override void Write(Product known, ParsedProduct item)
    {
        known.Sku ??= item.Sku;
        known.Name = item.Name ?? known.Name;
        known.Category = item.Category ?? known.Category;
        known.PriceAmount = item.PriceAmount ?? known.PriceAmount;
        known.UnitCostAmount = item.UnitCostAmount ?? known.UnitCostAmount;
        known.StockQuantity = item.StockQuantity ?? known.StockQuantity;
        known.IsActive = item.IsActive ?? known.IsActive;
        Products.Rekey(known);
    }

    protected override void Remember(Product record) => _lookup.Add(record);
}
