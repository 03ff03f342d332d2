using LeadDashboard.Core.Activities;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Values;

namespace LeadDashboard.Core.Importing.Rows;

/// <summary>An activity whose lead is still to be found.</summary>
/// <param name="LeadKeys">Keys the lead may have, the likeliest first.</param>
/// <param name="LeadText">What the file says about the lead, for the list of rows without one.</param>
/// <param name="Activity">Without Id and LeadId.</param>
public sealed record ParsedActivity(IReadOnlyList<string> LeadKeys, string LeadText, Activity Activity);

/// <summary>Rows in, activities out.</summary>
public sealed class ActivityParser
{
    private readonly ColumnMap _map;
    private readonly ParseContext _context;

    public ActivityParser(ColumnMap map, ParseContext context)
    {
        _map = map;
        _context = context;
    }

    /// <summary>An activity, the reason why not, or neither for a blank row.</summary>
    public RowResult<ParsedActivity> Parse(FileRow row)
    {
        if (CellReader.Refusal(row) is { } refusal)
        {
            return new RowResult<ParsedActivity>(null, refusal);
        }

        if (row.IsBlank)
        {
            return default;
        }

        var cells = new CellReader(row, _context.Format, currency: _context.Currency);
        var reference = cells.Identity(ColumnFor(TargetField.LeadReference)) ?? "";
        var email = cells.Text(ColumnFor(TargetField.Email));
        var keys = LeadReferences.Keys(reference, email);
        if (keys.Count == 0)
        {
            var column = ColumnFor(TargetField.LeadReference) ?? ColumnFor(TargetField.Email)!;
            cells.Fail<string>(column, cells.Text(column), ImportMessages.NamesNoLead);
        }

        var occurred = cells.Date(ColumnFor(TargetField.ActivityTime));
        if (occurred is null && ColumnFor(TargetField.ActivityTime) is { } time)
        {
            cells.FailEmpty(time, ImportMessages.NoActivityTime);
        }

        var kind = ReadKind(ref cells);
        return cells.Error is { } error
            ? new RowResult<ParsedActivity>(null, error)
            : new RowResult<ParsedActivity>(
                new ParsedActivity(
                    keys,
                    reference.Length > 0 ? reference : email,
                    new Activity
                    {
                        Kind = kind,
                        OccurredUtc = occurred!.Value,
                        Detail = cells.TextOrNull(ColumnFor(TargetField.ActivityDetail)),
                        ImportBatchId = _context.ImportBatchId,
                    }
                ),
                null,
                cells.Warnings
            );
    }

    private ActivityKind ReadKind(ref CellReader cells)
    {
        var column = ColumnFor(TargetField.ActivityKind);
        var word = cells.Text(column);
        if (word.Length == 0)
        {
            return ActivityKind.Note;
        }

        return ActivityWords.Kind(word)
            ?? cells.Fail<ActivityKind>(column!, word, ImportMessages.UnknownActivityKind, ImportWords.ActivityKinds);
    }

    private MappedColumn? ColumnFor(TargetField target) => _map.Columns.FirstOrDefault(c => c.Target == target);
}
