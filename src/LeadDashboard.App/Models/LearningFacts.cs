using LeadDashboard.App.Rescoring;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Core.Outcomes;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Models;

/// <summary>All leads, which of their outcomes count, and up to which outcome they are known.</summary>
/// <param name="LastOutcomeId">Newest outcome of the database; 0 = none.</param>
internal sealed record LearningFacts(LeadFacts Known, LearningGoal Goal, int LastOutcomeId)
{
    public static async Task<LearningFacts> LoadAsync(
        LeadContext database,
        LeadFactsReader reader,
        LearningGoal goal,
        CancellationToken cancellationToken
    )
    {
        var facts = await reader.LoadAsync(database, cancellationToken);
        if (!goal.CountDisqualified)
        {
            var standing = database.Outcomes.Where(outcome => outcome.UndoneUtc == null);
            var ids = await standing
                .Where(outcome =>
                    outcome.Kind == OutcomeKind.Disqualified
                    && !standing.Any(newer => newer.LeadId == outcome.LeadId && newer.Id > outcome.Id)
                )
                .Select(outcome => outcome.LeadId)
                .ToListAsync(cancellationToken);
            facts = facts with { Rows = facts.Rows with { Disqualified = ids.ToHashSet() } };
        }

        var last = await database.Outcomes.MaxAsync(outcome => (int?)outcome.Id, cancellationToken) ?? 0;
        return new LearningFacts(facts, goal, last);
    }

    /// <summary>Leads whose outcome a version has not seen that knew them up to one.</summary>
    public static async Task<HashSet<int>> NewLeadIdsAsync(
        LeadContext database,
        int seenUpTo,
        CancellationToken cancellationToken
    ) =>
        [
            .. await database
                .Outcomes.Where(outcome => outcome.Id > seenUpTo && outcome.UndoneUtc == null)
                .Select(outcome => outcome.LeadId)
                .ToListAsync(cancellationToken),
        ];

    public TrainingSet Set(Func<Lead, bool> isWanted, DateTime asOfUtc) =>
        TrainingSet.From(Known.Rows with { Leads = [.. Known.Leads.Where(isWanted)] }, Known.Fields, asOfUtc, Goal);
}
