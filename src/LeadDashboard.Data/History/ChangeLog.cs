using System.Security.Cryptography;
using LeadDashboard.Core.History;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Core.Leads;
using LeadDashboard.Data.BulkWriting;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.Data.History;

/// <summary>What one lead was before a save, and what the save made of it.</summary>
public sealed record LeadImage(int LeadId, IReadOnlyList<FieldChange> Fields)
{
    /// <param name="before">As <see cref="LeadSnapshot.Read"/> gave it before the save.</param>
    public static LeadImage Create(IReadOnlyDictionary<string, string?> before, Lead now) =>
        new(now.Id, LeadSnapshot.Differences(before, LeadSnapshot.Read(now)));
}

/// <summary>Who did what, and when.</summary>
/// <param name="Action">See <see cref="AuditEntry.Action"/>.</param>
/// <param name="Count">Records that the save wrote.</param>
public sealed record ChangeStamp(string ActorId, ChangeSource Source, string Action, DateTime AtUtc, int Count)
{
    public string? EntityKind { get; init; }
    public int? EntityId { get; init; }
    public int? ImportBatchId { get; init; }
}

/// <summary>Writes the audit: one entry per save or chunk, with the changes of leads that its hash covers.</summary>
public static class ChangeLog
{
    private const long LockKey = 0x4C656164_41756469;

    /// <summary>Part of the caller's transaction: what is not committed was not done either.</summary>
    /// <param name="images">Changes of leads; empty where none was changed.</param>
    public static async Task WriteAsync(
        LeadContext context,
        ChangeStamp stamp,
        IReadOnlyCollection<LeadImage> images,
        CancellationToken cancellationToken
    )
    {
        if (context.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException(
                "The audit is written in the transaction of the change; the context has none. Begin one first."
            );
        }

        if (context is PostgresLeadContext)
        {
            // The entries are a chain: who appends waits for whoever appends. SQLite has one writer anyway.
            await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({LockKey})", cancellationToken);
        }

        var changes = images.Where(image => image.Fields.Count > 0).Select(image => ChangeOf(stamp, image)).ToList();
        var entry = new AuditEntry
        {
            AtUtc = stamp.AtUtc,
            ActorId = stamp.ActorId,
            Action = stamp.Action,
            EntityKind = stamp.EntityKind,
            EntityId = stamp.EntityId,
            ImportBatchId = stamp.ImportBatchId,
            Count = stamp.Count,
            PreviousHash =
                await context
                    .AuditEntries.OrderByDescending(previous => previous.Id)
                    .Select(previous => previous.Hash)
                    .FirstOrDefaultAsync(cancellationToken)
                ?? "",
        };
        entry.Hash = AuditHash.Compute(entry, changes.Select(change => change.Hash));
        context.AuditEntries.Add(entry);
        await context.SaveChangesAsync(cancellationToken);
        foreach (var change in changes)
        {
            change.AuditEntryId = entry.Id;
        }

        await new BulkWriter().InsertAsync(context, changes, cancellationToken);
    }

    private static LeadChange ChangeOf(ChangeStamp stamp, LeadImage image)
    {
        var change = new LeadChange
        {
            LeadId = image.LeadId,
            ImportBatchId = stamp.ImportBatchId,
            ChangedUtc = stamp.AtUtc,
            ActorId = stamp.ActorId,
            Source = stamp.Source,
            FieldsJson = ChangeMap.ToJson(image.Fields),
            Salt = RandomNumberGenerator.GetHexString(32, lowercase: true),
        };
        change.Hash = AuditHash.Compute(change);
        return change;
    }
}
