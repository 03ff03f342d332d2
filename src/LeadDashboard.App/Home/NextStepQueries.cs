using LeadDashboard.App.Access;
using LeadDashboard.App.Campaigns;
using LeadDashboard.App.Duplicates;
using LeadDashboard.App.Leads;
using LeadDashboard.App.Models;
using LeadDashboard.App.Settings;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Campaigns;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Settings;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Home;

/// <summary>Collects what <see cref="NextStepRules"/> decide from, as far as the person may know it.</summary>
public sealed class NextStepQueries(
    IDbContextFactory<LeadContext> contexts,
    SettingStore settings,
    HomeQueries home,
    ModelGlanceQueries models,
    CampaignQueries campaigns,
    DuplicateQueries duplicates,
    TimeProvider time
)
{
    private const int OldSpendDays = 31;

    public async Task<IReadOnlyList<NextStep>> ListAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        var scope = LeadScope.For(actor);
        var company = await settings.ReadAsync<CompanySettings>(cancellationToken);
        var nowUtc = time.GetUtcNow().UtcDateTime;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);

        // A rep's silent leads are the rep's own and those of nobody.
        var silent = HomeQueries.Stale(actor.Role == Role.SalesRep ? actor.UserId : null);
        var health = await home.HealthAsync(actor, cancellationToken);
        var facts = new StepFacts
        {
            OpenCount = health.OpenCount,
            ClosedCount = health.ClosedCount,
            SilentHot = silent,
            SilentHotCount = await LeadQueries
                .Filtered(context, scope, silent, nowUtc, company.Days)
                .CountAsync(cancellationToken),
        };
        facts = actor.Can(Permission.ViewModels) ? await WithModelAsync(facts, actor, cancellationToken) : facts;
        facts = actor.Can(Permission.ImportData)
            ? await WithFilesAsync(facts, context, company, nowUtc, cancellationToken)
            : facts;
        if (actor.Can(Permission.MergeLeads))
        {
            facts = facts with { PairCount = (await duplicates.CountsAsync(actor, cancellationToken)).OpenCount };
        }

        if (actor.Can(Permission.ViewCampaigns))
        {
            var summary = await campaigns.SummaryAsync(actor, cancellationToken);
            var losing = summary.Worst.FirstOrDefault(row => RoiRules.Roi(row.Figures, RoiDefinition.Expected) < 0);
            facts = losing is { Id: { } id, Name: var name, Figures: var figures }
                ? facts with
                {
                    Losing = (id, name, 1 + (double)RoiRules.Roi(figures, RoiDefinition.Expected)!.Value),
                }
                : facts;
        }

        return NextStepRules.For(actor, facts);
    }

    private async Task<StepFacts> WithModelAsync(StepFacts facts, Actor actor, CancellationToken token)
    {
        var (champion, state, _, _) = await models.ReadAsync(actor, token);
        return facts with
        {
            HasChampion = champion is not null,
            IsTraining = state.TrainingJobId is not null,
            ModelAlarm = state.Alarm,
            DueOutcomeCount = state.IsDue ? state.NewOutcomeCount : 0,
        };
    }

    private static async Task<StepFacts> WithFilesAsync(
        StepFacts facts,
        LeadContext context,
        CompanySettings company,
        DateTime nowUtc,
        CancellationToken token
    )
    {
        var rejected = await context
            .ImportBatches.Where(batch => batch.Status == ImportStatus.Done && batch.RejectedCount > 0)
            .OrderByDescending(batch => batch.Id)
            .Select(batch => new
            {
                batch.Id,
                batch.FileName,
                batch.RejectedCount,
            })
            .FirstOrDefaultAsync(token);

        // A day of spend is a day of the calendar, kept as its midnight.
        var spendEnd = await context.CampaignSpends.MaxAsync(spend => (DateTime?)spend.DayUtc, token);
        var today = company.Days.DayOf(nowUtc);
        return facts with
        {
            StagedCount = await context.ImportBatches.CountAsync(batch => batch.Status == ImportStatus.Staged, token),
            Rejected = rejected is null ? null : (rejected.Id, rejected.FileName, rejected.RejectedCount),
            SpendEnd =
                spendEnd is { } end && DateOnly.FromDateTime(end) < today.AddDays(-OldSpendDays)
                    ? DateOnly.FromDateTime(end)
                    : null,
        };
    }
}
