using LeadDashboard.Core.Modeling;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Core.Scoring;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Models;

/// <summary>The model that serves, and the row it came from.</summary>
public sealed record Champion(int VersionId, int Number, TrainedModel Model);

/// <summary>Keeps the serving model in memory; asks the database only which version serves.</summary>
public sealed class ChampionModel(IDbContextFactory<LeadContext> contexts, TimeProvider time)
{
    private Champion? current;

    /// <summary>Null while no version serves.</summary>
    public async Task<Champion?> GetAsync(CancellationToken cancellationToken = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var id = await context
            .ModelVersions.Where(version => version.Status == ModelStatus.Champion)
            .Select(version => (int?)version.Id)
            .FirstOrDefaultAsync(cancellationToken);
        if (id is null)
        {
            return null;
        }

        var known = current;
        if (known is not null && known.VersionId == id)
        {
            return known;
        }

        var row = await context
            .ModelVersions.Where(version => version.Id == id)
            .Select(version => new { version.Number, version.Content })
            .SingleAsync(cancellationToken);
        var loaded = new Champion(id.Value, row.Number, TrainedModel.FromBytes(row.Content));
        current = loaded;
        return loaded;
    }

    public void Forget() => current = null;

    /// <summary>The lead's score as it is now, with every reason; null without a model or lead.</summary>
    public async Task<LeadScore?> ExplainAsync(int leadId, CancellationToken cancellationToken = default)
    {
        if (await GetAsync(cancellationToken) is not { } champion)
        {
            return null;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var facts = await LeadFacts.LoadRangeAsync(context, leadId, leadId, status: null, cancellationToken);
        return facts.Leads.Count == 0
            ? null
            : LeadScorer.Score(
                champion.Model,
                facts.Leads,
                facts.Activities,
                facts.Campaigns,
                time.GetUtcNow().UtcDateTime,
                cancellationToken: cancellationToken
            )[0];
    }
}
