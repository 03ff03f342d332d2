using System.Text.Json;
using LeadDashboard.App.Jobs;
using LeadDashboard.Core.Events;
using LeadDashboard.Core.Leads;
using LeadDashboard.Data;
using LeadDashboard.Data.Events;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Rescoring;

/// <summary>
/// Scores all open leads with the champion, in batches with a checkpoint. A closed lead keeps the score it had.
/// </summary>
internal sealed class ScoreLeadsJob(
    IDbContextFactory<LeadContext> contexts,
    ChampionModel champions,
    LeadFactsReader reader,
    Rescorer rescorer,
    TimeProvider time
) : IJobHandler
{
    private const int BatchSize = 5000;

    private sealed record Position(int NextId, int ModelVersionId);

    public string Kind => RescoringModule.ScoreLeads.Name;

    public async Task ExecuteAsync(JobContext context, CancellationToken cancellationToken)
    {
        var champion =
            await champions.GetAsync(cancellationToken) ?? throw new JobFailedException(RescoringMessages.NoModel);
        var limits = await rescorer.LimitsAsync(cancellationToken);
        var threads = Math.Max(1, Environment.ProcessorCount - 1);
        int total,
            lastId;
        await using (var counting = await contexts.CreateDbContextAsync(cancellationToken))
        {
            total = await counting.Leads.CountAsync(lead => lead.Status == LeadStatus.Open, cancellationToken);
            lastId = await counting.Leads.MaxAsync(lead => (int?)lead.Id, cancellationToken) ?? 0;
        }

        var saved = context.Checkpoint is { } json ? JsonSerializer.Deserialize<Position>(json) : null;
        var nextId = saved is not null && saved.ModelVersionId == champion.VersionId ? saved.NextId : 1;
        var done = 0;
        while (nextId <= lastId)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await using var database = await contexts.CreateDbContextAsync(cancellationToken);
            var toId = await LastIdOfBatchAsync(database, nextId, cancellationToken) ?? lastId;
            var facts = await reader.LoadRangeAsync(database, nextId, toId, LeadStatus.Open, cancellationToken);

            // The batch and the place to go on are one transaction: after a kill nothing is scored twice or left out.
            await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
            await rescorer.WriteAsync(database, champion, facts, limits, threads, cancellationToken);
            if (facts.Leads.Count > 0)
            {
                // Open pages show the new scores without being asked.
                var nowUtc = time.GetUtcNow().UtcDateTime;
                Outbox.Add(database, EventKinds.LeadsScored, nowUtc, count: facts.Leads.Count);
                await database.SaveChangesAsync(cancellationToken);
            }

            nextId = toId + 1;
            await context.SaveCheckpointAsync(
                database,
                JsonSerializer.Serialize(new Position(nextId, champion.VersionId)),
                cancellationToken
            );
            await transaction.CommitAsync(cancellationToken);
            done += facts.Leads.Count;
            context.Report(total == 0 ? 1 : Math.Min(1, (double)done / total), RescoringMessages.Scoring, done, total);
        }
    }

    private static async Task<int?> LastIdOfBatchAsync(
        LeadContext database,
        int fromId,
        CancellationToken cancellationToken
    ) =>
        await database
            .Leads.Where(lead => lead.Id >= fromId && lead.Status == LeadStatus.Open)
            .OrderBy(lead => lead.Id)
            .Skip(BatchSize - 1)
            .Select(lead => (int?)lead.Id)
            .FirstOrDefaultAsync(cancellationToken);
}
