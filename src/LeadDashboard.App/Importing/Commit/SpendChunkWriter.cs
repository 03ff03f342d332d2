using System.Text.Json;
using LeadDashboard.Core.Campaigns;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Data;
using LeadDashboard.Data.BulkWriting;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Commit;

/// <summary>Spend as it was before a later file replaced it.</summary>
internal sealed record ReplacedSpend(DateTime DayUtc, decimal SpendAmount, int? ImportBatchId);

/// <summary>
/// Daily spend. Rows of one file add up; a later file replaces what an earlier one said of the same campaign and day.
/// </summary>
internal sealed class SpendChunkWriter(BulkWriter writer, ColumnMap map, ParseContext parse, bool isTrial = false)
    : IChunkWriter
{
    private readonly SpendParser _parser = new(map, parse);
    private readonly CampaignDirectory _campaigns = new(parse.ImportBatchId, isTrial);

    public ParsedChunk Parse(IReadOnlyList<FileRow> rows) => ParsedChunk.Of(rows, ParseRow, parse.ImportBatchId);

    public async Task WriteAsync(LeadContext database, ParsedChunk chunk, CancellationToken cancellationToken)
    {
        var parsed = ((List<(FileRow Row, ParsedSpend Spend)>)chunk.Items).ConvertAll(item => item.Spend);
        var ids = await _campaigns.ResolveAsync(
            database,
            parsed.Select(item => (item.CampaignName, item.ChannelName)),
            cancellationToken
        );
        var added = parsed.ConvertAll(item => new CampaignSpend
        {
            CampaignId = ids[item.CampaignName!],
            DayUtc = item.DayUtc,
            SpendAmount = item.SpendAmount,
            ImportBatchId = parse.ImportBatchId,
        });
        chunk.Counts.Imported += added.Count;
        if (isTrial)
        {
            return;
        }

        foreach (var group in added.GroupBy(spend => spend.CampaignId))
        {
            await ReplaceAsync(
                database,
                group.Key,
                [.. group.Select(spend => spend.DayUtc).Distinct()],
                cancellationToken
            );
        }

        await writer.InsertAsync(database, added, cancellationToken);
    }

    /// <summary>The parser is content with a channel; money counts only with a campaign.</summary>
    private RowResult<ParsedSpend> ParseRow(FileRow row)
    {
        var result = _parser.Parse(row);
        return result.Value is { CampaignName: null }
            ? new RowResult<ParsedSpend>(null, new RowError(row.LineNumber, "", "", ImportReasons.NoCampaign()))
            : result;
    }

    private async Task ReplaceAsync(
        LeadContext database,
        int campaignId,
        DateTime[] days,
        CancellationToken cancellationToken
    )
    {
        var old = database.CampaignSpends.Where(spend =>
            spend.CampaignId == campaignId
            && EF.Parameter(days).Contains(spend.DayUtc)
            && (spend.ImportBatchId == null || spend.ImportBatchId != parse.ImportBatchId)
        );
        var images = (await old.AsNoTracking().ToListAsync(cancellationToken)).ConvertAll(spend => new RecordChange
        {
            ImportBatchId = parse.ImportBatchId!.Value,
            Kind = RecordChangeKind.SpendReplaced,
            EntityId = campaignId,
            ChangeJson = JsonSerializer.Serialize(
                new ReplacedSpend(spend.DayUtc, spend.SpendAmount, spend.ImportBatchId)
            ),
        });
        if (images.Count > 0)
        {
            await writer.InsertAsync(database, images, cancellationToken);
            await old.ExecuteDeleteAsync(cancellationToken);
        }
    }
}
