using LeadDashboard.Core.Activities;
using LeadDashboard.Core.Deals;
using LeadDashboard.Core.History;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Matching;
using LeadDashboard.Core.Matching.Merging;
using LeadDashboard.Core.Outcomes;
using LeadDashboard.Core.Scoring;

namespace LeadDashboard.Data;

/// <summary>What a merge does with the rows of the lead that goes.</summary>
public enum OnMerge
{
    /// <summary>They go over to the lead that stays; undoing gives them back.</summary>
    Move,

    /// <summary>They make no sense at another lead: kept in the merge record, and put back by undoing.</summary>
    KeepInRecord,

    /// <summary>They stay as they are and name the lead that goes: undoing brings it back under the same id.</summary>
    Stay,
}

/// <summary>What the erasure of a person does with the rows.</summary>
public enum OnErase
{
    Delete,

    /// <summary>Values and salts are emptied, hashes stay: the audit still holds.</summary>
    Blank,
}

/// <summary>One column that names a lead.</summary>
/// <param name="IsExported">Part of what a person gets who asks what is known of them.</param>
public sealed record LeadTable(Type Entity, string Property, OnMerge OnMerge, bool IsExported, OnErase OnErase);

/// <summary>
/// Every column of the database that names a lead, and what becomes of its rows. A new one that is missing here fails a
/// test.
/// </summary>
public static class LeadTables
{
    public static IReadOnlyList<LeadTable> All { get; } =
    [
        new(typeof(Activity), nameof(Activity.LeadId), OnMerge.Move, IsExported: true, OnErase.Delete),
        new(typeof(Outcome), nameof(Outcome.LeadId), OnMerge.Move, IsExported: true, OnErase.Delete),
        new(typeof(Deal), nameof(Deal.LeadId), OnMerge.Move, IsExported: true, OnErase.Delete),
        new(typeof(ScoreReceipt), nameof(ScoreReceipt.LeadId), OnMerge.KeepInRecord, IsExported: true, OnErase.Delete),
        new(typeof(LeadChange), nameof(LeadChange.LeadId), OnMerge.Stay, IsExported: true, OnErase.Blank),
        new(typeof(DuplicatePair), nameof(DuplicatePair.LeftLeadId), OnMerge.Stay, IsExported: false, OnErase.Delete),
        new(typeof(DuplicatePair), nameof(DuplicatePair.RightLeadId), OnMerge.Stay, IsExported: false, OnErase.Delete),
        new(typeof(MergeRecord), nameof(MergeRecord.SurvivorId), OnMerge.Stay, IsExported: true, OnErase.Delete),
        new(typeof(MergeRecord), nameof(MergeRecord.MergedId), OnMerge.Stay, IsExported: true, OnErase.Delete),
        new(typeof(UndoConflict), nameof(UndoConflict.LeadId), OnMerge.Stay, IsExported: false, OnErase.Delete),
        new(typeof(RejectedRow), nameof(RejectedRow.ResembledLeadId), OnMerge.Stay, IsExported: false, OnErase.Blank),
    ];
}
