using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Importing.Rows;

/// <summary>Money spent for a campaign on one day, the campaign still by name.</summary>
public sealed record ParsedSpend(string? CampaignName, string? ChannelName, DateTime DayUtc, decimal SpendAmount);

/// <summary>Rows in, spend out.</summary>
public sealed class SpendParser
{
    private readonly ColumnMap _map;
    private readonly ParseContext _context;

    public SpendParser(ColumnMap map, ParseContext context)
    {
        _map = map;
        _context = context;
    }

    /// <summary>A day's spend, the reason why not, or neither for a blank row.</summary>
    public RowResult<ParsedSpend> Parse(FileRow row)
    {
        if (CellReader.Refusal(row) is { } refusal)
        {
            return new RowResult<ParsedSpend>(null, refusal);
        }

        if (row.IsBlank)
        {
            return default;
        }

        var cells = new CellReader(row, _context.Format, currency: _context.Currency);
        var campaign = cells.SpacedOrNull(ColumnFor(TargetField.Campaign), TextLengths.Field);
        var channel = cells.SpacedOrNull(ColumnFor(TargetField.Channel), TextLengths.Field);
        var day = cells.Day(ColumnFor(TargetField.SpendDay));
        var amount = cells.Amount(
            ColumnFor(TargetField.SpendAmount),
            cells.StatedCurrency(ColumnFor(TargetField.Currency))
        );
        if (campaign is null && channel is null)
        {
            cells.FailEmpty(
                ColumnFor(TargetField.Campaign) ?? ColumnFor(TargetField.Channel)!,
                ImportMessages.NoSpendTarget
            );
        }

        if (day is null)
        {
            cells.FailEmpty(ColumnFor(TargetField.SpendDay)!, ImportMessages.NoSpendDay);
        }

        if (amount is null)
        {
            cells.FailEmpty(ColumnFor(TargetField.SpendAmount)!, ImportMessages.NoSpendAmount);
        }

        return cells.Error is { } error
            ? new RowResult<ParsedSpend>(null, error)
            : new RowResult<ParsedSpend>(
                new ParsedSpend(campaign, channel, day!.Value, amount!.Value),
                null,
                cells.Warnings
            );
    }

    private MappedColumn? ColumnFor(TargetField target) => _map.Columns.FirstOrDefault(c => c.Target == target);
}
