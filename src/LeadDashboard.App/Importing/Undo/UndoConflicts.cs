using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Messages;
using LeadDashboard.Data;
using LeadDashboard.Data.BulkWriting;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Undo;

/// <summary>What one step of an undo had to leave, listed with the reason.</summary>
internal sealed class UndoConflicts(int batchId)
{
    private readonly List<UndoConflict> _found = [];

    public void Add(int? leadId, string leadName, string field, Message reason) =>
        _found.Add(
            new UndoConflict
            {
                ImportBatchId = batchId,
                LeadId = leadId,
                LeadName = leadName,
                Field = field,
                Reason = reason.ToJson(),
            }
        );

    public async Task StoreAsync(LeadContext database, BulkWriter writer, CancellationToken cancellationToken)
    {
        if (_found.Count > 0)
        {
            await writer.InsertAsync(database, _found, cancellationToken);
            await database
                .ImportBatches.Where(batch => batch.Id == batchId)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(
                            batch => batch.UndoConflictCount,
                            batch => batch.UndoConflictCount + _found.Count
                        ),
                    cancellationToken
                );
        }
    }
}
