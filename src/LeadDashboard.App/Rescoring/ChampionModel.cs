using LeadDashboard.App.Access;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Modeling;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Core.Scoring;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Rescoring;

/// <summary>The model that serves, and the row it came from.</summary>
public sealed record Champion(int VersionId, int Number, TrainedModel Model);

/// <summary>Keeps the serving model in memory; asks the database only which version serves.</summary>
public sealed class ChampionModel(IDbContextFactory<LeadContext> contexts, LeadFactsReader facts)
{
    private Champion? _current;
    private Champion? _earlier;

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

        var known = _current;
        if (known is not null && known.VersionId == id)
        {
            return known;
        }

        var row = await context
            .ModelVersions.Where(version => version.Id == id)
            .Select(version => new { version.Number, version.Content })
            .SingleAsync(cancellationToken);
        var loaded = new Champion(id.Value, row.Number, TrainedModel.FromBytes(row.Content));
        _current = loaded;
        return loaded;
    }

    public void Forget() => _current = null;

    /// <summary>
    /// The stored score of the lead with every reason, made again from what was known when it was stored. Where that
    /// cannot be made again (the lead was changed since), the stored reasons and the rest in one. Null without a score.
    /// </summary>
    public async Task<LeadScore?> ExplainAsync(Actor actor, int leadId, CancellationToken cancellationToken = default)
    {
        var scope = LeadScope.For(actor);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await scope.Within(context.Leads).AnyAsync(lead => lead.Id == leadId, cancellationToken))
        {
            return null;
        }

        var known = await facts.LoadRangeAsync(context, leadId, leadId, status: null, cancellationToken);
        if (
            known.Leads.Count == 0
            || known.Leads[0] is not { Probability: { } stored, ScoredUtc: { } scoredUtc } lead
            || await ModelOfAsync(context, lead.ModelVersionId, cancellationToken) is not { } model
        )
        {
            return null;
        }

        var again = LeadScorer.Score(model, known.Rows, scoredUtc, cancellationToken: cancellationToken)[0];
        return StoredScore.Restore(lead, stored, again);
    }

    private async Task<TrainedModel?> ModelOfAsync(LeadContext context, int? versionId, CancellationToken cancellation)
    {
        if (versionId is null)
        {
            return null;
        }

        if (_current is { } serving && serving.VersionId == versionId)
        {
            return serving.Model;
        }

        if (_earlier is { } known && known.VersionId == versionId)
        {
            return known.Model;
        }

        if (await GetAsync(cancellation) is { } champion && champion.VersionId == versionId)
        {
            return champion.Model;
        }

        // A closed lead keeps the score of the version of its time.
        var row = await context
            .ModelVersions.Where(version => version.Id == versionId)
            .Select(version => new { version.Number, version.Content })
            .FirstOrDefaultAsync(cancellation);
        if (row is null || row.Content.Length == 0)
        {
            return null;
        }

        _earlier = new Champion(versionId.Value, row.Number, TrainedModel.FromBytes(row.Content));
        return _earlier.Model;
    }
}
