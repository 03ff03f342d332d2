using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Importing.Rows;

/// <summary>
/// A campaign as its row gives it; null = the row says nothing about it. Name or id is there. Start and end are days.
/// </summary>
public sealed record ParsedCampaign(
    string? ExternalId,
    string? Name,
    string? Channel,
    string? Programme,
    DateTime? StartUtc,
    DateTime? EndUtc,
    decimal? BudgetAmount,
    string? Goal,
    string? MessageVariant,
    string? Status
);

/// <summary>Rows in, campaigns out.</summary>
public sealed class CampaignParser(ColumnMap map, ParseContext context)
{
    /// <summary>One of them, the reason why not, or neither for a blank row.</summary>
    public RowResult<ParsedCampaign> Parse(FileRow row)
    {
        if (CellReader.Refusal(row) is { } refusal)
        {
            return new RowResult<ParsedCampaign>(null, refusal);
        }

        if (row.IsBlank)
        {
            return default;
        }

        var cells = new CellReader(row, context.Format, currency: context.Currency);
        var parsed = new ParsedCampaign(
            cells.SpacedOrNull(ColumnFor(TargetField.CampaignId), TextLengths.Field),
            cells.SpacedOrNull(ColumnFor(TargetField.Campaign), TextLengths.Field),
            cells.SpacedOrNull(ColumnFor(TargetField.Channel), TextLengths.Field),
            cells.SpacedOrNull(ColumnFor(TargetField.Programme), TextLengths.Field),
            cells.Day(ColumnFor(TargetField.CampaignStart)),
            cells.Day(ColumnFor(TargetField.CampaignEnd)),
            cells.NotNegative(
                ColumnFor(TargetField.Budget),
                cells.Amount(ColumnFor(TargetField.Budget), cells.StatedCurrency(ColumnFor(TargetField.Currency)))
            ),
            cells.SpacedOrNull(ColumnFor(TargetField.CampaignGoal), TextLengths.Sentence),
            cells.SpacedOrNull(ColumnFor(TargetField.MessageVariant), TextLengths.Sentence),
            cells.SpacedOrNull(ColumnFor(TargetField.CampaignStatus), TextLengths.Field)
        );
        if (parsed.ExternalId is null && parsed.Name is null)
        {
            cells.FailEmpty(
                (ColumnFor(TargetField.Campaign) ?? ColumnFor(TargetField.CampaignId))!,
                ImportMessages.ValueNeeded
            );
        }

        return cells.Error is { } error
            ? new RowResult<ParsedCampaign>(null, error)
            : new RowResult<ParsedCampaign>(parsed, null, cells.Warnings);
    }

    private MappedColumn? ColumnFor(TargetField target) => map.Columns.FirstOrDefault(c => c.Target == target);
}
