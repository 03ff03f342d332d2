using LeadDashboard.App.Access;
using LeadDashboard.App.Settings;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Core.Scoring;
using LeadDashboard.Core.Segments;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Rescoring;

/// <summary>A lead whose score would move.</summary>
/// <param name="Before">Stored probability, 0..1.</param>
/// <param name="After">What the version would say now.</param>
public sealed record MovedLead(int Id, string Name, string? Company, double Before, double After);

/// <summary>Leads that would go from one segment to another.</summary>
public sealed record SegmentMove(Segment Before, Segment After, int LeadCount);

/// <summary>What would change if a version served.</summary>
/// <param name="ScoredCount">Open leads with a score.</param>
/// <param name="ComparedCount">Those that were compared: all of them, or every n-th where there are many.</param>
/// <param name="Moves">Of the compared leads, also those that stay where they are.</param>
/// <param name="Raised">The scores that would rise most, by a point or more, at most five.</param>
/// <param name="Lowered">The scores that would fall most, by a point or more, at most five.</param>
public sealed record PromotionPreview(
    int ScoredCount,
    int ComparedCount,
    IReadOnlyList<SegmentMove> Moves,
    IReadOnlyList<MovedLead> Raised,
    IReadOnlyList<MovedLead> Lowered
)
{
    /// <summary>The compared leads that would become hot.</summary>
    public int NewlyHotCount => Moves.Where(move => move is { After: Segment.Hot, Before: not Segment.Hot }).Sum(Count);

    /// <summary>The compared leads that would cease to be hot.</summary>
    public int NoLongerHotCount =>
        Moves.Where(move => move is { Before: Segment.Hot, After: not Segment.Hot }).Sum(Count);

    /// <summary>The compared leads that would change their segment.</summary>
    public int MovedCount => Moves.Where(move => move.Before != move.After).Sum(Count);

    private static int Count(SegmentMove move) => move.LeadCount;
}

/// <summary>Scores open leads with a version that does not serve, without writing anything.</summary>
public sealed class PromotionPreviewQueries(
    IDbContextFactory<LeadContext> contexts,
    SettingStore settings,
    LeadFactsReader reader,
    TimeProvider time
)
{
    /// <summary>More leads than this are compared one in n, so that the answer comes while somebody waits.</summary>
    internal const int MaxCompared = 5_000;

    private const int ShownCount = 5;

    /// <summary>A point of the score: less is no move.</summary>
    private const double ShownStep = 0.01;

    /// <returns>Null where there is no such version.</returns>
    public async Task<PromotionPreview?> FindAsync(
        Actor actor,
        int versionId,
        CancellationToken cancellationToken = default
    )
    {
        actor.Require(Permission.PromoteModels);
        var scope = LeadScope.For(actor);
        var limits = await settings.FindAsync<SegmentLimits>(cancellationToken) ?? SegmentLimits.Default;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var content = await context
            .ModelVersions.Where(version => version.Id == versionId)
            .Select(version => version.Content)
            .FirstOrDefaultAsync(cancellationToken);
        if (content is not { Length: > 0 })
        {
            return null;
        }

        var scored = scope
            .Within(context.Leads)
            .Where(lead => lead.Status == LeadStatus.Open && lead.Probability != null);
        var count = await scored.CountAsync(cancellationToken);
        var step = Math.Max(1, (count + MaxCompared - 1) / MaxCompared);
        var ids = await scored
            .Where(lead => lead.Id % step == 0)
            .OrderBy(lead => lead.Id)
            .Select(lead => lead.Id)
            .ToArrayAsync(cancellationToken);
        var facts = await reader.LoadOpenAsync(context, ids, cancellationToken);
        var after = LeadScorer.Probabilities(
            TrainedModel.FromBytes(content),
            facts.Rows,
            time.GetUtcNow().UtcDateTime,
            Math.Max(1, Environment.ProcessorCount - 1)
        );
        var moved = facts
            .Leads.Select(
                (lead, i) => new MovedLead(lead.Id, lead.Name, lead.Company, lead.Probability!.Value, after[i])
            )
            .ToList();
        return new PromotionPreview(
            count,
            moved.Count,
            [
                .. moved
                    .GroupBy(lead =>
                        (SegmentRules.Assign(lead.Before, limits), SegmentRules.Assign(lead.After, limits))
                    )
                    .Select(group => new SegmentMove(group.Key.Item1, group.Key.Item2, group.Count()))
                    .OrderBy(move => move.Before)
                    .ThenBy(move => move.After),
            ],
            [.. moved.Where(lead => Change(lead) >= ShownStep).OrderByDescending(Change).Take(ShownCount)],
            [.. moved.Where(lead => Change(lead) <= -ShownStep).OrderBy(Change).Take(ShownCount)]
        );

        static double Change(MovedLead lead) => lead.After - lead.Before;
    }
}
