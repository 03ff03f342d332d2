using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Outcomes;
using LeadDashboard.Data;
using LeadDashboard.Data.BulkWriting;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Commit;

/// <summary>
/// Leads: each row creates a lead or changes a known one, as mode, keys and rules of the map say. A trial decides the
/// same and writes nothing.
/// </summary>
internal sealed class LeadChunkWriter(BulkWriter writer, ColumnMap map, ParseContext parse, bool isTrial = false)
    : IChunkWriter
{
    private static readonly string[] Updatable =
    [
        .. LeadSnapshot.Properties,
        nameof(Lead.ImportFingerprint),
        nameof(Lead.AccountId),
    ];

    private readonly LeadParser _parser = new(map, parse);
    private readonly FieldRules _rules = new(map);
    private readonly LeadMatcher _matcher = new(map, isTrial);
    private readonly CampaignDirectory _campaigns = new(parse.ImportBatchId, isTrial);
    private readonly CustomFields _fields = new(map, parse.ImportBatchId);
    private readonly AccountDirectory _accounts = new(writer, parse.ImportBatchId);
    private Dictionary<string, string>? _owners;
    private int _imagines;

    /// <summary>The first leads that a trial would have created, as many as <see cref="Imagine"/> asked for.</summary>
    public List<Lead> Imagined { get; } = [];

    public void Imagine(int count) => _imagines = count;

    public async Task WriteAsync(LeadContext database, ParsedChunk chunk, CancellationToken cancellationToken)
    {
        await PrepareAsync(database, cancellationToken);
        var parsed = (List<(FileRow Row, ParsedLead Lead)>)chunk.Items;
        var ids = await _campaigns.ResolveAsync(
            database,
            parsed.Select(item => (item.Lead.CampaignName, item.Lead.ChannelName)),
            cancellationToken
        );
        await _matcher.LoadAsync(database, parsed.ConvertAll(item => item.Lead.Lead), cancellationToken);
        var changes = new LeadChanges();
        foreach (var (row, item) in parsed)
        {
            var lead = item.Lead;
            lead.ImportRowIndex = row.RowIndex;
            lead.CampaignId = item.CampaignName is null ? null : ids[item.CampaignName];
            lead.OwnerId = item.OwnerText is null ? null : _owners!.GetValueOrDefault(item.OwnerText);
            // A name that is no user yet is kept as it is: nothing of a file is dropped without a word.
            lead.OwnerText = lead.OwnerId is null ? item.OwnerText : null;
            LeadTexts.Fit(lead);
            if (lead.Status != LeadStatus.Open)
            {
                lead.ClosedUtc ??= parse.ImportedUtc;
            }

            Decide(row, lead, changes, chunk.Counts);
        }

        if (!isTrial)
        {
            await StoreAsync(database, changes, chunk.Counts, cancellationToken);
        }
    }

    public ParsedChunk Parse(IReadOnlyList<FileRow> rows) => ParsedChunk.Of(rows, _parser.Parse, parse.ImportBatchId);

    private void Decide(FileRow row, Lead lead, LeadChanges changes, ChunkCounts counts)
    {
        var match = _matcher.Find(lead);
        if (match.Conflict is { } conflict)
        {
            counts.Reject(
                row,
                new RowError(row.LineNumber, "", CellText.Shorten(lead.Name), conflict),
                parse.ImportBatchId!.Value,
                isConflict: true
            );
        }
        else if (match.IsKnown && map.Mode == ImportMode.CreateOnly)
        {
            counts.Skipped++;
        }
        else if (match.Lead is { } known)
        {
            counts.Updated++;
            counts.Unchanged += changes.Update(known, lead, _rules) ? 0 : 1;
        }
        else if (match.IsKnown)
        {
            counts.Updated++;
        }
        else if (map.Mode == ImportMode.UpdateOnly)
        {
            counts.Reject(
                row,
                new RowError(row.LineNumber, "", CellText.Shorten(lead.Name), ImportReasons.LeadUnknown()),
                parse.ImportBatchId!.Value
            );
        }
        else
        {
            counts.Imported++;
            changes.Create(lead);
            _matcher.Create(lead);
            if (Imagined.Count < _imagines)
            {
                Imagined.Add(lead);
            }
        }
    }

    private async Task StoreAsync(
        LeadContext database,
        LeadChanges changes,
        ChunkCounts counts,
        CancellationToken cancellationToken
    )
    {
        await _accounts.AssignAsync(database, [.. changes.Created, .. changes.Updated], cancellationToken);
        await writer.InsertAsync(database, changes.TakeCreated(), cancellationToken);
        var updated = changes.TakeUpdated(parse.ImportBatchId!.Value, out var images);
        await writer.UpdateAsync(database, updated, Updatable, cancellationToken);
        counts.LeadImages.AddRange(images);
        var closed = changes.ClosedNow;
        if (closed.Count > 0)
        {
            var keys = closed.Where(lead => lead.Id == 0).Select(lead => lead.LeadKey).ToArray();
            var ids =
                keys.Length == 0
                    ? []
                    : await database
                        .Leads.Where(lead => EF.Parameter(keys).Contains(lead.LeadKey))
                        .Select(lead => new { lead.LeadKey, lead.Id })
                        .ToDictionaryAsync(
                            row => row.LeadKey,
                            row => row.Id,
                            StringComparer.Ordinal,
                            cancellationToken
                        );
            await writer.InsertAsync(
                database,
                closed.Select(lead =>
                    ImportedOutcome.Of(
                        lead,
                        lead.Id == 0 ? ids[lead.LeadKey] : lead.Id,
                        OutcomeSource.Import,
                        parse.ImportBatchId,
                        parse.ImportedUtc
                    )
                ),
                cancellationToken
            );
        }
    }

    private async Task PrepareAsync(LeadContext database, CancellationToken cancellationToken)
    {
        if (_owners is not null)
        {
            return;
        }

        _owners = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (
            var user in await database
                .Users.Select(user => new
                {
                    user.Id,
                    user.DisplayName,
                    user.Email,
                })
                .ToListAsync(cancellationToken)
        )
        {
            _owners[user.DisplayName] = user.Id;
            _owners[user.Email ?? user.DisplayName] = user.Id;
        }

        if (!isTrial)
        {
            await _fields.WriteAsync(database, cancellationToken);
        }
    }
}
