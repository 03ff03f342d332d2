using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Importing.Rows;

/// <summary>A line of an order as its row gives it; lead and product are still text.</summary>
/// <param name="Line">Its number in the order, else the product; null = the order has one line.</param>
/// <param name="LeadKeys">Keys the lead may have, the likeliest first.</param>
/// <param name="LeadText">What the file says about the lead, for the list of rows without one.</param>
/// <param name="IsNumbered">The file numbers the lines of an order: each row is one.</param>
public sealed record ParsedPurchase(
    string OrderId,
    string? Line,
    IReadOnlyList<string> LeadKeys,
    string LeadText,
    string? ProductText,
    decimal? Quantity,
    decimal? Amount,
    string? Currency,
    DateTime PurchasedUtc,
    bool IsNumbered
);

/// <summary>Rows in, purchases out.</summary>
public sealed class PurchaseParser(ColumnMap map, ParseContext context)
{
    /// <summary>One of them, the reason why not, or neither for a blank row.</summary>
    public RowResult<ParsedPurchase> Parse(FileRow row)
    {
        if (CellReader.Refusal(row) is { } refusal)
        {
            return new RowResult<ParsedPurchase>(null, refusal);
        }

        if (row.IsBlank)
        {
            return default;
        }

        var cells = new CellReader(row, context.Format, currency: context.Currency);
        var order = cells.Identity(ColumnFor(TargetField.OrderId));
        cells.Require(ColumnFor(TargetField.OrderId)!, order);
        var reference = cells.Identity(ColumnFor(TargetField.LeadReference)) ?? "";
        var email = cells.Text(ColumnFor(TargetField.Email));
        var keys = LeadReferences.Keys(reference, email);
        if (keys.Count == 0)
        {
            var column = (ColumnFor(TargetField.LeadReference) ?? ColumnFor(TargetField.Email))!;
            cells.Fail<string>(column, cells.Text(column), ImportMessages.NamesNoLead);
        }

        var product = cells.SpacedOrNull(ColumnFor(TargetField.Product), TextLengths.Field);
        var line = cells.SpacedOrNull(ColumnFor(TargetField.OrderLine), TextLengths.Word);
        var stated = cells.CurrencyCode(ColumnFor(TargetField.Currency));
        var (amount, currency) = cells.Money(ColumnFor(TargetField.PurchaseAmount), stated);
        var quantity = cells.Amount(ColumnFor(TargetField.Quantity));
        var date = cells.Date(ColumnFor(TargetField.PurchaseDate));
        cells.Require(ColumnFor(TargetField.PurchaseDate)!, date);
        var parsed = cells.Error is not null
            ? null
            : new ParsedPurchase(
                TextLengths.Cut(NormalForms.Spaces(order!), TextLengths.Key),
                line ?? product,
                keys,
                reference.Length > 0 ? reference : email,
                product,
                quantity,
                amount,
                stated ?? currency,
                date!.Value,
                line is not null
            );
        return cells.Error is { } error
            ? new RowResult<ParsedPurchase>(null, error)
            : new RowResult<ParsedPurchase>(parsed, null, cells.Warnings);
    }

    private MappedColumn? ColumnFor(TargetField target) => map.Columns.FirstOrDefault(c => c.Target == target);
}
