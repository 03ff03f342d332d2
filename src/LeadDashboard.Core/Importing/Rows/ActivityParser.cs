using LeadDashboard.Core.Activities;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Importing.Rows;

/// <summary>An activity whose lead is still to be found.</summary>
/// <param name="LeadKeys">Keys the lead may have, the likeliest first.</param>
/// <param name="LeadText">What the file says about the lead, for the list of rows without one.</param>
/// <param name="Activity">Without the ids of lead, campaign and product.</param>
/// <param name="CampaignName">The campaign that it was a touch of; null = none is named.</param>
/// <param name="ProductText">Number or name of the product it was about; null = none is named.</param>
public sealed record ParsedActivity(
    IReadOnlyList<string> LeadKeys,
    string LeadText,
    Activity Activity,
    string? CampaignName = null,
    string? ProductText = null
);

/// <summary>Rows in, activities out.</summary>
public sealed class ActivityParser
{
    private readonly ColumnMap _map;
    private readonly ParseContext _context;

    /// <summary>What all rows are where no column says it.</summary>
    private readonly ActivityKind _kindOfAll;

    public ActivityParser(ColumnMap map, ParseContext context)
    {
        _map = map;
        _context = context;
        _kindOfAll = ActivityWords.KindOfHeaders([.. map.Columns.Select(column => column.Header)]);
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

        // A time or a kind that cannot be read fails the row; what describes the activity may be left out.
        var cells = new CellReader(row, _context.Format, currency: _context.Currency);
        var about = new CellReader(row, _context.Format, keepsRows: true, _context.Currency);
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
        about.Identity(ColumnFor(TargetField.ActivityId));
        var (score, top) = about.Score(ColumnFor(TargetField.ActivityScore));
        var activity = new Activity
        {
            Kind = kind,
            OccurredUtc = occurred ?? default,
            Detail = about.TextOrNull(ColumnFor(TargetField.ActivityDetail)),
            Text = about.TextOrNull(ColumnFor(TargetField.ActivityText)),
            Direction =
                about.Direction(ColumnFor(TargetField.ActivityDirection))
                ?? ActivityWords.Direction(cells.Text(ColumnFor(TargetField.ActivityKind))),
            Minutes = about.Minutes(ColumnFor(TargetField.ActivityMinutes)),
            ExternalId = about.SpacedOrNull(ColumnFor(TargetField.ActivityId), TextLengths.Field),
            Score = score,
            ScoreTop = top,
            ImportBatchId = _context.ImportBatchId,
        };
        var parsed = new ParsedActivity(
            keys,
            reference.Length > 0 ? reference : email,
            activity,
            about.SpacedOrNull(ColumnFor(TargetField.Campaign), TextLengths.Field),
            about.SpacedOrNull(ColumnFor(TargetField.Product), TextLengths.Field)
        );
        return (cells.Error ?? about.Error) is { } error
            ? new RowResult<ParsedActivity>(null, error)
            : new RowResult<ParsedActivity>(parsed, null, Both(cells.Warnings, about.Warnings));
    }

    private static List<RowError>? Both(List<RowError>? first, List<RowError>? second) =>
        first is null ? second
        : second is null ? first
        : [.. first, .. second];

    private ActivityKind ReadKind(ref CellReader cells)
    {
        var column = ColumnFor(TargetField.ActivityKind);
        var word = cells.Text(column);
        if (word.Length == 0)
        {
            return column is null ? _kindOfAll : ActivityKind.Note;
        }

        return ActivityWords.Kind(word)
            ?? cells.Fail<ActivityKind>(column!, word, ImportMessages.UnknownActivityKind, ImportWords.ActivityKinds);
    }

    private MappedColumn? ColumnFor(TargetField target) => _map.Columns.FirstOrDefault(c => c.Target == target);
}
