namespace LeadDashboard.Core.Matching.Merging;

/// <summary>One lead merged into another: who, when, and all that undoing needs. Never deleted.</summary>
public sealed class MergeRecord
{
    public int Id { get; set; }
    public int SurvivorId { get; set; }

    /// <summary>The lead that is no longer a row of its own.</summary>
    public int MergedId { get; set; }

    /// <summary>Key of the merged lead: a later file that names it means the survivor, and finds it here.</summary>
    public string MergedLeadKey { get; set; } = "";
    public int PairId { get; set; }

    /// <summary>
    /// The same for merges that were asked for at once; they can be undone at once. Empty = a single one.
    /// </summary>
    public string GroupKey { get; set; } = "";

    /// <summary>JSON of the survivor as it was.</summary>
    public string BeforeJson { get; set; } = "";

    /// <summary>JSON of the survivor as the merge left it: a field that differs now was edited since.</summary>
    public string AfterJson { get; set; } = "";

    /// <summary>JSON of the merged lead.</summary>
    public string MergedJson { get; set; } = "";

    /// <summary>
    /// JSON: by column that names a lead the ids of the rows that went over to the survivor, or the rows themselves
    /// where they would not make sense there.
    /// </summary>
    public string MovedJson { get; set; } = "";
    public string MergedById { get; set; } = "";
    public DateTime MergedUtc { get; set; }
    public string? UndoneById { get; set; }
    public DateTime? UndoneUtc { get; set; }
}
