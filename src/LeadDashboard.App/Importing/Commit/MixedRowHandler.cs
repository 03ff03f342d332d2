using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Quality;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Data;

namespace LeadDashboard.App.Importing.Commit;

/// <summary>
/// Leads with their activities: the lead of a row is handled first, as a file of leads would, then its activity. A row
/// of which one part cannot be taken is rejected with the reason; run again, the other part changes nothing.
/// </summary>
internal sealed class MixedRowHandler : IChunkWriter
{
    private readonly RowWork _work;
    private readonly LeadRowHandler _leads;
    private readonly ActivityRowHandler _activities;
    private readonly MixedRows _rows;

    /// <summary>What the parts of each row of the present chunk brought.</summary>
    private readonly Dictionary<int, RowNews> _news = [];

    /// <summary>The rows by what they hold; a row may be in both.</summary>
    private sealed record Parts(ParsedChunk Leads, ParsedChunk Activities);

    [Flags]
    private enum RowNews
    {
        None = 0,
        Changed = 1,
        New = 2,
    }

    public MixedRowHandler(RowWork work)
    {
        _work = work;
        _leads = new LeadRowHandler(work with { Map = MixedColumns.LeadsOf(work.Map) }) { Decided = Decide };
        _activities = new ActivityRowHandler(work with { Map = MixedColumns.ActivitiesOf(work.Map) })
        {
            Decided = Decide,
        };
        _rows = new MixedRows(work.Map, work.Parse);
    }

    public ParsedChunk Parse(IReadOnlyList<FileRow> rows)
    {
        var counts = new ChunkCounts(new CellTally(_work.Map));
        var (leads, activities) = (new List<FileRow>(rows.Count), new List<FileRow>());
        foreach (var row in rows)
        {
            if (row.Problem is null && row.IsBlank)
            {
                counts.Skipped++;
                continue;
            }

            var (isLead, isActivity, error) = _rows.Read(row);
            if (error is not null)
            {
                counts.Reject(row, error, _work.BatchId!.Value);
            }

            if (isLead)
            {
                leads.Add(row);
            }

            if (isActivity)
            {
                activities.Add(row);
            }
        }

        return new ParsedChunk(rows, new Parts(_leads.Parse(leads), _activities.Parse(activities)), counts);
    }

    public async Task WriteAsync(LeadContext database, ParsedChunk chunk, CancellationToken cancellationToken)
    {
        _news.Clear();
        var (leads, activities) = (Parts)chunk.Items;
        await _leads.WriteAsync(database, leads, cancellationToken);
        var refused = leads.Counts.Rejected.Select(row => row.RowIndex).ToHashSet();
        var ofLeads = (List<ParsedRow<ParsedLead>>)leads.Items;
        var ofActivities = (List<ParsedRow<ParsedActivity>>)activities.Items;
        ofActivities.RemoveAll(item => refused.Contains(item.Row.RowIndex));
        _activities.Expect(ofLeads.Where(item => !refused.Contains(item.Row.RowIndex)).Select(item => item.Item.Lead));
        await _activities.WriteAsync(database, activities, cancellationToken);
        chunk.Counts.LeadImages.AddRange(leads.Counts.LeadImages);
        chunk.Counts.Rejected.AddRange(leads.Counts.Rejected);
        chunk.Counts.Rejected.AddRange(activities.Counts.Rejected.Where(row => refused.Add(row.RowIndex)));
        chunk.Counts.PartlyTaken = refused.Count(index => _news.GetValueOrDefault(index) != RowNews.None);
        chunk.Counts.Conflicts = chunk.Counts.Rejected.Count(row => row.IsConflict);
        var warnings = ofLeads
            .Select(item => (item.Row.RowIndex, item.Warnings))
            .Concat(ofActivities.Select(item => (item.Row.RowIndex, item.Warnings)))
            .ToLookup(item => item.RowIndex, item => item.Warnings);
        var taken = ofLeads
            .Select(item => item.Row)
            .UnionBy(ofActivities.Select(item => item.Row), row => row.RowIndex)
            .Where(row => !refused.Contains(row.RowIndex));
        foreach (var row in taken)
        {
            Count(row, [.. warnings[row.RowIndex].SelectMany(said => said ?? [])], chunk.Counts);
        }
    }

    private void Count(FileRow row, IReadOnlyList<RowError> warnings, ChunkCounts counts)
    {
        var news = _news.GetValueOrDefault(row.RowIndex);
        if (news == RowNews.None)
        {
            counts.Skipped++;
            return;
        }

        counts.Imported += news.HasFlag(RowNews.New) ? 1 : 0;
        counts.Updated += news.HasFlag(RowNews.New) ? 0 : 1;
        RowError[] said = [.. warnings.DistinctBy(each => (each.Column, each.Reason.Key))];
        counts.Expect(row, said);
        counts.Take(row, said, _work.BatchId!.Value);
    }

    private void Decide(FileRow row, RowMeaning meaning, bool isChanged) =>
        _news[row.RowIndex] =
            _news.GetValueOrDefault(row.RowIndex)
            | meaning switch
            {
                RowMeaning.New => RowNews.New,
                RowMeaning.Known when isChanged => RowNews.Changed,
                _ => RowNews.None,
            };
}
