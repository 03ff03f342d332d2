using LeadDashboard.Core.Deals;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Data;
using LeadDashboard.Data.BulkWriting;

namespace LeadDashboard.App.Importing.Commit;

/// <summary>
/// Products: each row creates one or changes the one with its article number or name. An empty cell never erases.
/// </summary>
internal sealed class ProductChunkWriter(BulkWriter writer, ColumnMap map, ParseContext parse, bool isTrial = false)
    : IChunkWriter
{
    private static readonly string[] Updatable =
    [
        .. ProductSnapshot.Fields.Properties,
        nameof(Product.ProductKey),
        nameof(Product.NameKey),
    ];

    private readonly ProductParser _parser = new(map, parse);
    private readonly ProductLookup _lookup = new();

    /// <summary>Only for a trial: what the chunks before would have created.</summary>
    private readonly HashSet<string> _imagined = new(StringComparer.Ordinal);

    public ParsedChunk Parse(IReadOnlyList<FileRow> rows) => ParsedChunk.Of(rows, _parser.Parse, parse.ImportBatchId);

    public async Task WriteAsync(LeadContext database, ParsedChunk chunk, CancellationToken cancellationToken)
    {
        var parsed = (List<(FileRow Row, ParsedProduct Product)>)chunk.Items;
        await _lookup.LoadAsync(
            database,
            parsed.SelectMany(item => new[] { item.Product.Sku, item.Product.Name }),
            cancellationToken
        );
        var changes = new RecordChanges<Product>(ProductSnapshot.Fields.Of);
        foreach (var (row, item) in parsed)
        {
            Decide(row, item, changes, chunk.Counts);
        }

        if (!isTrial)
        {
            await writer.InsertAsync(database, changes.Created, cancellationToken);
            await writer.UpdateAsync(database, changes.Updated, Updatable, cancellationToken);
            await writer.InsertAsync(
                database,
                changes.Rows(
                    parse.ImportBatchId!.Value,
                    RecordChangeKind.ProductUpdated,
                    product => product.Id,
                    product => product.ImportBatchId
                ),
                cancellationToken
            );
        }
    }

    private void Decide(FileRow row, ParsedProduct item, RecordChanges<Product> changes, ChunkCounts counts)
    {
        var match = _lookup.Find(item.Sku, item.Name);
        if (match.Count > 1)
        {
            counts.Reject(
                row,
                new RowError(
                    row.LineNumber,
                    "",
                    CellText.Shorten(item.Name!),
                    ImportReasons.SeveralProducts(match.Count, item.Name!)
                ),
                parse.ImportBatchId!.Value,
                isConflict: true
            );
        }
        else if (match.Product is { } known)
        {
            counts.Updated++;
            counts.Unchanged += changes.Update(known, product => Write(product, item)) ? 0 : 1;
            _lookup.Add(known);
        }
        else
        {
            var product = new Product { ImportBatchId = parse.ImportBatchId };
            Write(product, item);
            if (isTrial && !_imagined.Add(product.ProductKey))
            {
                counts.Updated++;
                return;
            }

            counts.Imported++;
            changes.Create(product);
            _lookup.Add(product);
        }
    }

    private static void Write(Product product, ParsedProduct item)
    {
        product.Sku ??= item.Sku;
        product.Name = item.Name ?? product.Name;
        product.Category = item.Category ?? product.Category;
        product.PriceAmount = item.PriceAmount ?? product.PriceAmount;
        product.IsActive = item.IsActive ?? product.IsActive;
        Products.Rekey(product);
    }
}
