using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Importing.Rows;

/// <summary>
/// A deal as its row gives it; null = the row says nothing about it. Id or name is there. Lead and product are still
/// text.
/// </summary>
/// <param name="DealKey">The id as it is compared: trimmed, lower case.</param>
/// <param name="IdText">The id as it stands.</param>
/// <param name="LeadKeys">Keys the lead may have, the likeliest first; empty = the row names none.</param>
/// <param name="LeadText">What the file says about the lead, for the list of rows without one.</param>
/// <param name="Closed">When it was won or lost; for an open deal when it is expected to be.</param>
/// <param name="Status">null where no column says won or lost, or its cell is empty.</param>
public sealed record ParsedDeal(
    string? DealKey,
    string? IdText,
    string? Name,
    IReadOnlyList<string> LeadKeys,
    string LeadText,
    string? ProductText,
    decimal? Quantity,
    decimal? Amount,
    string? Currency,
    string? Stage,
    LeadStatus? Status,
    DateTime? OpenedUtc,
    DateTime? Closed,
    string? LossReason
)
{
    /// <summary>By the price list, in the money of the deal like the offer and the cost.</summary>
    public decimal? ListAmount { get; init; }

    public decimal? OfferedAmount { get; init; }

    public decimal? CostAmount { get; init; }

    public string? OwnerText { get; init; }

    /// <summary>When the deal entered its stage; null = the file does not say it.</summary>
    public DateTime? StageEnteredUtc { get; init; }
}

/// <summary>Rows in, deals out.</summary>
public sealed class DealParser
{
    private const int MaxKeyLength = 200;

    private readonly ColumnMap _map;
    private readonly ParseContext _context;
    private readonly OutcomeReader _outcome;

    public DealParser(ColumnMap map, ParseContext context)
    {
        _map = map;
        _context = context;
        _outcome = new OutcomeReader(map.Outcome);
    }

    /// <summary>A deal, the reason why not, or neither for a blank row.</summary>
    public RowResult<ParsedDeal> Parse(FileRow row)
    {
        if (CellReader.Refusal(row) is { } refusal)
        {
            return new RowResult<ParsedDeal>(null, refusal);
        }

        if (row.IsBlank)
        {
            return default;
        }

        var cells = new CellReader(row, _context.Format, currency: _context.Currency);
        cells.Identity(ColumnFor(TargetField.DealId));
        var id = cells.SpacedOrNull(ColumnFor(TargetField.DealId), MaxKeyLength);
        var name = cells.SpacedOrNull(ColumnFor(TargetField.DealName), TextLengths.Field);
        if (id is null && name is null)
        {
            cells.FailEmpty(
                (ColumnFor(TargetField.DealId) ?? ColumnFor(TargetField.DealName))!,
                ImportMessages.NoDealNamed
            );
        }

        var reference = cells.Identity(ColumnFor(TargetField.LeadReference)) ?? "";
        var email = cells.Text(ColumnFor(TargetField.Email));
        var stated = cells.CurrencyCode(ColumnFor(TargetField.Currency));
        var (amount, currency) = cells.Money(ColumnFor(TargetField.DealAmount), stated);
        var status = _outcome.Read(ref cells, ColumnFor(TargetField.Outcome));
        if (
            status is LeadStatus.Open or LeadStatus.Won
            && cells.TextOrNull(ColumnFor(TargetField.LossReason)) is { } reason
        )
        {
            cells.LeaveOut(ColumnFor(TargetField.LossReason)!, reason);
        }

        var parsed = new ParsedDeal(
            id is null ? null : KeyOf(id),
            id,
            name,
            LeadReferences.Keys(reference, email),
            reference.Length > 0 ? reference : email,
            cells.SpacedOrNull(ColumnFor(TargetField.Product), TextLengths.Field),
            cells.Amount(ColumnFor(TargetField.Quantity)),
            amount,
            stated ?? currency,
            cells.SpacedOrNull(ColumnFor(TargetField.DealStage) ?? ColumnFor(TargetField.Outcome), TextLengths.Field),
            status,
            cells.Date(ColumnFor(TargetField.Opened)),
            cells.Date(ColumnFor(TargetField.Closed)),
            cells.SpacedOrNull(ColumnFor(TargetField.LossReason), TextLengths.Sentence)
        )
        {
            ListAmount = SameMoney(ref cells, TargetField.ListPrice, stated ?? currency),
            OfferedAmount = SameMoney(ref cells, TargetField.OfferedPrice, stated ?? currency),
            CostAmount = SameMoney(ref cells, TargetField.DealCost, stated ?? currency),
            OwnerText = cells.SpacedOrNull(ColumnFor(TargetField.Owner), TextLengths.Field),
            StageEnteredUtc = cells.Date(ColumnFor(TargetField.StageEntered)),
        };
        return cells.Error is { } error
            ? new RowResult<ParsedDeal>(null, error)
            : new RowResult<ParsedDeal>(parsed, null, cells.Warnings);
    }

    /// <summary>How ids of deals are compared.</summary>
    public static string KeyOf(string id)
    {
        var key = NormalForms.Spaces(id).ToLowerInvariant();
        return key.Length <= MaxKeyLength ? key : key[..MaxKeyLength];
    }

    /// <summary>Prices and costs of a deal are in its money: one in another is left out, and told.</summary>
    private decimal? SameMoney(ref CellReader cells, TargetField target, string? currency)
    {
        var column = ColumnFor(target);
        var (amount, code) = cells.Money(column, currency);
        if (amount is null || code is null || code == (currency ?? _context.Currency))
        {
            return cells.NotNegative(column, amount);
        }

        cells.LeaveOut(column!, cells.Text(column));
        return null;
    }

    private MappedColumn? ColumnFor(TargetField target) => _map.Columns.FirstOrDefault(c => c.Target == target);
}
