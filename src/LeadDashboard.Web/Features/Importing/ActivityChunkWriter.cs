using LeadDashboard.Core.Activities;
using LeadDashboard.Core.Importing;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.Web.Features.Importing;

/// <summary>Activities, joined to their leads by id, e-mail or phone. The same activity a second time is skipped; one without a lead is rejected.</summary>
internal sealed class ActivityChunkWriter(BulkWriter writer, ColumnMap map, ParseContext parse) : IChunkWriter
{
    private readonly ActivityParser parser = new(map, parse);

    public async Task WriteAsync(LeadContext database, IReadOnlyList<FileRow> rows, ChunkCounts counts, CancellationToken cancellationToken)
    {
        var parsed = new List<(FileRow Row, ParsedActivity Activity)>(rows.Count);
        foreach (var row in rows)
        {
            var result = parser.Parse(row);
            if (result.Value is { } activity)
            {
                parsed.Add((row, activity));
            }
            else if (result.Error is { } error)
            {
                counts.Rejected.Add(RejectedRowsCsv.From(row, error, parse.ImportBatchId!.Value));
            }
            else
            {
                counts.Skipped++;
            }
        }

        var keys = parsed.SelectMany(item => item.Activity.LeadKeys).Distinct(StringComparer.Ordinal).ToArray();
        var leads = await database.Leads.Where(lead => EF.Parameter(keys).Contains(lead.LeadKey)).Select(lead => new { lead.LeadKey, lead.Id }).ToDictionaryAsync(row => row.LeadKey, row => row.Id, StringComparer.Ordinal, cancellationToken);
        var leadIds = leads.Values.Distinct().ToArray();
        var present = (await database.Activities.Where(activity => EF.Parameter(leadIds).Contains(activity.LeadId)).Select(activity => new { activity.LeadId, activity.Kind, activity.OccurredUtc, activity.Detail }).ToListAsync(cancellationToken))
            .Select(activity => (activity.LeadId, activity.Kind, activity.OccurredUtc, activity.Detail)).ToHashSet();
        var added = new List<Activity>(parsed.Count);
        foreach (var (row, item) in parsed)
        {
            var key = item.LeadKeys.FirstOrDefault(leads.ContainsKey);
            if (key is null)
            {
                counts.Rejected.Add(RejectedRowsCsv.From(row, new RowError(row.LineNumber, "", item.LeadText, "No lead with this id, e-mail or phone. Import the lead first, then this file again."), parse.ImportBatchId!.Value));
                continue;
            }

            var activity = item.Activity;
            activity.LeadId = leads[key];
            activity.ImportBatchId = parse.ImportBatchId;
            if (!present.Add((activity.LeadId, activity.Kind, activity.OccurredUtc, activity.Detail)))
            {
                counts.Skipped++;
                continue;
            }

            added.Add(activity);
            counts.Imported++;
        }

        await writer.InsertAsync(database, added, cancellationToken);
    }
}
