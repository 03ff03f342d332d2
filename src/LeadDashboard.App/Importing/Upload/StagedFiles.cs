using LeadDashboard.Core.Access;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Results;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Upload;

/// <summary>One of several uploaded files, with what is still to be said about it.</summary>
/// <param name="Guess">What the file seems to hold; the batch says what it was taken for.</param>
/// <param name="RowCount">Rows looked at; all of the file when <paramref name="IsCounted"/>.</param>
/// <param name="Questions">What only a person can answer; empty = it can be imported as suggested.</param>
public sealed record StagedEntry(
    ImportBatch Batch,
    KindGuess Guess,
    int RowCount,
    bool IsCounted,
    IReadOnlyList<Message> Questions
)
{
    /// <summary>Nobody has started its import.</summary>
    public bool IsStaged => Batch is { Status: ImportStatus.Staged, JobId: null };

    public bool IsReady => IsStaged && Questions.Count == 0;
}

/// <summary>
/// Several uploaded files at once: what each is, which are ready, and the order in which they find each other.
/// </summary>
public sealed class StagedFiles(ImportService imports, IDbContextFactory<LeadContext> contexts, UploadedFiles uploads)
{
    /// <summary>First what the others refer to, then in the order of the uploads.</summary>
    public static IReadOnlyList<StagedEntry> InOrder(IEnumerable<StagedEntry> entries)
    {
        var order = KindGuess.ImportOrder.ToList();
        return [.. entries.OrderBy(entry => order.IndexOf(entry.Batch.Kind)).ThenBy(entry => entry.Batch.Id)];
    }

    /// <summary>The file with what is still to be said about it.</summary>
    public async Task<Result<StagedEntry>> FindAsync(
        int batchId,
        Actor actor,
        CancellationToken cancellationToken = default
    )
    {
        var opened = await imports.OpenAsync(batchId, null, actor, cancellationToken);
        return opened.IsOk ? EntryOf(opened.Value) : opened.Error;
    }

    /// <summary>
    /// Queues the files that are ready, in the order in which they find each other. Those with questions are left as
    /// they are.
    /// </summary>
    /// <returns>Files queued.</returns>
    public async Task<int> StartAllAsync(
        IReadOnlyCollection<int> batchIds,
        Actor actor,
        CancellationToken cancellationToken = default
    )
    {
        actor.Require(Permission.ImportData);
        var files = new Dictionary<int, StagedFile>();
        foreach (var batchId in batchIds.Distinct())
        {
            if (await imports.OpenAsync(batchId, null, actor, cancellationToken) is { IsOk: true, Value: var file })
            {
                files[batchId] = file;
            }
        }

        var count = 0;
        foreach (var entry in InOrder(files.Values.Select(EntryOf).Where(entry => entry.IsReady)))
        {
            var file = files[entry.Batch.Id];
            if (
                (
                    await imports.StartAsync(
                        entry.Batch.Id,
                        file.Format,
                        file.Map,
                        file.Sample.Header,
                        actor,
                        cancellationToken: cancellationToken
                    )
                ).IsOk
            )
            {
                count++;
            }
        }

        return count;
    }

    /// <summary>Forgets an uploaded file that was not imported, and deletes it.</summary>
    public async Task<Result<int>> RemoveAsync(int batchId, Actor actor, CancellationToken cancellationToken = default)
    {
        actor.Require(Permission.ImportData);
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var path = await database
            .ImportBatches.Where(batch => batch.Id == batchId)
            .Select(batch => batch.StoredPath)
            .FirstOrDefaultAsync(cancellationToken);
        var removed = await database
            .ImportBatches.Where(batch =>
                batch.Id == batchId && batch.Status == ImportStatus.Staged && batch.JobId == null
            )
            .ExecuteDeleteAsync(cancellationToken);
        if (removed != 1)
        {
            return ImportingErrors.NotStaged;
        }

        uploads.Delete(path!);
        return removed;
    }

    private static StagedEntry EntryOf(StagedFile file)
    {
        var (batch, format, sample, map, suggestion) = file;
        var guess = KindGuess.From(sample.Header, sample.Rows, format);
        // Words that another file taught answer no question about this one.
        var isChosen = map.ToJson() != MissingWordRules.KeepWords(suggestion.Map, map, format, sample.Rows).ToJson();
        return new StagedEntry(
            batch,
            guess,
            sample.ReadRowCount,
            sample.IsComplete,
            MapQuestions.Ask(map, suggestion, format, sample, isChosen, file.Money.Code, file.EarlierFormat)
        );
    }
}
