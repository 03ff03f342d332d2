using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Outcomes;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.Web.Features.Importing;

/// <summary>Leads: new keys are inserted, known ones updated with what the file says; an empty cell never erases.</summary>
internal sealed class LeadChunkWriter(BulkWriter writer, ColumnMap map, ParseContext parse) : IChunkWriter
{
    private static readonly string[] Updatable =
    [
        nameof(Lead.Name), nameof(Lead.Email), nameof(Lead.Phone), nameof(Lead.Company), nameof(Lead.Title), nameof(Lead.Industry), nameof(Lead.CompanySize), nameof(Lead.Country), nameof(Lead.City),
        nameof(Lead.Source), nameof(Lead.Product), nameof(Lead.Notes), nameof(Lead.Consent), nameof(Lead.CampaignId), nameof(Lead.OwnerId), nameof(Lead.ValueAmount), nameof(Lead.AttributesJson),
        nameof(Lead.CreatedUtc), nameof(Lead.IsCreatedKnown), nameof(Lead.Status), nameof(Lead.ClosedUtc), nameof(Lead.WonAmount), nameof(Lead.LossReason),
    ];

    private readonly LeadParser parser = new(map, parse);
    private readonly CampaignDirectory campaigns = new();
    private Dictionary<string, string>? owners;
    private bool areFieldsKnown;

    public async Task WriteAsync(LeadContext database, IReadOnlyList<FileRow> rows, ChunkCounts counts, CancellationToken cancellationToken)
    {
        await PrepareAsync(database, cancellationToken);
        var parsed = new List<(FileRow Row, ParsedLead Lead)>(rows.Count);
        foreach (var row in rows)
        {
            var result = parser.Parse(row);
            if (result.Value is { } lead)
            {
                parsed.Add((row, lead));
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

        var ids = await campaigns.ResolveAsync(database, parsed.Select(item => (item.Lead.CampaignName, item.Lead.ChannelName)), cancellationToken);
        var keys = parsed.Select(item => item.Lead.Lead.LeadKey).Distinct(StringComparer.Ordinal).ToArray();
        var known = await database.Leads.AsNoTracking().Where(lead => EF.Parameter(keys).Contains(lead.LeadKey)).ToDictionaryAsync(lead => lead.LeadKey, StringComparer.Ordinal, cancellationToken);
        var added = new Dictionary<string, Lead>(StringComparer.Ordinal);
        var updated = new Dictionary<string, Lead>(StringComparer.Ordinal);
        var closedNow = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (row, item) in parsed)
        {
            var lead = item.Lead;
            lead.ImportRowIndex = row.RowIndex;
            lead.CampaignId = item.CampaignName is null ? null : ids[item.CampaignName];
            lead.OwnerId = item.OwnerText is null ? null : owners!.GetValueOrDefault(item.OwnerText);
            if (lead.Status != LeadStatus.Open)
            {
                lead.ClosedUtc ??= parse.ImportedUtc;
            }

            if (added.TryGetValue(lead.LeadKey, out var before) || known.TryGetValue(lead.LeadKey, out before))
            {
                if (before.Status == LeadStatus.Open && lead.Status != LeadStatus.Open)
                {
                    closedNow.Add(lead.LeadKey);
                }

                LeadMerge.Into(before, lead);
                counts.Updated++;
                if (before.Id != 0)
                {
                    updated[lead.LeadKey] = before;
                }
            }
            else
            {
                added.Add(lead.LeadKey, lead);
                counts.Imported++;
                if (lead.Status != LeadStatus.Open)
                {
                    closedNow.Add(lead.LeadKey);
                }
            }
        }

        await writer.InsertAsync(database, added.Values, cancellationToken);
        await writer.UpdateAsync(database, updated.Values, Updatable, cancellationToken);
        await WriteOutcomesAsync(database, closedNow, added, updated, cancellationToken);
    }

    private async Task WriteOutcomesAsync(LeadContext database, HashSet<string> closedNow, Dictionary<string, Lead> added, Dictionary<string, Lead> updated, CancellationToken cancellationToken)
    {
        if (closedNow.Count == 0)
        {
            return;
        }

        var keys = closedNow.ToArray();
        var ids = await database.Leads.Where(lead => EF.Parameter(keys).Contains(lead.LeadKey)).Select(lead => new { lead.LeadKey, lead.Id }).ToDictionaryAsync(row => row.LeadKey, row => row.Id, StringComparer.Ordinal, cancellationToken);
        await writer.InsertAsync(database, keys.Select(key => OutcomeOf(updated.GetValueOrDefault(key) ?? added[key], ids[key])), cancellationToken);
    }

    private Outcome OutcomeOf(Lead lead, int leadId) => new()
    {
        LeadId = leadId,
        Kind = lead.Status == LeadStatus.Won ? OutcomeKind.Won : OutcomeKind.Lost,
        Source = OutcomeSource.Import,
        Amount = lead.WonAmount,
        Reason = lead.LossReason,
        ClosedUtc = lead.ClosedUtc!.Value,
        RecordedUtc = parse.ImportedUtc,
        ProbabilityShown = lead.Probability,
        ModelVersionId = lead.ModelVersionId,
        ImportBatchId = parse.ImportBatchId,
    };

    private async Task PrepareAsync(LeadContext database, CancellationToken cancellationToken)
    {
        if (areFieldsKnown)
        {
            return;
        }

        owners = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var user in await database.Users.Select(user => new { user.Id, user.DisplayName, user.Email }).ToListAsync(cancellationToken))
        {
            owners[user.DisplayName] = user.Id;
            owners[user.Email ?? user.DisplayName] = user.Id;
        }

        var fields = await database.FieldDefinitions.ToDictionaryAsync(field => field.Name, StringComparer.Ordinal, cancellationToken);
        foreach (var column in map.CustomColumns)
        {
            if (!fields.TryGetValue(column.Header, out var field))
            {
                field = new FieldDefinition { Name = column.Header };
                fields.Add(column.Header, field);
                database.FieldDefinitions.Add(field);
            }

            field.Type = column.Type;
            field.IsExcluded = column.IsExcluded;
            field.ExcludedReason = column.ExcludedReason;
            field.MissingTokensJson = System.Text.Json.JsonSerializer.Serialize(column.MissingTokens);
        }

        await database.SaveChangesAsync(cancellationToken);
        areFieldsKnown = true;
    }
}
