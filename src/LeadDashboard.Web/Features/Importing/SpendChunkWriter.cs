using LeadDashboard.Core.Campaigns;
using LeadDashboard.Core.Importing;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.Web.Features.Importing;

/// <summary>Daily spend. Rows of one file add up; a later file replaces what an earlier one said of the same campaign and day.</summary>
internal sealed class SpendChunkWriter(BulkWriter writer, ColumnMap map, ParseContext parse) : IChunkWriter
{
    private readonly SpendParser parser = new(map, parse);
    private readonly CampaignDirectory campaigns = new();

    public async Task WriteAsync(LeadContext database, IReadOnlyList<FileRow> rows, ChunkCounts counts, CancellationToken cancellationToken)
    {
        var parsed = new List<ParsedSpend>(rows.Count);
        foreach (var row in rows)
        {
            var result = parser.Parse(row);
            if (result.Value is { CampaignName: not null } spend)
            {
                parsed.Add(spend);
            }
            else if (result.IsSkipped)
            {
                counts.Skipped++;
            }
            else
            {
                var error = result.Error ?? new RowError(row.LineNumber, "", "", "The row names no campaign. Fill in the campaign this money was spent for.");
                counts.Rejected.Add(RejectedRowsCsv.From(row, error, parse.ImportBatchId!.Value));
            }
        }

        var ids = await campaigns.ResolveAsync(database, parsed.Select(item => (item.CampaignName, item.ChannelName)), cancellationToken);
        var added = parsed.Select(item => new CampaignSpend { CampaignId = ids[item.CampaignName!], DayUtc = item.DayUtc, SpendAmount = item.SpendAmount, ImportBatchId = parse.ImportBatchId }).ToList();
        foreach (var group in added.GroupBy(spend => spend.CampaignId))
        {
            var days = group.Select(spend => spend.DayUtc).Distinct().ToArray();
            await database.CampaignSpends
                .Where(spend => spend.CampaignId == group.Key && EF.Parameter(days).Contains(spend.DayUtc) && (spend.ImportBatchId == null || spend.ImportBatchId != parse.ImportBatchId))
                .ExecuteDeleteAsync(cancellationToken);
        }

        await writer.InsertAsync(database, added, cancellationToken);
        counts.Imported += added.Count;
    }
}
