using LeadDashboard.App.Importing.Commit;
using LeadDashboard.Core.History;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Messages;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Undo;

/// <summary>Leads of an import. Their changes stay on record, marked as taken back: the audit covers them.</summary>
internal sealed class LeadHistory(UndoWork work) : RecordHistory<Lead>(work)
{
    /// <summary>Leads whose outcome was taken back.</summary>
    private readonly HashSet<int> _reopened = [];

    private IQueryable<LeadChange> Standing =>
        Database.LeadChanges.Where(change =>
            change.ImportBatchId == Work.BatchId && change.UndoneUtc == null && change.Source == ChangeSource.Import
        );

    protected override async Task<IReadOnlyList<RecordImage>> ReadAsync(CancellationToken cancellationToken)
    {
        var changes = await Standing
            .AsNoTracking()
            .OrderByDescending(change => change.Id)
            .Take(Work.ChunkSize)
            .ToListAsync(cancellationToken);
        return changes.ConvertAll(change => new RecordImage(
            change.Id,
            change.LeadId,
            ChangeMap.Parse(change.FieldsJson)
        ));
    }

    protected override Task ForgetAsync(int fromId, CancellationToken cancellationToken) =>
        Standing
            .Where(change => change.Id >= fromId)
            .ExecuteUpdateAsync(set => set.SetProperty(change => change.UndoneUtc, Work.NowUtc), cancellationToken);

    protected override (int? LeadId, string Name) Label(Lead record) => (record.Id, record.Name);

    protected override IReadOnlyList<(FieldChange Change, string? Found)> Restore(
        Lead record,
        IReadOnlyList<FieldChange> fields
    )
    {
        var status = record.Status;
        var later = LeadSnapshot.Restore(record, fields);
        if (record.Status != status)
        {
            _reopened.Add(record.Id);
        }

        return later;
    }

    protected override void ListGone() => Work.Conflicts.Add(null, "", "", ImportReasons.LeadGone());

    protected override async Task StoreAsync(IReadOnlyList<Lead> records, CancellationToken cancellationToken)
    {
        await LeadReferences.ClearGoneAsync(Database, records, cancellationToken);
        await Work.Writer.UpdateAsync(Database, records, LeadSnapshot.Properties.ToArray(), cancellationToken);
        var reopened = _reopened.ToArray();
        await Database
            .Outcomes.Where(outcome =>
                outcome.ImportBatchId == Work.BatchId
                && outcome.UndoneUtc == null
                && EF.Parameter(reopened).Contains(outcome.LeadId)
            )
            .ExecuteUpdateAsync(set => set.SetProperty(outcome => outcome.UndoneUtc, Work.NowUtc), cancellationToken);
    }

    protected override Task<IReadOnlyDictionary<int, Message>> KeptAsync(
        IReadOnlyList<Lead> created,
        CancellationToken cancellationToken
    ) => CreatedLeads.KeptAsync(Database, Work.BatchId, created, cancellationToken);

    protected override Task DeleteAsync(IReadOnlyList<Lead> gone, CancellationToken cancellationToken) =>
        CreatedLeads.DeleteAsync(Database, [.. gone.Select(lead => lead.Id)], cancellationToken);
}
