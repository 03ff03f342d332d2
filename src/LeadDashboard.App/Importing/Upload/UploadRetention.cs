using LeadDashboard.App.Jobs;
using LeadDashboard.Core.Importing;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Upload;

/// <summary>
/// Removes uploaded files some days after their import has ended: they hold personal data that nobody needs any more.
/// </summary>
internal sealed class UploadRetention(
    IDbContextFactory<LeadContext> contexts,
    DataFolder folder,
    ImportOptions options,
    TimeProvider time,
    ILogger<UploadRetention> logger
) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(6);

    /// <summary>An upload that has not grown for so long does not go on.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);

    /// <returns>Files removed.</returns>
    public async Task<int> RemoveOldAsync(CancellationToken cancellationToken)
    {
        var nowUtc = time.GetUtcNow().UtcDateTime;
        var before = nowUtc.AddDays(-options.KeepUploadsDays);
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var old = await database
            .ImportBatches.Where(batch =>
                batch.FileRemovedUtc == null
                && batch.Status != ImportStatus.Staged
                && batch.Status != ImportStatus.Running
                && batch.Status != ImportStatus.Undoing
                && (batch.FinishedUtc ?? batch.CreatedUtc) < before
            )
            .ToListAsync(cancellationToken);
        foreach (var batch in old)
        {
            File.Delete(Path.Combine(folder.Uploads, batch.StoredPath));
            batch.FileRemovedUtc = nowUtc;
        }

        await database.SaveChangesAsync(cancellationToken);
        return old.Count + await RemoveUnfinishedAsync(database, nowUtc, cancellationToken);
    }

    /// <summary>What an upload left that a kill cut off: no import knows the file.</summary>
    private async Task<int> RemoveUnfinishedAsync(
        LeadContext database,
        DateTime nowUtc,
        CancellationToken cancellationToken
    )
    {
        var known = (
            await database.ImportBatches.Select(batch => batch.StoredPath).ToListAsync(cancellationToken)
        ).ToHashSet(StringComparer.Ordinal);
        var left = !Directory.Exists(folder.Uploads)
            ? []
            : new DirectoryInfo(folder.Uploads)
                .GetFiles()
                .Where(file => !known.Contains(file.Name) && file.LastWriteTimeUtc < nowUtc - LongestPause)
                .ToList();
        left.ForEach(file => file.Delete());
        return left.Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        void Tell(Exception fault) =>
            logger.LogError(
                fault,
                "Old uploads could not be removed; the next try is in {Hours} h.",
                Interval.TotalHours
            );
        await PeriodicTask.TryAsync(RemoveOldAsync, Tell, stoppingToken);
        await PeriodicTask.RunAsync(Interval, time, RemoveOldAsync, Tell, stoppingToken);
    }
}
