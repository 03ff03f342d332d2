using System.ComponentModel;
using System.Text.Json;
using LeadDashboard.App.Jobs;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Modeling;
using LeadDashboard.Core.Modeling.Gate;
using LeadDashboard.Core.Modeling.Report;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Models;

/// <summary>A version as the list shows it.</summary>
public sealed record VersionRow(
    int Id,
    int Number,
    ModelStatus Status,
    string Kind,
    DateTime CreatedUtc,
    string Trigger,
    int TrainingRowCount,
    double Auc,
    double PrAuc,
    double LogLoss,
    double CalibrationError,
    bool? GatePassed,
    string? GateMessage,
    DateTime? PromotedUtc
);

/// <summary>A version with its report.</summary>
public sealed record VersionDetail(VersionRow Version, ModelReport Report, PromotionComparison? Comparison);

/// <summary>What the model knows and what it waits for.</summary>
/// <param name="WonCount">Closed as won.</param>
/// <param name="LostCount">Closed as lost.</param>
/// <param name="OpenCount">Without outcome.</param>
/// <param name="NewOutcomeCount">Outcomes that the newest version has not seen.</param>
/// <param name="IsDue">The policy wants a retraining.</param>
/// <param name="TrainingJobId">The training that waits or runs.</param>
/// <param name="PausedUntilUtc">No training starts by itself before this instant, because the last one failed or was
/// canceled.</param>
[ImmutableObject(true)]
public sealed record LearningState(
    int WonCount,
    int LostCount,
    int OpenCount,
    int NewOutcomeCount,
    bool IsDue,
    int? TrainingJobId,
    DateTime? PausedUntilUtc
)
{
    /// <summary>
    /// Why the newest version was refused without being judged, for Home and Models; null when it was judged, or
    /// serves.
    /// </summary>
    public Message? Alarm { get; init; }

    /// <summary>A training may start by itself now.</summary>
    public bool IsTrainDue => IsDue && PausedUntilUtc is null;
}

/// <summary>Read-only views on models.</summary>
public sealed class ModelQueries(
    IDbContextFactory<LeadContext> contexts,
    Settings.SettingStore settings,
    JobCatalogue catalogue,
    TimeProvider time
)
{
    /// <summary>
    /// After a failed or canceled training the facts that asked for it are still there: without a pause it would start
    /// again every minute.
    /// </summary>
    internal static readonly TimeSpan PauseAfterFailure = TimeSpan.FromHours(1);

    public async Task<IReadOnlyList<VersionRow>> ListAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        actor.Require(Permission.ViewModels);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await Rows(context.ModelVersions.AsNoTracking().OrderByDescending(version => version.Number))
            .ToListAsync(cancellationToken);
    }

    /// <param name="number">Null: the champion.</param>
    /// <returns>Null where there is no such version.</returns>
    public async Task<VersionDetail?> FindAsync(Actor actor, int? number, CancellationToken cancellationToken = default)
    {
        actor.Require(Permission.ViewModels);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var query = context
            .ModelVersions.AsNoTracking()
            .Where(version => number == null ? version.Status == ModelStatus.Champion : version.Number == number);
        var row = await Rows(query).FirstOrDefaultAsync(cancellationToken);
        if (row is null)
        {
            return null;
        }

        var stored = await context
            .ModelVersions.Where(version => version.Id == row.Id)
            .Select(version => new { version.ReportJson, version.ComparisonJson })
            .SingleAsync(cancellationToken);
        return new VersionDetail(
            row,
            JsonSerializer.Deserialize<ModelReport>(stored.ReportJson, ModelJson.Options)!,
            stored.ComparisonJson is null
                ? null
                : JsonSerializer.Deserialize<PromotionComparison>(stored.ComparisonJson, ModelJson.Options)
        );
    }

    public async Task<LearningState> StateAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        actor.Require(Permission.ViewModels);
        var options = await settings.ReadAsync<RetrainOptions>(cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var byStatus = await context
            .Leads.GroupBy(lead => lead.Status)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        var newest = await context
            .ModelVersions.OrderByDescending(version => version.Number)
            .Select(version => new
            {
                version.CreatedUtc,
                version.LastOutcomeId,
                version.Status,
                version.ComparisonJson,
            })
            .FirstOrDefaultAsync(cancellationToken);
        var lastSeen = newest?.LastOutcomeId ?? 0;
        var fresh = await context.Outcomes.CountAsync(
            outcome => outcome.Id > lastSeen && outcome.UndoneUtc == null,
            cancellationToken
        );
        var jobId = await context
            .Jobs.Where(job =>
                job.Kind == ModelsModule.TrainModel.Name
                && (job.Status == JobStatus.Waiting || job.Status == JobStatus.Running)
            )
            .Select(job => (int?)job.Id)
            .FirstOrDefaultAsync(cancellationToken);
        var bringing = catalogue.BringingLeads;
        // While data comes in, a training by the watch would learn from half of it; the import queues its own.
        var isBusy =
            jobId is not null
            || await context.Jobs.AnyAsync(
                job =>
                    bringing.Contains(job.Kind) && (job.Status == JobStatus.Waiting || job.Status == JobStatus.Running),
                cancellationToken
            );
        var last = await context
            .Jobs.Where(job => job.Kind == ModelsModule.TrainModel.Name && job.FinishedUtc != null)
            .OrderByDescending(job => job.Id)
            .Select(job => new { job.Status, job.FinishedUtc })
            .FirstOrDefaultAsync(cancellationToken);
        var nowUtc = time.GetUtcNow().UtcDateTime;
        var pausedUntilUtc = last is { Status: JobStatus.Failed or JobStatus.Canceled }
            ? last.FinishedUtc + PauseAfterFailure
            : null;
        var (won, lost) = (byStatus.GetValueOrDefault(LeadStatus.Won), byStatus.GetValueOrDefault(LeadStatus.Lost));
        var isDue = RetrainPolicy.IsDue(
            new RetrainFacts(nowUtc, newest?.CreatedUtc, fresh, won + lost, isBusy),
            options
        );
        return new LearningState(
            won,
            lost,
            byStatus.GetValueOrDefault(LeadStatus.Open),
            fresh,
            isDue,
            jobId,
            pausedUntilUtc > nowUtc ? pausedUntilUtc : null
        )
        {
            Alarm = newest is { Status: ModelStatus.Challenger, ComparisonJson: { } comparison }
                ? JsonSerializer.Deserialize<PromotionComparison>(comparison, ModelJson.Options)?.Alarm
                : null,
        };
    }

    private static IQueryable<VersionRow> Rows(IQueryable<ModelVersion> versions) =>
        versions.Select(version => new VersionRow(
            version.Id,
            version.Number,
            version.Status,
            version.Kind,
            version.CreatedUtc,
            version.Trigger,
            version.TrainingRowCount,
            version.Auc,
            version.PrAuc,
            version.LogLoss,
            version.CalibrationError,
            version.GatePassed,
            version.GateMessage,
            version.PromotedUtc
        ));
}
