using LeadDashboard.Core.History;
using LeadDashboard.Core.Leads;
using LeadDashboard.Data;
using LeadDashboard.Data.Events;
using LeadDashboard.Data.History;

namespace LeadDashboard.App.Duplicates;

/// <summary>Saves, and tells the audit and the outbox of merges and their undoing: once per save.</summary>
internal static class MergeLog
{
    /// <param name="images">The leads that are there afterwards; without changes where one came back.</param>
    public static async Task WriteAsync(
        LeadContext context,
        MergeStamp stamp,
        ChangeSource source,
        string eventKind,
        IReadOnlyList<LeadImage> images,
        CancellationToken cancellationToken
    )
    {
        int? leadId = images is [var only] ? only.LeadId : null;
        var payload = new { LeadIds = images.Select(image => image.LeadId).ToArray() };
        Outbox.Add(context, eventKind, stamp.Utc, leadId, count: images.Count, payload: payload);
        var entry = new ChangeStamp(stamp.ActorId, source, eventKind, stamp.Utc, images.Count)
        {
            EntityKind = nameof(Lead),
            EntityId = leadId,
        };
        await ChangeLog.WriteAsync(context, entry, images, cancellationToken);
    }
}
