using LeadDashboard.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.Data.Events;

/// <summary>
/// Reads events, each consumer at its own pace. An event may be read again after a kill between reading and
/// <see cref="MoveAsync"/>: consumers do the same thing twice without harm.
/// </summary>
public sealed class OutboxReader(IDbContextFactory<LeadContext> contexts, TimeProvider time)
{
    /// <summary>The next events of a consumer, oldest first; a new consumer begins with the oldest one kept.</summary>
    public async Task<IReadOnlyList<OutboxEvent>> ReadAsync(
        string consumer,
        int max,
        CancellationToken cancellationToken = default
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var cursor = await context
            .OutboxCursors.AsNoTracking()
            .FirstOrDefaultAsync(candidate => candidate.Consumer == consumer, cancellationToken);
        return await ReadAsync(context, cursor?.TransactionId ?? -1, cursor?.Sequence ?? 0, max, cancellationToken);
    }

    /// <summary>
    /// The events after a place that the reader keeps itself, oldest first: for one that follows only while it lives.
    /// </summary>
    public async Task<IReadOnlyList<OutboxEvent>> ReadAfterAsync(
        OutboxEvent? last,
        int max,
        CancellationToken cancellationToken = default
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await ReadAsync(context, last?.TransactionId ?? -1, last?.Sequence ?? 0, max, cancellationToken);
    }

    /// <summary>The newest event that <see cref="ReadAfterAsync"/> would give; null while there is none.</summary>
    public async Task<OutboxEvent?> NewestAsync(CancellationToken cancellationToken = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await (await SettledAsync(context, cancellationToken))
            .OrderByDescending(entry => entry.TransactionId)
            .ThenByDescending(entry => entry.Sequence)
            .FirstOrDefaultAsync(cancellationToken);
    }

    private static async Task<IReadOnlyList<OutboxEvent>> ReadAsync(
        LeadContext context,
        long transaction,
        long sequence,
        int max,
        CancellationToken cancellationToken
    ) =>
        await (await SettledAsync(context, cancellationToken))
            .Where(entry =>
                entry.TransactionId > transaction || (entry.TransactionId == transaction && entry.Sequence > sequence)
            )
            .OrderBy(entry => entry.TransactionId)
            .ThenBy(entry => entry.Sequence)
            .Take(max)
            .ToListAsync(cancellationToken);

    private static async Task<IQueryable<OutboxEvent>> SettledAsync(
        LeadContext context,
        CancellationToken cancellationToken
    )
    {
        var events = context.OutboxEvents.AsNoTracking();
        if (context is PostgresLeadContext)
        {
            // Transactions that are still open may yet commit events with smaller numbers: what is not below all of
            // them waits, else their events would be passed by.
            var oldestOpen = await context
                .Database.SqlQuery<long>($"SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS \"Value\"")
                .SingleAsync(cancellationToken);
            events = events.Where(entry => entry.TransactionId < oldestOpen);
        }

        return events;
    }

    /// <summary>The consumer is done with everything up to the event.</summary>
    public async Task MoveAsync(string consumer, OutboxEvent last, CancellationToken cancellationToken = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var cursor = await context.OutboxCursors.FirstOrDefaultAsync(
            candidate => candidate.Consumer == consumer,
            cancellationToken
        );
        if (cursor is null)
        {
            cursor = new OutboxCursor { Consumer = consumer };
            context.OutboxCursors.Add(cursor);
        }

        (cursor.TransactionId, cursor.Sequence) = (last.TransactionId, last.Sequence);
        cursor.MovedUtc = time.GetUtcNow().UtcDateTime;
        await context.SaveChangesAsync(cancellationToken);
    }

    /// <summary>
    /// As <see cref="MoveAsync"/>, first thing in the transaction in which the events are worked off, and only while
    /// nobody else has moved: a second node waits for that transaction, and then finds the events done.
    /// </summary>
    /// <param name="context">Has a transaction.</param>
    /// <param name="consumer">Name of the reader.</param>
    /// <param name="first">The first event of those that were read.</param>
    /// <param name="last">The last one.</param>
    /// <returns>False: another node took them; roll back.</returns>
    public async Task<bool> TryMoveAsync(
        LeadContext context,
        string consumer,
        OutboxEvent first,
        OutboxEvent last,
        CancellationToken cancellationToken = default
    )
    {
        var nowUtc = time.GetUtcNow().UtcDateTime;
        var moved = await context
            .OutboxCursors.Where(cursor =>
                cursor.Consumer == consumer
                && (
                    cursor.TransactionId < first.TransactionId
                    || (cursor.TransactionId == first.TransactionId && cursor.Sequence < first.Sequence)
                )
            )
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(cursor => cursor.TransactionId, last.TransactionId)
                        .SetProperty(cursor => cursor.Sequence, last.Sequence)
                        .SetProperty(cursor => cursor.MovedUtc, nowUtc),
                cancellationToken
            );
        if (moved > 0 || await context.OutboxCursors.AnyAsync(cursor => cursor.Consumer == consumer, cancellationToken))
        {
            return moved > 0;
        }

        context.OutboxCursors.Add(
            new OutboxCursor
            {
                Consumer = consumer,
                TransactionId = last.TransactionId,
                Sequence = last.Sequence,
                MovedUtc = nowUtc,
            }
        );
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException)
        {
            // Two nodes began at once; the other one was first.
            return false;
        }
    }
}
