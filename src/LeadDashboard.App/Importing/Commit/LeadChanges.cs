using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Core.Leads;
using LeadDashboard.Data.History;

namespace LeadDashboard.App.Importing.Commit;

/// <summary>What a chunk of rows does to leads, with what they were before.</summary>
internal sealed class LeadChanges
{
    private readonly RecordChanges<Lead> _records = new(LeadSnapshot.Of);

    /// <summary>Leads that a row closed.</summary>
    public HashSet<Lead> ClosedNow { get; } = [];

    public IReadOnlyCollection<Lead> Created => _records.Created;

    /// <summary>Leads that were there before the chunk and differ now.</summary>
    public IReadOnlyCollection<Lead> Updated => _records.Updated;

    public void Create(Lead lead)
    {
        _records.Create(lead);
        if (lead.Status != LeadStatus.Open)
        {
            ClosedNow.Add(lead);
        }
    }

    /// <returns>False when the row says nothing new.</returns>
    public bool Update(Lead known, Lead given, FieldRules rules)
    {
        var wasOpen = known.Status == LeadStatus.Open;
        var isChanged = _records.Update(known, lead => rules.Merge(lead, given));
        if (wasOpen && known.Status != LeadStatus.Open)
        {
            ClosedNow.Add(known);
        }

        return isChanged;
    }

    public IEnumerable<Lead> TakeCreated()
    {
        foreach (var lead in _records.Created)
        {
            lead.ImportFingerprint = LeadSnapshot.Fingerprint(lead);
        }

        return _records.Created;
    }

    /// <summary>Leads to write, and for each that the import did not create itself what it was before.</summary>
    public IReadOnlyCollection<Lead> TakeUpdated(int batchId, out List<LeadImage> images)
    {
        foreach (var lead in _records.Updated.Where(lead => lead.ImportBatchId == batchId))
        {
            lead.ImportFingerprint = LeadSnapshot.Fingerprint(lead);
        }

        images =
        [
            .. _records
                .Images(batchId, lead => lead.ImportBatchId)
                .Select(image => new LeadImage(image.Record.Id, image.Fields)),
        ];
        return _records.Updated;
    }
}
