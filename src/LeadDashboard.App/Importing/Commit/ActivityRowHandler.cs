using LeadDashboard.Core.Activities;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Core.Leads;
using LeadDashboard.Data;

namespace LeadDashboard.App.Importing.Commit;

/// <summary>
/// Activities, joined to their leads by id, e-mail or phone. The same activity a second time is skipped, and one that
/// is known is changed where the row says more of it; one without a lead is rejected.
/// </summary>
internal sealed class ActivityRowHandler(RowWork work)
    : RecordRowHandler<ParsedActivity, Activity>(
        work,
        new ActivityParser(work.Map, work.Parse).Parse,
        RecordChangeKind.ActivityUpdated,
        ActivitySnapshot.Fields
    )
{
    private readonly CampaignDirectory _campaigns = new(work.BatchId, work.IsTrial);
    private readonly ProductLookup _products = new();
    private readonly ActivityLookup _activities = new(work.BatchId, work.IsTrial);
    private IReadOnlyDictionary<string, int> _campaignIds = new Dictionary<string, int>(StringComparer.Ordinal);
    private Dictionary<string, List<int>> _leads = [];

    /// <summary>Only for a trial: ids that no lead has, by the keys of leads that would be there.</summary>
    private readonly Dictionary<string, int> _expected = new(StringComparer.Ordinal);

    /// <summary>Leads of the same file: a trial does not store them.</summary>
    public void Expect(IEnumerable<Lead> leads)
    {
        foreach (var lead in Work.IsTrial ? leads : [])
        {
            var id = _expected.GetValueOrDefault(lead.LeadKey, -1 - _expected.Count);
            _expected[lead.LeadKey] = id;
            _expected.TryAdd("mail:" + lead.Email, id);
            _expected.TryAdd("tel:" + lead.Phone, id);
        }
    }

    protected override async Task LoadAsync(
        LeadContext database,
        IReadOnlyList<ParsedActivity> items,
        CancellationToken cancellationToken
    )
    {
        _leads = await LeadLookup.FindAsync(database, items.SelectMany(item => item.LeadKeys), cancellationToken);
        foreach (var key in items.SelectMany(item => item.LeadKeys).Where(_expected.ContainsKey))
        {
            _leads.TryAdd(key, [_expected[key]]);
        }

        await _activities.LoadAsync(database, _leads.Values.SelectMany(ids => ids), cancellationToken);
        var found = items.Where(item => LeadLookup.Find(_leads, item.LeadKeys) is [_]).ToList();
        _campaignIds = await _campaigns.ResolveAsync(
            database,
            found.Select(item => (item.CampaignName, (string?)null)),
            cancellationToken
        );
        await _products.LoadAsync(database, items.Select(item => item.ProductText), cancellationToken);
        await _products.AddMissingAsync(
            database,
            found.Select(item => item.ProductText),
            Work,
            cancellationToken
        );
    }

    protected override RowMatch<Activity> Find(FileRow row, ParsedActivity item)
    {
        var found = LeadLookup.Find(_leads, item.LeadKeys);
        if (found is not [var leadId])
        {
            return found is null
                ? RowMatch<Activity>.Rejected(item.LeadText, ImportReasons.NoSuchLead())
                : RowMatch<Activity>.Conflict(
                    item.LeadText,
                    ImportReasons.SeveralLeads(MatchKey.Email, item.LeadText, found.Count)
                );
        }

        var product = item.ProductText is null ? default : _products.Find(item.ProductText);
        if (product.Count > 1)
        {
            return RowMatch<Activity>.Conflict(
                item.ProductText!,
                ImportReasons.SeveralProducts(product.Count, item.ProductText!)
            );
        }

        var activity = item.Activity;
        activity.LeadId = leadId;
        activity.ImportBatchId = Work.BatchId;
        activity.CampaignId = item.CampaignName is null ? null : _campaignIds[item.CampaignName];
        activity.ProductId = product.Product?.Id;
        return _activities.Find(activity) is { } known
            ? ActivityLookup.SaysMore(known, activity)
                ? RowMatch<Activity>.Known(known)
                : RowMatch<Activity>.Skipped
            : _activities.IsImagined(activity) ? RowMatch<Activity>.Skipped
            : RowMatch<Activity>.New(activity);
    }

    /// <summary>An empty cell never erases.</summary>
    protected override void Write(Activity known, ParsedActivity item)
    {
        foreach (var (name, value) in ActivitySnapshot.Fields.Read(item.Activity))
        {
            if (value is not null)
            {
                ActivitySnapshot.Fields.Write(known, name, value);
            }
        }
    }

    protected override void Remember(Activity record) => _activities.Add(record);
}
