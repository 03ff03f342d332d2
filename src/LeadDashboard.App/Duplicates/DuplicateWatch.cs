using LeadDashboard.App.Jobs;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Duplicates;

/// <summary>
/// Looks once a minute whether leads have been imported since the last search, and searches again; also after a
/// restart.
/// </summary>
internal sealed class DuplicateWatch(
    IDbContextFactory<LeadContext> contexts,
    JobQueue queue,
    JobCatalogue catalogue,
    TimeProvider time,
    ILogger<DuplicateWatch> logger
) : BackgroundService
{
    /// <summary>
    /// Above it a search takes minutes and some hundred megabytes: then a person starts it when it suits.
    /// </summary>
    public const int MaxLeads = 250_000;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <returns>Id of the queued search; null when there is nothing new.</returns>
    public async Task<int?> LookAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var bringing = catalogue.BringingLeads;
        var imports = context.Jobs.AsNoTracking().Where(job => EF.Parameter(bringing).Contains(job.Kind));
        var importedUtc = await imports
            .Where(job => job.Status == JobStatus.Done)
            .MaxAsync(job => job.FinishedUtc, cancellationToken);
        var searchedUtc = await context
            .Jobs.Where(job => job.Kind == DuplicatesModule.FindDuplicates.Name)
            .MaxAsync(job => (DateTime?)job.CreatedUtc, cancellationToken);
        // A training and its scores come first: whoever has just imported waits for them.
        var isDue =
            importedUtc is not null
            && (searchedUtc is null || searchedUtc < importedUtc)
            && !await context.Jobs.AnyAsync(
                job =>
                    (bringing.Contains(job.Kind) || job.Lane == nameof(JobLane.Learning))
                    && (job.Status == JobStatus.Waiting || job.Status == JobStatus.Running),
                cancellationToken
            )
            && await context.Leads.CountAsync(cancellationToken) is > 1 and <= MaxLeads;
        return isDue
            ? await queue.EnqueueAsync(
                DuplicatesModule.FindDuplicates,
                new TriggerArguments("import"),
                Actor.System,
                cancellationToken
            )
            : null;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        PeriodicTask.RunAsync(
            Interval,
            time,
            LookAsync,
            fault => logger.LogError(fault, "The check for new leads failed and will be repeated."),
            stoppingToken
        );
}
