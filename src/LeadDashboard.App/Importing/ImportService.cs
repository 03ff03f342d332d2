using System.Linq.Expressions;
using System.Text.Json;
using LeadDashboard.App.Importing.Undo;
using LeadDashboard.App.Importing.Upload;
using LeadDashboard.App.Jobs;
using LeadDashboard.App.Settings;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Core.Results;
using LeadDashboard.Core.Settings;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing;

/// <summary>Takes files in, remembers what their columns mean, starts and stops imports.</summary>
public sealed class ImportService(
    IDbContextFactory<LeadContext> contexts,
    JobQueue queue,
    JobCatalogue catalogue,
    UploadedFiles uploads,
    SettingStore settings,
    TimeProvider time
)
{
    /// <summary>
    /// Stores the upload whole and on disk before it is acknowledged; a file that is no table is refused and removed.
    /// </summary>
    /// <param name="kind">null = what its columns speak for.</param>
    public async Task<Result<ImportBatch>> StageAsync(
        Stream content,
        string fileName,
        ImportKind? kind,
        Actor actor,
        CancellationToken cancellationToken = default
    )
    {
        actor.Require(Permission.ImportData);
        var storedPath = Guid.NewGuid().ToString("N");
        var isTaken = false;
        try
        {
            await uploads.AppendAsync(storedPath, content, cancellationToken);
            var batch = await StageStoredAsync(storedPath, fileName, kind, actor, cancellationToken);
            isTaken = batch.IsOk;
            return batch;
        }
        finally
        {
            if (!isTaken)
            {
                uploads.Delete(storedPath);
            }
        }
    }

    /// <summary>The batch of a file that was staged before; null = none.</summary>
    internal async Task<ImportBatch?> FindStagedAsync(string storedPath, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await database
            .ImportBatches.AsNoTracking()
            .FirstOrDefaultAsync(batch => batch.StoredPath == storedPath, cancellationToken);
    }

    /// <summary>Stages a file that lies whole among the uploads; it stays there where it is refused.</summary>
    /// <param name="kind">null = what its columns speak for.</param>
    internal async Task<Result<ImportBatch>> StageStoredAsync(
        string storedPath,
        string fileName,
        ImportKind? kind,
        Actor actor,
        CancellationToken cancellationToken
    )
    {
        actor.Require(Permission.ImportData);
        var read = await uploads.ReadAsync(storedPath, cancellationToken);
        if (!read.IsOk)
        {
            return read.Error;
        }

        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var company = await SettingStore.ReadAsync<CompanySettings>(database, cancellationToken);
        var (detected, sample) = read.Value;
        var format = detected with { TimeZone = company.TimeZone };
        var batch = new ImportBatch
        {
            FileName = UploadName.Clean(fileName),
            ActorId = actor.UserId,
            CreatedUtc = time.GetUtcNow().UtcDateTime,
            StoredPath = storedPath,
            SizeBytes = uploads.LengthOf(storedPath),
            Sha256 = await uploads.Sha256Async(storedPath, cancellationToken),
            FormatJson = format.ToJson(),
            Kind = kind ?? KindGuess.From(sample.Header, sample.Rows, format).Kind,
        };
        var map = await RememberedMaps.SuggestAsync(database, sample, format, batch.Kind, cancellationToken);
        batch.MapJson = map.ToJson();
        database.ImportBatches.Add(batch);
        await database.SaveChangesAsync(cancellationToken);
        return batch;
    }

    /// <summary>Reads the file again, with a corrected format when one is given.</summary>
    public async Task<Result<StagedFile>> OpenAsync(
        int batchId,
        FileFormat? corrected,
        Actor actor,
        CancellationToken cancellationToken = default
    )
    {
        actor.Require(Permission.ImportData);
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var batch = await database
            .ImportBatches.AsNoTracking()
            .FirstOrDefaultAsync(candidate => candidate.Id == batchId, cancellationToken);
        if (batch is null)
        {
            return ImportingErrors.NotThere;
        }

        var format = corrected ?? FileFormat.FromJson(batch.FormatJson);
        if (batch.FileRemovedUtc is not null)
        {
            return ImportingErrors.FileRemoved;
        }

        var sample = await uploads.ReadAsync(batch.StoredPath, format, cancellationToken);
        if (!sample.IsOk)
        {
            return sample.Error;
        }

        var suggestion = ColumnMap.Suggest(
            sample.Value.Header,
            sample.Value.Rows,
            format,
            batch.Kind,
            await RememberedMaps.CustomFieldsAsync(database, batch.Kind, cancellationToken)
        );
        var map = corrected is null && batch.MapJson is { } json ? ColumnMap.FromJson(json) : suggestion.Map;
        return new StagedFile(batch, format, sample.Value, map, suggestion)
        {
            EarlierFormat = await RememberedMaps.EarlierFormatAsync(
                database,
                batch,
                sample.Value.Header,
                cancellationToken
            ),
            Money = await CompanyMoney.ReadAsync(database, actor, cancellationToken),
        };
    }

    /// <summary>Saves what the columns mean and queues the import.</summary>
    /// <param name="currency">What the company counts in from this import on; null = as before. Refused once amounts
    /// are there.</param>
    /// <returns>Id of the job.</returns>
    public async Task<Result<int>> StartAsync(
        int batchId,
        FileFormat format,
        ColumnMap map,
        IReadOnlyList<string> header,
        Actor actor,
        string? currency = null,
        CancellationToken cancellationToken = default
    )
    {
        actor.Require(Permission.ImportData);
        if (map.Validate() is [var first, ..])
        {
            return first;
        }

        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        if (currency is not null)
        {
            if (!(await CompanyMoney.ReadAsync(database, actor, cancellationToken)).IsFree)
            {
                return ImportingErrors.CurrencyInUse;
            }

            var company = await settings.ReadAsync<CompanySettings>(cancellationToken);
            await settings.WriteAsync(company with { Currency = currency }, actor, cancellationToken);
        }

        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var nowUtc = time.GetUtcNow().UtcDateTime;
        var changed = await database
            .ImportBatches.Where(batch =>
                batch.Id == batchId && batch.Status == ImportStatus.Staged && batch.JobId == null
            )
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(batch => batch.MapJson, map.ToJson())
                        .SetProperty(batch => batch.FormatJson, format.ToJson()),
                cancellationToken
            );
        if (changed != 1)
        {
            return ImportingErrors.Started;
        }

        var fingerprint = ColumnMap.HeaderFingerprint(header);
        var remembered = await database.RememberedMaps.FirstOrDefaultAsync(
            candidate => candidate.HeaderFingerprint == fingerprint,
            cancellationToken
        );
        if (remembered is null)
        {
            remembered = new RememberedMap { HeaderFingerprint = fingerprint };
            database.RememberedMaps.Add(remembered);
        }

        remembered.MapJson = map.ToJson();
        remembered.SavedUtc = nowUtc;
        await database.SaveChangesAsync(cancellationToken);
        // Activities find their leads, deals their products: what was started before comes first.
        var bringing = catalogue.BringingLeads;
        var before = await database
            .Jobs.Where(job =>
                bringing.Contains(job.Kind) && (job.Status == JobStatus.Waiting || job.Status == JobStatus.Running)
            )
            .MaxAsync(job => (int?)job.Id, cancellationToken);
        var queued = await queue.AddAsync(
            database,
            ImportingModule.CommitImport,
            new ImportArguments(batchId),
            actor,
            cancellationToken,
            afterJobId: before
        );
        await SetJobAsync(database, batchId, queued.Id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        queue.Announce(queued);
        return queued.Id;
    }

    /// <summary>Says what the rows of a staged file are; its columns are suggested anew.</summary>
    public async Task<Result<ImportKind>> ChangeKindAsync(
        int batchId,
        ImportKind kind,
        Actor actor,
        CancellationToken cancellationToken = default
    )
    {
        var opened = await OpenAsync(batchId, null, actor, cancellationToken);
        if (!opened.IsOk)
        {
            return opened.Error;
        }

        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var map = await RememberedMaps.SuggestAsync(
            database,
            opened.Value.Sample,
            opened.Value.Format,
            kind,
            cancellationToken
        );
        var changed = await database
            .ImportBatches.Where(batch =>
                batch.Id == batchId && batch.Status == ImportStatus.Staged && batch.JobId == null
            )
            .ExecuteUpdateAsync(
                set => set.SetProperty(batch => batch.Kind, kind).SetProperty(batch => batch.MapJson, map.ToJson()),
                cancellationToken
            );
        return changed == 1 ? kind : ImportingErrors.Started;
    }

    public Task CancelAsync(int jobId, Actor actor, CancellationToken cancellationToken = default)
    {
        actor.Require(Permission.ImportData);
        return queue.CancelAsync(jobId, actor, cancellationToken);
    }

    /// <summary>
    /// Queues the undo of an import and, before it, of the imports whose activities would keep its leads.
    /// </summary>
    /// <returns>Id of the last job.</returns>
    public async Task<Result<int>> UndoWithOthersAsync(
        int batchId,
        Actor actor,
        CancellationToken cancellationToken = default
    )
    {
        actor.Require(Permission.ImportData);
        UndoPreview preview;
        await using (var database = await contexts.CreateDbContextAsync(cancellationToken))
        {
            preview = await UndoPreview.ReadAsync(database, batchId, cancellationToken);
        }

        foreach (var other in preview.KeptBy)
        {
            var queued = await UndoAsync(other.BatchId, actor, cancellationToken);
            if (!queued.IsOk)
            {
                return queued;
            }
        }

        return await UndoAsync(batchId, actor, cancellationToken);
    }

    /// <summary>Queues the undo of a finished import. It runs once; the second call says so.</summary>
    /// <returns>Id of the job.</returns>
    public async Task<Result<int>> UndoAsync(int batchId, Actor actor, CancellationToken cancellationToken = default)
    {
        actor.Require(Permission.ImportData);
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var changed = await database
            .ImportBatches.Where(batch =>
                batch.Id == batchId
                && (
                    batch.Status == ImportStatus.Done
                    || batch.Status == ImportStatus.Failed
                    || batch.Status == ImportStatus.Canceled
                )
            )
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(batch => batch.Status, ImportStatus.Undoing)
                        .SetProperty(batch => batch.Error, (string?)null),
                cancellationToken
            );
        if (changed != 1)
        {
            return ImportingErrors.NotUndoable;
        }

        var queued = await queue.AddAsync(
            database,
            ImportingModule.UndoImport,
            new ImportArguments(batchId),
            actor,
            cancellationToken
        );
        await SetJobAsync(database, batchId, queued.Id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        queue.Announce(queued);
        return queued.Id;
    }

    /// <summary>Keeps a corrected row until <see cref="RetryAsync"/> runs it.</summary>
    public async Task CorrectAsync(
        int rejectedRowId,
        IReadOnlyList<string> cells,
        Actor actor,
        CancellationToken cancellationToken = default
    )
    {
        actor.Require(Permission.ImportData);
        var json = JsonSerializer.Serialize(cells);
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        await database
            .RejectedRows.Where(row => row.Id == rejectedRowId && !row.IsKept)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.CorrectedJson, json), cancellationToken);
    }

    /// <summary>Runs the corrected rows again, or all rejected ones.</summary>
    /// <returns>Id of the job.</returns>
    public Task<Result<int>> RetryAsync(
        int batchId,
        bool all,
        Actor actor,
        CancellationToken cancellationToken = default
    ) => RunAgainAsync(new RetryArguments(batchId, all), null, actor, cancellationToken);

    /// <summary>
    /// Imports rows that were skipped because they look like a lead: the given ones, or all with null.
    /// </summary>
    /// <returns>Id of the job.</returns>
    public Task<Result<int>> ImportLookAlikesAsync(
        int batchId,
        IReadOnlyCollection<int>? rejectedRowIds,
        Actor actor,
        CancellationToken cancellationToken = default
    )
    {
        int[] chosen = [.. rejectedRowIds ?? []];
        return RunAgainAsync(
            new RetryArguments(batchId, rejectedRowIds is null, LookAlikes: true),
            row => row.ResembledLeadId != null && EF.Parameter(chosen).Contains(row.Id),
            actor,
            cancellationToken
        );
    }

    /// <summary>
    /// Imports rows that were set aside as no data (sums, remarks, rows that name nobody): the given ones, or all with
    /// null.
    /// </summary>
    /// <returns>Id of the job.</returns>
    public Task<Result<int>> ImportNoLeadsAsync(
        int batchId,
        IReadOnlyCollection<int>? rejectedRowIds,
        Actor actor,
        CancellationToken cancellationToken = default
    )
    {
        var (chosen, all) = (rejectedRowIds?.ToArray() ?? [], rejectedRowIds is null);
        return RunAgainAsync(
            new RetryArguments(batchId, All: false),
            row =>
                row.ResembledLeadId == null
                && row.Reason.StartsWith(NoLeadRows.StoredPrefix)
                && (all || EF.Parameter(chosen).Contains(row.Id)),
            actor,
            cancellationToken
        );
    }

    /// <param name="chosen">Rows to mark for the run: with it or not at all; null = none.</param>
    private async Task<Result<int>> RunAgainAsync(
        RetryArguments rows,
        Expression<Func<RejectedRow, bool>>? chosen,
        Actor actor,
        CancellationToken cancellationToken
    )
    {
        actor.Require(Permission.ImportData);
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        if (
            !await database.ImportBatches.AnyAsync(
                batch => batch.Id == rows.BatchId && batch.Status == ImportStatus.Done,
                cancellationToken
            )
        )
        {
            return ImportingErrors.NotDone;
        }

        if (chosen is not null)
        {
            await database
                .RejectedRows.Where(row => row.ImportBatchId == rows.BatchId && !row.IsKept)
                .Where(chosen)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.CorrectedJson, row => row.CorrectedJson ?? row.CellsJson),
                    cancellationToken
                );
        }

        var queued = await queue.AddAsync(database, ImportingModule.RetryRejected, rows, actor, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        queue.Announce(queued);
        return queued.Id;
    }

    private static Task SetJobAsync(
        LeadContext database,
        int batchId,
        int jobId,
        CancellationToken cancellationToken
    ) =>
        database
            .ImportBatches.Where(batch => batch.Id == batchId)
            .ExecuteUpdateAsync(set => set.SetProperty(batch => batch.JobId, jobId), cancellationToken);
}
