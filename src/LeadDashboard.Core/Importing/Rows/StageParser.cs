using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Importing.Rows;

/// <summary>A deal entered a stage; the deal is still named by its id.</summary>
/// <param name="DealKey">The id as it is compared: trimmed, lower case.</param>
public sealed record ParsedStage(string DealKey, string Stage, DateTime EnteredUtc);

/// <summary>Rows in, changes of stages out.</summary>
public sealed class StageParser(ColumnMap map, ParseContext context)
{
    /// <summary>One of them, the reason why not, or neither for a blank row.</summary>
    public RowResult<ParsedStage> Parse(FileRow row)
    {
        if (CellReader.Refusal(row) is { } refusal)
        {
            return new RowResult<ParsedStage>(null, refusal);
        }

        if (row.IsBlank)
        {
            return default;
        }

        var cells = new CellReader(row, context.Format, currency: context.Currency);
        var id = cells.Identity(ColumnFor(TargetField.DealId));
        var stage = cells.SpacedOrNull(ColumnFor(TargetField.DealStage), TextLengths.Field);
        var entered = cells.Date(ColumnFor(TargetField.StageEntered));
        cells.Require(ColumnFor(TargetField.DealId)!, id);
        cells.Require(ColumnFor(TargetField.DealStage)!, stage);
        cells.Require(ColumnFor(TargetField.StageEntered)!, entered);
        var parsed = cells.Error is null ? new ParsedStage(DealParser.KeyOf(id!), stage!, entered!.Value) : null;
        return cells.Error is { } error
            ? new RowResult<ParsedStage>(null, error)
            : new RowResult<ParsedStage>(parsed, null, cells.Warnings);
    }

    private MappedColumn? ColumnFor(TargetField target) => map.Columns.FirstOrDefault(c => c.Target == target);
}
