using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Core.Messages;
using LeadDashboard.Data;
using LeadDashboard.Data.BulkWriting;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Undo;

/// <summary>One step of an undo: a chunk of records inside the transaction of the caller.</summary>
/// <param name="Conflicts">What the step had to leave.</param>
/// <param name="ChunkSize">Records of one step.</param>
internal sealed record UndoWork(
    LeadContext Database,
    BulkWriter Writer,
    int BatchId,
    UndoConflicts Conflicts,
    string ActorId,
    DateTime NowUtc,
    int ChunkSize
);

/// <summary>What one chunk of an import changed on a record.</summary>
/// <param name="Id">Of the stored change.</param>
internal sealed record RecordImage(int Id, int RecordId, IReadOnlyList<FieldChange> Fields);

/// <summary>
/// Takes back what an import did to records of one kind: those it created are removed unless they are used, those it
/// changed get their old values back unless they were changed since. What stays is listed.
/// </summary>
internal abstract class RecordHistory<T>(UndoWork work)
    where T : class, IImported
{
    protected UndoWork Work { get; } = work;

    protected LeadContext Database => Work.Database;

    /// <summary>The newest changes that are not taken back yet come first.</summary>
    /// <returns>How many changes were looked at; 0 = none is left.</returns>
    public async Task<int> RestoreAsync(CancellationToken cancellationToken)
    {
        var images = await ReadAsync(cancellationToken);
        if (images.Count == 0)
        {
            return 0;
        }

        var ids = images.Select(image => image.RecordId).Distinct().ToArray();
        var found = await Database
            .Set<T>()
            .AsNoTracking()
            .Where(record => EF.Parameter(ids).Contains(record.Id))
            .ToDictionaryAsync(record => record.Id, cancellationToken);
        foreach (var image in images)
        {
            if (!found.TryGetValue(image.RecordId, out var record))
            {
                ListGone();
                continue;
            }

            var (leadId, name) = Label(record);
            var possible = await PossibleAsync(record, image.Fields, cancellationToken);
            foreach (var (change, now) in Restore(record, possible))
            {
                Work.Conflicts.Add(leadId, name, change.Field, ImportReasons.ChangedLater(now, change.After));
            }
        }

        await StoreAsync([.. ids.Where(found.ContainsKey).Select(id => found[id])], cancellationToken);
        await ForgetAsync(images[^1].Id, cancellationToken);
        return images.Count;
    }

    /// <param name="afterId">The last record that was looked at.</param>
    /// <returns>The last record looked at now and how many went; null = none is left.</returns>
    public async Task<(int LastId, int Count)?> RemoveAsync(int afterId, CancellationToken cancellationToken)
    {
        var created = await Database
            .Set<T>()
            .AsNoTracking()
            .Where(record => record.ImportBatchId == Work.BatchId && record.Id > afterId)
            .OrderBy(record => record.Id)
            .Take(Work.ChunkSize)
            .ToListAsync(cancellationToken);
        if (created.Count == 0)
        {
            return null;
        }

        var kept = await KeptAsync(created, cancellationToken);
        foreach (var record in created.Where(record => kept.ContainsKey(record.Id)))
        {
            var (leadId, name) = Label(record);
            Work.Conflicts.Add(leadId, name, "", kept[record.Id]);
        }

        var gone = created.Where(record => !kept.ContainsKey(record.Id)).ToList();
        await DeleteAsync(gone, cancellationToken);
        return (created[^1].Id, gone.Count);
    }

    /// <summary>The newest changes of the import, at most a chunk.</summary>
    protected abstract Task<IReadOnlyList<RecordImage>> ReadAsync(CancellationToken cancellationToken);

    /// <summary>The change with this id and all newer ones are taken back.</summary>
    protected abstract Task ForgetAsync(int fromId, CancellationToken cancellationToken);

    /// <summary>How a record is listed.</summary>
    protected abstract (int? LeadId, string Name) Label(T record);

    /// <returns>The fields that somebody changed since, with what they hold now.</returns>
    protected abstract IReadOnlyList<(FieldChange Change, string? Found)> Restore(
        T record,
        IReadOnlyList<FieldChange> fields
    );

    /// <summary>Writes records that have their old values.</summary>
    protected abstract Task StoreAsync(IReadOnlyList<T> records, CancellationToken cancellationToken);

    /// <returns>The reason why a created record stays, by its id.</returns>
    protected abstract Task<IReadOnlyDictionary<int, Message>> KeptAsync(
        IReadOnlyList<T> created,
        CancellationToken cancellationToken
    );

    /// <summary>Leaves out the changes whose old value is not there any more, and lists them.</summary>
    protected virtual Task<IReadOnlyList<FieldChange>> PossibleAsync(
        T record,
        IReadOnlyList<FieldChange> fields,
        CancellationToken cancellationToken
    ) => Task.FromResult(fields);

    /// <summary>A changed record is not there any more.</summary>
    protected virtual void ListGone() { }

    protected virtual Task DeleteAsync(IReadOnlyList<T> gone, CancellationToken cancellationToken)
    {
        var ids = gone.Select(record => record.Id).ToArray();
        return Database
            .Set<T>()
            .Where(record => EF.Parameter(ids).Contains(record.Id))
            .ExecuteDeleteAsync(cancellationToken);
    }
}

/// <summary>Records whose changes are kept as <see cref="RecordChange"/>.</summary>
/// <param name="fields">What an import may write.</param>
internal abstract class ImportedHistory<T>(UndoWork work, RecordChangeKind kind, FieldTexts<T> fields)
    : RecordHistory<T>(work)
    where T : class, IImported
{
    protected override async Task<IReadOnlyList<RecordImage>> ReadAsync(CancellationToken cancellationToken)
    {
        var changes = await Database
            .RecordChanges.AsNoTracking()
            .Where(change => change.ImportBatchId == Work.BatchId && change.Kind == kind)
            .OrderByDescending(change => change.Id)
            .Take(Work.ChunkSize)
            .ToListAsync(cancellationToken);
        return changes.ConvertAll(change => new RecordImage(
            change.Id,
            change.EntityId,
            LeadSnapshot.FromJson(change.ChangeJson)
        ));
    }

    protected override Task ForgetAsync(int fromId, CancellationToken cancellationToken) =>
        Database
            .RecordChanges.Where(change =>
                change.ImportBatchId == Work.BatchId && change.Kind == kind && change.Id >= fromId
            )
            .ExecuteDeleteAsync(cancellationToken);

    protected override IReadOnlyList<(FieldChange Change, string? Found)> Restore(
        T record,
        IReadOnlyList<FieldChange> fieldChanges
    ) => fields.Restore(record, fieldChanges);

    protected override Task StoreAsync(IReadOnlyList<T> records, CancellationToken cancellationToken) =>
        Work.Writer.UpdateAsync(Database, records, [.. fields.Properties], cancellationToken);

    /// <summary>A record that a later import has changed stays.</summary>
    protected override async Task<IReadOnlyDictionary<int, Message>> KeptAsync(
        IReadOnlyList<T> created,
        CancellationToken cancellationToken
    )
    {
        var ids = created.Select(record => record.Id).ToArray();
        var changed = await Database
            .RecordChanges.Where(change =>
                change.Kind == kind
                && change.ImportBatchId != Work.BatchId
                && EF.Parameter(ids).Contains(change.EntityId)
            )
            .Select(change => change.EntityId)
            .Distinct()
            .ToListAsync(cancellationToken);
        return changed.ToDictionary(id => id, _ => ImportReasons.ChangedByLaterImport());
    }
}
