using LeadDashboard.App.Events;
using LeadDashboard.App.Jobs;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Events;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Data;
using LeadDashboard.Data.Events;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Rescoring;

/// <summary>
/// Reads the outbox and renews the scores that its events touch, whichever process wrote them. The place in the outbox
/// moves in the transaction of the scores: after a kill the rest is taken up again, and of several nodes one does the
/// work.
/// </summary>
public sealed class RescoreReader(
    IDbContextFactory<LeadContext> contexts,
    OutboxReader outbox,
    ChampionModel champions,
    Rescorer rescorer,
    JobQueue queue,
    EventHub hub,
    TimeProvider time
)
{
    public const string Consumer = "rescoring";

    private const int AtOnce = 200;

    /// <summary>Kinds of event whose leads are named by the event itself.</summary>
    private static readonly string[] OfLeads =
    [
        EventKinds.ActivityLogged, EventKinds.LeadChanged, EventKinds.LeadsMerged, EventKinds.MergeUndone,
        EventKinds.OutcomeRecorded, EventKinds.OutcomeUndone,
    ];

    /// <summary>Kinds of event that touch the leads of a whole batch.</summary>
    private static readonly string[] OfBatches =
    [
        EventKinds.ActivitiesImported, EventKinds.DealsImported, EventKinds.ImportStopped, EventKinds.ImportUndone,
        EventKinds.LeadsImported,
    ];

    /// <summary>Works off every event that is new.</summary>
    /// <returns>How many leads got a score.</returns>
    public async Task<int> FollowAsync(CancellationToken cancellationToken)
    {
        var count = 0;
        while (await outbox.ReadAsync(Consumer, AtOnce, cancellationToken) is { Count: > 0 } events)
        {
            count += await TakeAsync(events, cancellationToken);
        }

        return count;
    }

    /// <returns>How many leads got a score; none where another node took the events.</returns>
    private async Task<int> TakeAsync(IReadOnlyList<OutboxEvent> events, CancellationToken cancellationToken)
    {
        // Without a model there is nothing to renew: the first one scores every lead.
        var champion = await champions.GetAsync(cancellationToken);
        var limits = await rescorer.LimitsAsync(cancellationToken);
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (!await outbox.TryMoveAsync(database, Consumer, events[0], events[^1], cancellationToken))
        {
            return 0;
        }

        var scored = new List<int>();
        OutboxEvent? told = null;
        Job? all = null;
        if (champion is not null)
        {
            var touched = events
                .Where(entry => OfLeads.Contains(entry.Kind))
                .SelectMany(entry => entry.LeadIds())
                .ToHashSet();
            scored.AddRange(await rescorer.ScoreAsync(database, champion, touched, limits, cancellationToken));
            if (scored.Count > 0)
            {
                told = Outbox.Add(
                    database,
                    EventKinds.LeadsScored,
                    time.GetUtcNow().UtcDateTime,
                    count: scored.Count,
                    payload: new { LeadIds = scored }
                );
                await database.SaveChangesAsync(cancellationToken);
            }

            all = await QueueForBatchesAsync(database, events, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        if (told is not null)
        {
            // The pages of this process hear of it at once, those of the others from the outbox.
            hub.RaiseEarly(told);
        }

        if (all is not null)
        {
            queue.Announce(all);
        }

        return scored.Count;
    }

    /// <summary>
    /// A batch can touch every lead, so all are scored by the job, which shows its progress and goes on after a kill.
    /// While an import or its undoing is at work nothing is queued: it brings chunk after chunk, queues the job itself
    /// when it ends, and an event tells when it ended early.
    /// </summary>
    private async Task<Job?> QueueForBatchesAsync(
        LeadContext database,
        IReadOnlyList<OutboxEvent> events,
        CancellationToken cancellationToken
    )
    {
        var touched = events.Where(entry => OfBatches.Contains(entry.Kind) && entry.ImportBatchId is not null).ToList();
        if (touched.Count == 0)
        {
            return null;
        }

        var batchIds = touched.Select(entry => entry.ImportBatchId!.Value).Distinct().ToArray();
        var atWork = await database
            .ImportBatches.Where(batch =>
                EF.Parameter(batchIds).Contains(batch.Id)
                && (batch.Status == ImportStatus.Running || batch.Status == ImportStatus.Undoing)
            )
            .Select(batch => batch.Id)
            .ToListAsync(cancellationToken);
        touched.RemoveAll(entry => atWork.Contains(entry.ImportBatchId!.Value));
        if (touched.Count == 0)
        {
            return null;
        }

        var newestUtc = touched.Max(entry => entry.AtUtc);
        var isCovered = await database.Jobs.AnyAsync(
            job =>
                job.Kind == RescoringModule.ScoreLeads.Name
                && job.CreatedUtc >= newestUtc
                && (job.Status == JobStatus.Waiting || job.Status == JobStatus.Running || job.Status == JobStatus.Done),
            cancellationToken
        );
        return isCovered
            ? null
            : await queue.AddAsync(
                database,
                RescoringModule.ScoreLeads,
                new TriggerArguments("import"),
                Actor.System,
                cancellationToken,
                evenIfRunning: true
            );
    }
}
