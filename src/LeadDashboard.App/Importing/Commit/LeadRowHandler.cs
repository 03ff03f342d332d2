using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Outcomes;
using LeadDashboard.Data;
using LeadDashboard.Data.History;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Commit;

/// <summary>
/// Leads: each row creates a lead or changes a known one, as mode, keys and rules of the map say.
/// </summary>
internal sealed class LeadRowHandler(RowWork work)
    : ImportRowHandler<ParsedLead, Lead>(work, new LeadParser(work.Map, work.Parse).Parse)
{
    private static readonly string[] Updatable =
    [
        .. LeadSnapshot.Properties,
        nameof(Lead.ImportFingerprint),
        nameof(Lead.AccountId),
    ];

    private readonly FieldRules _rules = new(work.Map);
    private readonly LeadMatcher _matcher = new(work.Map, work.IsTrial);
    private readonly CampaignDirectory _campaigns = new(work.BatchId, work.IsTrial);
    private readonly CustomFields _fields = new(work.Map, work.BatchId);
    private readonly AccountDirectory _accounts = new(work.Writer, work.BatchId);

    /// <summary>Leads that a row of the present chunk closed.</summary>
    private readonly HashSet<Lead> _closed = [];
    private Dictionary<string, string>? _owners;
    private int _imagines;

    /// <summary>The first leads that a trial would have created, as many as <see cref="Imagine"/> asked for.</summary>
    public List<Lead> Imagined { get; } = [];

    public void Imagine(int count) => _imagines = count;

    protected override IReadOnlyDictionary<string, string?> Read(Lead record) => LeadSnapshot.Read(record);

    protected override async Task LoadAsync(
        LeadContext database,
        IReadOnlyList<ParsedLead> items,
        CancellationToken cancellationToken
    )
    {
        _closed.Clear();
        await PrepareAsync(database, cancellationToken);
        var ids = await _campaigns.ResolveAsync(
            database,
            items.Select(item => (item.CampaignName, item.ChannelName)),
            cancellationToken
        );
        await _matcher.LoadAsync(database, [.. items.Select(item => item.Lead)], cancellationToken);
        foreach (var item in items)
        {
            var lead = item.Lead;
            lead.CampaignId = item.CampaignName is null ? null : ids[item.CampaignName];
            lead.OwnerId = item.OwnerText is null ? null : _owners!.GetValueOrDefault(item.OwnerText);
            // A name that is no user yet is kept as it is: nothing of a file is dropped without a word.
            lead.OwnerText = lead.OwnerId is null ? item.OwnerText : null;
            LeadTexts.Fit(lead);
            if (lead.Status != LeadStatus.Open)
            {
                lead.ClosedUtc ??= Work.Parse.ImportedUtc;
            }
        }
    }

    protected override RowMatch<Lead> Find(FileRow row, ParsedLead item)
    {
        var (lead, mode) = (item.Lead, Work.Map.Mode);
        lead.ImportRowIndex = row.RowIndex;
        var match = _matcher.Find(lead);
        return match switch
        {
            { Conflict: { } conflict } => RowMatch<Lead>.Conflict(lead.Name, conflict),
            { IsKnown: true } when mode == ImportMode.CreateOnly => RowMatch<Lead>.Skipped,
            { Lead: { } known } => RowMatch<Lead>.Known(known),
            { IsKnown: true } => RowMatch<Lead>.Imagined,
            _ when mode == ImportMode.UpdateOnly => RowMatch<Lead>.Rejected(lead.Name, ImportReasons.LeadUnknown()),
            _ => RowMatch<Lead>.New(lead),
        };
    }

    protected override void Create(FileRow row, Lead created)
    {
        base.Create(row, created);
        _matcher.Create(created);
        if (created.Status != LeadStatus.Open)
        {
            _closed.Add(created);
        }

        if (Imagined.Count < _imagines)
        {
            Imagined.Add(created);
        }
    }

    protected override bool Update(FileRow row, Lead known, ParsedLead item)
    {
        var wasOpen = known.Status == LeadStatus.Open;
        var isChanged = base.Update(row, known, item);
        if (wasOpen && known.Status != LeadStatus.Open)
        {
            _closed.Add(known);
        }

        return isChanged;
    }

    protected override void Write(Lead known, ParsedLead item) => _rules.Merge(known, item.Lead);

    protected override async Task StoreAsync(
        LeadContext database,
        ChunkCounts counts,
        CancellationToken cancellationToken
    )
    {
        var batchId = Work.BatchId!.Value;
        await _accounts.AssignAsync(database, Changes.Created.Concat(Changes.Updated), cancellationToken);
        foreach (var lead in Changes.Created.Concat(Changes.Updated).Where(lead => lead.ImportBatchId == batchId))
        {
            lead.ImportFingerprint = LeadSnapshot.Fingerprint(lead);
        }

        await base.StoreAsync(database, counts, cancellationToken);
        await Work.Writer.UpdateAsync(database, Changes.Updated, Updatable, cancellationToken);
        counts.LeadImages.AddRange(
            Changes
                .Images(batchId, lead => lead.ImportBatchId)
                .Select(image => new LeadImage(image.Record.Id, image.Fields))
        );
        await StoreOutcomesAsync(database, cancellationToken);
    }

    private async Task StoreOutcomesAsync(LeadContext database, CancellationToken cancellationToken)
    {
        var keys = _closed.Where(lead => lead.Id == 0).Select(lead => lead.LeadKey).ToArray();
        var ids =
            keys.Length == 0
                ? []
                : await database
                    .Leads.Where(lead => EF.Parameter(keys).Contains(lead.LeadKey))
                    .Select(lead => new { lead.LeadKey, lead.Id })
                    .ToDictionaryAsync(row => row.LeadKey, row => row.Id, StringComparer.Ordinal, cancellationToken);
        await Work.Writer.InsertAsync(
            database,
            _closed.Select(lead =>
                ImportedOutcome.Create(
                    lead,
                    lead.Id == 0 ? ids[lead.LeadKey] : lead.Id,
                    OutcomeSource.Import,
                    Work.BatchId,
                    Work.Parse.ImportedUtc
                )
            ),
            cancellationToken
        );
    }

    private async Task PrepareAsync(LeadContext database, CancellationToken cancellationToken)
    {
        if (_owners is not null)
        {
            return;
        }

        _owners = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var users = await database.Users.AsNoTracking().ToListAsync(cancellationToken);
        foreach (var user in users)
        {
            _owners[user.DisplayName] = user.Id;
            _owners[user.Email ?? user.DisplayName] = user.Id;
        }

        if (!Work.IsTrial)
        {
            await _fields.WriteAsync(database, cancellationToken);
        }
    }
}
