using LeadDashboard.Core.Activities;
using LeadDashboard.Core.Deals;
using LeadDashboard.Core.History;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Matching;
using LeadDashboard.Core.Matching.Merging;
using LeadDashboard.Core.Outcomes;
using LeadDashboard.Core.Scoring;

namespace LeadDashboard.Data;

/// <summary>
/// Every column of the database that names a lead, and what becomes of its rows. A new one that is missing here fails a
/// test; one that is here is moved by merges and looked at by undoing without more work.
/// </summary>
public static class LeadTables
{
    /// <summary>Of several reasons why a lead stays the first one is told.</summary>
    public static IReadOnlyList<LeadTable> All { get; } =
    [
        new LeadTable<Deal>(row => row.LeadId, OnMerge.Move, OnUndo.KeepLead)
        {
            KeptReason = ImportReasons.HasLaterDeal(),
            IsExported = true,
            OnErase = OnErase.Delete,
        },
        new LeadTable<Purchase>(row => row.LeadId, OnMerge.Move, OnUndo.KeepLead)
        {
            KeptReason = ImportReasons.HasLaterPurchase(),
            IsExported = true,
            OnErase = OnErase.Delete,
        },
        new LeadTable<Outcome>(row => row.LeadId, OnMerge.Move, OnUndo.KeepLead)
        {
            KeptReason = ImportReasons.HasLaterOutcome(),
            IsExported = true,
            OnErase = OnErase.Delete,
        },
        new LeadTable<Activity>(row => row.LeadId, OnMerge.Move, OnUndo.KeepLead)
        {
            KeptReason = ImportReasons.HasLaterActivity(),
            IsExported = true,
            OnErase = OnErase.Delete,
        },
        new LeadTable<ScoreReceipt>(row => row.LeadId, OnMerge.KeepInRecord, OnUndo.Delete)
        {
            IsExported = true,
            OnErase = OnErase.Delete,
        },
        new LeadTable<LeadChange>(row => row.LeadId, OnMerge.Stay, OnUndo.Stay)
        {
            IsExported = true,
            OnErase = OnErase.Blank,
        },
        new LeadTable<DuplicatePair>(row => row.LeftLeadId, OnMerge.Stay, OnUndo.Delete)
        {
            IsExported = false,
            OnErase = OnErase.Delete,
        },
        new LeadTable<DuplicatePair>(row => row.RightLeadId, OnMerge.Stay, OnUndo.Delete)
        {
            IsExported = false,
            OnErase = OnErase.Delete,
        },
        new LeadTable<MergeRecord>(row => row.SurvivorId, OnMerge.Stay, OnUndo.Stay)
        {
            IsExported = true,
            OnErase = OnErase.Delete,
        },
        new LeadTable<MergeRecord>(row => row.MergedId, OnMerge.Stay, OnUndo.Stay)
        {
            IsExported = true,
            OnErase = OnErase.Delete,
        },
        new LeadTable<UndoConflict>(row => row.LeadId!.Value, OnMerge.Stay, OnUndo.Stay)
        {
            IsExported = false,
            OnErase = OnErase.Delete,
        },
        new LeadTable<RejectedRow>(row => row.ResembledLeadId!.Value, OnMerge.Stay, OnUndo.Stay)
        {
            IsExported = false,
            OnErase = OnErase.Blank,
        },
    ];
}
