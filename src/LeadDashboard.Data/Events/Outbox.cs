using System.Text.Json;
using LeadDashboard.Core.Events;

namespace LeadDashboard.Data.Events;

/// <summary>Writes events with the change that they tell of.</summary>
public static class Outbox
{
    /// <summary>Saved by the context's next SaveChanges; call it in the transaction of the change.</summary>
    /// <param name="kind">One of <see cref="EventKinds"/>.</param>
    /// <param name="payload">What a reader needs beside the ids; null = nothing.</param>
    public static OutboxEvent Add(
        LeadContext context,
        string kind,
        DateTime atUtc,
        int? entityId = null,
        int? importBatchId = null,
        int count = 1,
        object? payload = null
    )
    {
        var entry = new OutboxEvent
        {
            Kind = kind,
            EntityId = entityId,
            ImportBatchId = importBatchId,
            Count = count,
            AtUtc = atUtc,
            PayloadJson = payload is null ? "{}" : JsonSerializer.Serialize(payload),
        };
        context.OutboxEvents.Add(entry);
        return entry;
    }
}
