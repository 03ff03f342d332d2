using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Web.Features.Importing;

/// <summary>What a chunk of rows does to leads, with what they were before.</summary>
internal sealed class LeadChanges
{
    private readonly List<Lead> created = [];
    private readonly HashSet<Lead> createdHere = [];
    private readonly Dictionary<Lead, IReadOnlyDictionary<string, string?>> before = [];

    /// <summary>Leads that a row closed.</summary>
    public HashSet<Lead> ClosedNow { get; } = [];

    public void Create(Lead lead)
    {
        created.Add(lead);
        createdHere.Add(lead);
        if (lead.Status != LeadStatus.Open)
        {
            ClosedNow.Add(lead);
        }
    }

    /// <returns>False when the row says nothing new.</returns>
    public bool Update(Lead known, Lead given, FieldRules rules)
    {
        var wasOpen = known.Status == LeadStatus.Open;
        var then = LeadSnapshot.Of(known);
        rules.Merge(known, given);
        if (wasOpen && known.Status != LeadStatus.Open)
        {
            ClosedNow.Add(known);
        }

        var isChanged = LeadSnapshot.Differences(then, LeadSnapshot.Of(known)).Count > 0;
        if (isChanged && !createdHere.Contains(known))
        {
            before.TryAdd(known, then);
        }

        return isChanged;
    }

    public IEnumerable<Lead> TakeCreated()
    {
        foreach (var lead in created)
        {
            lead.ImportFingerprint = LeadSnapshot.Fingerprint(lead);
        }

        return created;
    }

    /// <summary>Leads to write, and for each that the import did not create itself what it was before.</summary>
    public IReadOnlyCollection<Lead> TakeUpdated(int batchId, out List<ImportChange> images)
    {
        images = [];
        foreach (var (lead, then) in before)
        {
            if (lead.ImportBatchId == batchId)
            {
                lead.ImportFingerprint = LeadSnapshot.Fingerprint(lead);
                continue;
            }

            images.Add(new ImportChange
            {
                ImportBatchId = batchId,
                Kind = ImportChangeKind.LeadUpdated,
                EntityId = lead.Id,
                ChangeJson = LeadSnapshot.ToJson(LeadSnapshot.Differences(then, LeadSnapshot.Of(lead))),
            });
        }

        return before.Keys;
    }
}
