using LeadDashboard.Core.Campaigns;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Commit;

/// <summary>
/// Campaigns: each row creates one or changes the one with its id, else the one of its name. An empty cell never
/// erases, and a known campaign keeps its name: leads and money name it.
/// </summary>
internal sealed class CampaignRowHandler(RowWork work)
    : RecordRowHandler<ParsedCampaign, Campaign>(
        work,
        new CampaignParser(work.Map, work.Parse).Parse,
        RecordChangeKind.CampaignUpdated,
        CampaignSnapshot.Fields
    )
{
    private readonly Dictionary<string, Campaign> _byId = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Campaign> _byName = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Only for a trial: what the chunks before would have created.</summary>
    private readonly HashSet<string> _imagined = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>All of them: a company has few.</summary>
    protected override async Task LoadAsync(
        LeadContext database,
        IReadOnlyList<ParsedCampaign> items,
        CancellationToken cancellationToken
    )
    {
        _byId.Clear();
        _byName.Clear();
        foreach (var campaign in await database.Campaigns.AsNoTracking().ToListAsync(cancellationToken))
        {
            Remember(campaign);
        }
    }

    protected override RowMatch<Campaign> Find(FileRow row, ParsedCampaign item)
    {
        if (item.ExternalId is { } id && _byId.GetValueOrDefault(id) is { } known)
        {
            return RowMatch<Campaign>.Known(known);
        }

        if (item.Name is not { } name)
        {
            return RowMatch<Campaign>.Rejected(item.ExternalId!, ImportReasons.CampaignUnnamed());
        }

        if (_byName.GetValueOrDefault(name) is { } same)
        {
            return item.ExternalId is null || same.ExternalId is null
                ? RowMatch<Campaign>.Known(same)
                : RowMatch<Campaign>.Conflict(name, ImportReasons.CampaignNameTaken());
        }

        var campaign = new Campaign { Name = name, ImportBatchId = Work.BatchId };
        Write(campaign, item);
        return Work.IsTrial && !_imagined.Add(name)
            ? RowMatch<Campaign>.Imagined
            : RowMatch<Campaign>.New(campaign);
    }

    protected override void Write(Campaign known, ParsedCampaign item)
    {
        known.ExternalId ??= item.ExternalId;
        known.Channel = item.Channel ?? known.Channel;
        known.Programme = item.Programme ?? known.Programme;
        known.StartUtc = item.StartUtc ?? known.StartUtc;
        known.EndUtc = item.EndUtc ?? known.EndUtc;
        known.BudgetAmount = item.BudgetAmount ?? known.BudgetAmount;
        known.Goal = item.Goal ?? known.Goal;
        known.MessageVariant = item.MessageVariant ?? known.MessageVariant;
        known.Status = item.Status ?? known.Status;
    }

    protected override void Remember(Campaign record)
    {
        _byName[record.Name] = record;
        if (record.ExternalId is { } id)
        {
            _byId[id] = record;
        }
    }
}
