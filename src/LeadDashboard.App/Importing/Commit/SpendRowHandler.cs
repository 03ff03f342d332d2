using System.Text.Json;
using LeadDashboard.Core.Campaigns;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Commit;

/// <summary>Spend as it was before a later file replaced it.</summary>
internal sealed record ReplacedSpend(DateTime DayUtc, decimal SpendAmount, int? ImportBatchId);

/// <summary>
/// Daily spend. Rows of one file add up; a later file replaces what an earlier one said of the same campaign and day.
/// </summary>
internal sealed class SpendRowHandler(RowWork work) : ImportRowHandler<ParsedSpend, CampaignSpend>(work, ParserOf(work))
{
    private readonly CampaignDirectory _campaigns = new(work.BatchId, work.IsTrial);
    private IReadOnlyDictionary<string, int> _ids = new Dictionary<string, int>();

    protected override async Task LoadAsync(
        LeadContext database,
        IReadOnlyList<ParsedSpend> items,
        CancellationToken cancellationToken
    ) =>
        _ids = await _campaigns.ResolveAsync(
            database,
            items.Select(item => (item.CampaignName, item.ChannelName)),
            cancellationToken
        );

    protected override RowMatch<CampaignSpend> Find(FileRow row, ParsedSpend item) =>
        RowMatch<CampaignSpend>.New(
            new CampaignSpend
            {
                CampaignId = _ids[item.CampaignName!],
                DayUtc = item.DayUtc,
                SpendAmount = item.SpendAmount,
                ImportBatchId = Work.BatchId,
            }
        );

    protected override async Task StoreAsync(
        LeadContext database,
        ChunkCounts counts,
        CancellationToken cancellationToken
    )
    {
        foreach (var group in Changes.Created.GroupBy(spend => spend.CampaignId))
        {
            var days = group.Select(spend => spend.DayUtc).Distinct().ToArray();
            await ReplaceAsync(database, group.Key, days, cancellationToken);
        }

        await base.StoreAsync(database, counts, cancellationToken);
    }

    /// <summary>The parser is content with a channel; money counts only with a campaign.</summary>
    private static Func<FileRow, RowResult<ParsedSpend>> ParserOf(RowWork work)
    {
        var parser = new SpendParser(work.Map, work.Parse);
        return row =>
            parser.Parse(row) is var result && result.Value is { CampaignName: null }
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
        var batchId = Work.BatchId!.Value;
        var old = database.CampaignSpends.Where(spend =>
            spend.CampaignId == campaignId
            && EF.Parameter(days).Contains(spend.DayUtc)
            && (spend.ImportBatchId == null || spend.ImportBatchId != batchId)
        );
        var images = (await old.AsNoTracking().ToListAsync(cancellationToken)).ConvertAll(spend => new RecordChange
        {
            ImportBatchId = batchId,
            Kind = RecordChangeKind.SpendReplaced,
            EntityId = campaignId,
            ChangeJson = JsonSerializer.Serialize(
                new ReplacedSpend(spend.DayUtc, spend.SpendAmount, spend.ImportBatchId)
            ),
        });
        if (images.Count > 0)
        {
            await Work.Writer.InsertAsync(database, images, cancellationToken);
            await old.ExecuteDeleteAsync(cancellationToken);
        }
    }
}
