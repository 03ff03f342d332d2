using System.Text.Json.Nodes;

namespace LeadDashboard.Core.Events;

/// <summary>
/// Something that happened, written in the transaction that did it; readers follow at their own pace. One per save or
/// per chunk: a reader expands a batch by its id.
/// </summary>
public sealed class OutboxEvent
{
    /// <summary>Grows; on PostgreSQL not in the order of the commits.</summary>
    public long Sequence { get; set; }

    /// <summary>The writing transaction on PostgreSQL; 0 on SQLite, which has one writer.</summary>
    public long TransactionId { get; set; }

    /// <summary>See <see cref="EventKinds"/>.</summary>
    public string Kind { get; set; } = "";
    public int? EntityId { get; set; }
    public int? ImportBatchId { get; set; }
    public int Count { get; set; }
    public DateTime AtUtc { get; set; }

    /// <summary>JSON object with what a reader needs beside the ids.</summary>
    public string PayloadJson { get; set; } = "{}";

    /// <summary>The leads that the event names; empty where it names none, or a batch.</summary>
    public IReadOnlyList<int> LeadIds() =>
        JsonNode.Parse(PayloadJson)?["LeadIds"] is JsonArray ids ? [.. ids.Select(id => id!.GetValue<int>())]
        : EntityId is { } id ? [id]
        : [];
}

/// <summary>How far a reader of the outbox is.</summary>
public sealed class OutboxCursor
{
    /// <summary>Name of the reader: "rescoring", "caches" ...</summary>
    public string Consumer { get; set; } = "";

    /// <summary>Transaction and sequence of the last event that was read.</summary>
    public long TransactionId { get; set; }
    public long Sequence { get; set; }
    public DateTime MovedUtc { get; set; }
}

/// <summary>Kinds of <see cref="OutboxEvent"/>; stored, so a name is never given another meaning.</summary>
public static class EventKinds
{
    public const string LeadsImported = "leads.imported";
    public const string ActivitiesImported = "activities.imported";
    public const string SpendImported = "spend.imported";
    public const string ProductsImported = "products.imported";
    public const string DealsImported = "deals.imported";
    public const string CampaignsImported = "campaigns.imported";
    public const string StagesImported = "stages.imported";
    public const string PurchasesImported = "purchases.imported";
    public const string CostsImported = "costs.imported";
    public const string ImportUndone = "import.undone";

    /// <summary>An import failed or was canceled; what it had brought by then stays.</summary>
    public const string ImportStopped = "import.stopped";
    public const string LeadChanged = "lead.changed";
    public const string LeadsMerged = "leads.merged";
    public const string MergeUndone = "merge.undone";
    public const string OutcomeRecorded = "outcome.recorded";
    public const string OutcomeUndone = "outcome.undone";
    public const string ActivityLogged = "activity.logged";

    /// <summary>
    /// The stored score of leads was renewed: of those it names, because something had happened to them; of a batch of
    /// all open ones where it names none.
    /// </summary>
    public const string LeadsScored = "leads.scored";
    public const string ModelPromoted = "model.promoted";
    public const string SettingsChanged = "settings.changed";

    /// <summary>An account was made, or its role, password or state was changed; the payload names it.</summary>
    public const string UserChanged = "user.changed";
}
