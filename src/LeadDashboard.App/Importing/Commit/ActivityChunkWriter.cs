using LeadDashboard.Core.Activities;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Data;
using LeadDashboard.Data.BulkWriting;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Commit;

/// <summary>
/// Activities, joined to their leads by id, e-mail or phone. The same activity a second time is skipped; one without a
/// lead is rejected.
/// </summary>
internal sealed class ActivityChunkWriter(BulkWriter writer, ColumnMap map, ParseContext parse, bool isTrial = false)
    : IChunkWriter
{
    private readonly ActivityParser _parser = new(map, parse);

    /// <summary>Only for a trial: what the chunks before would have stored.</summary>
    private readonly HashSet<int> _imagined = [];

    public ParsedChunk Parse(IReadOnlyList<FileRow> rows) => ParsedChunk.Of(rows, _parser.Parse, parse.ImportBatchId);

    public async Task WriteAsync(LeadContext database, ParsedChunk chunk, CancellationToken cancellationToken)
    {
        var parsed = (List<(FileRow Row, ParsedActivity Activity)>)chunk.Items;
        var counts = chunk.Counts;
        var leads = await LeadLookup.FindAsync(
            database,
            parsed.SelectMany(item => item.Activity.LeadKeys),
            cancellationToken
        );
        var leadIds = leads.Values.SelectMany(ids => ids).Distinct().ToArray();
        var present = (
            await database
                .Activities.Where(activity => EF.Parameter(leadIds).Contains(activity.LeadId))
                .Select(activity => new
                {
                    activity.LeadId,
                    activity.Kind,
                    activity.OccurredUtc,
                    activity.Detail,
                })
                .ToListAsync(cancellationToken)
        ).Select(activity => (activity.LeadId, activity.Kind, activity.OccurredUtc, activity.Detail)).ToHashSet();
        var added = new List<Activity>(parsed.Count);
        foreach (var (row, item) in parsed)
        {
            var found = item
                .LeadKeys.Select(key => leads.GetValueOrDefault(key))
                .FirstOrDefault(ids => ids is { Count: > 0 });
            if (found is not [var leadId])
            {
                var reason = found is null
                    ? ImportReasons.NoSuchLead()
                    : ImportReasons.SeveralLeads(MatchKey.Email, item.LeadText, found.Count);
                counts.Reject(
                    row,
                    new RowError(row.LineNumber, "", item.LeadText, reason),
                    parse.ImportBatchId!.Value,
                    isConflict: found is not null
                );
                continue;
            }

            var activity = item.Activity;
            activity.LeadId = leadId;
            activity.ImportBatchId = parse.ImportBatchId;
            var identity = (activity.LeadId, activity.Kind, activity.OccurredUtc, activity.Detail);
            if (!present.Add(identity) || (isTrial && !_imagined.Add(identity.GetHashCode())))
            {
                counts.Skipped++;
                continue;
            }

            added.Add(activity);
            counts.Imported++;
        }

        if (!isTrial)
        {
            await writer.InsertAsync(database, added, cancellationToken);
        }
    }
}
