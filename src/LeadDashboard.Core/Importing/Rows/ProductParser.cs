using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Importing.Rows;

/// <summary>
/// A product as its row gives it; null = the row says nothing about it. Name or article number is there.
/// </summary>
public sealed record ParsedProduct(
    string? Sku,
    string? Name,
    string? Category,
    decimal? PriceAmount,
    decimal? UnitCostAmount,
    decimal? StockQuantity,
    bool? IsActive
);

/// <summary>Rows in, products out.</summary>
public sealed class ProductParser(ColumnMap map, ParseContext context)
{
    /// <summary>A product, the reason why not, or neither for a blank row.</summary>
    public RowResult<ParsedProduct> Parse(FileRow row)
    {
        if (CellReader.Refusal(row) is { } refusal)
        {
            return new RowResult<ParsedProduct>(null, refusal);
        }

        if (row.IsBlank)
        {
            return default;
        }

        var cells = new CellReader(row, context.Format, currency: context.Currency);
        var sku = cells.SpacedOrNull(ColumnFor(TargetField.Sku), TextLengths.Field);
        var name = cells.SpacedOrNull(ColumnFor(TargetField.ProductName), TextLengths.Field);
        var category = cells.SpacedOrNull(ColumnFor(TargetField.ProductCategory), TextLengths.Field);
        var price = cells.Amount(ColumnFor(TargetField.Price));
        var costColumn = ColumnFor(TargetField.UnitCost);
        var cost = cells.NotNegative(costColumn, cells.Amount(costColumn));
        var stock = cells.Amount(ColumnFor(TargetField.Stock));
        var active = cells.Flag(ColumnFor(TargetField.IsActive));
        if (sku is null && name is null)
        {
            cells.FailEmpty(
                (ColumnFor(TargetField.Sku) ?? ColumnFor(TargetField.ProductName))!,
                ImportMessages.NoProductNamed
            );
        }

        if (price < 0)
        {
            cells.Fail<string>(
                ColumnFor(TargetField.Price)!,
                cells.Text(ColumnFor(TargetField.Price)),
                ImportMessages.NegativePrice
            );
        }

        return cells.Error is { } error
            ? new RowResult<ParsedProduct>(null, error)
            : new RowResult<ParsedProduct>(
                new ParsedProduct(sku, name, category, price, cost, stock, active),
                null,
                cells.Warnings
            );
    }

    private MappedColumn? ColumnFor(TargetField target) => map.Columns.FirstOrDefault(c => c.Target == target);
}
