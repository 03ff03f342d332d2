using LeadDashboard.Core.Campaigns;
using LeadDashboard.Core.Costs;
using LeadDashboard.Core.Deals;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Rows;

namespace LeadDashboard.App.Importing.Undo;

/// <summary>Campaigns that an import changed; those it created go last, see <see cref="UndoLeftovers"/>.</summary>
internal sealed class CampaignHistory(UndoWork work)
    : ImportedHistory<Campaign>(work, RecordChangeKind.CampaignUpdated, CampaignSnapshot.Fields)
{
    protected override (int? LeadId, string Name) Label(Campaign record) => (null, record.Name);
}

/// <summary>Lines of orders of an import.</summary>
internal sealed class PurchaseHistory(UndoWork work)
    : ImportedHistory<Purchase>(work, RecordChangeKind.PurchaseUpdated, PurchaseSnapshot.Fields)
{
    protected override (int? LeadId, string Name) Label(Purchase record) => (record.LeadId, record.OrderId);

    protected override Task<IReadOnlyList<FieldChange>> PossibleAsync(
        Purchase record,
        IReadOnlyList<FieldChange> fields,
        CancellationToken cancellationToken
    ) => GoneRecords.LeaveOutAsync(Work, record.LeadId, record.OrderId, fields, cancellationToken);
}

/// <summary>Costs of an import.</summary>
internal sealed class CostHistory(UndoWork work)
    : ImportedHistory<CostRate>(work, RecordChangeKind.CostUpdated, CostSnapshot.Fields)
{
    protected override (int? LeadId, string Name) Label(CostRate record) =>
        (null, string.Join(' ', record.Kind, record.Subject).Trim());
}
