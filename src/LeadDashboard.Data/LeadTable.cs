using System.Linq.Expressions;
using System.Text.Json;
using LeadDashboard.Core.Messages;
using LeadDashboard.Data.BulkWriting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace LeadDashboard.Data;

/// <summary>What a merge does with the rows of the lead that goes.</summary>
public enum OnMerge
{
    /// <summary>They go over to the lead that stays; undoing gives them back.</summary>
    Move,

    /// <summary>They make no sense at another lead: kept in the merge record, and put back by undoing.</summary>
    KeepInRecord,

    /// <summary>They stay as they are and name the lead that goes: undoing brings it back under the same id.</summary>
    Stay,
}

/// <summary>What the undoing of an import does with the rows of a lead that the import created.</summary>
public enum OnUndo
{
    /// <summary>Rows that the import did not bring itself keep the lead: somebody has worked on it.</summary>
    KeepLead,

    /// <summary>They go with the lead.</summary>
    Delete,

    /// <summary>They stay as they are.</summary>
    Stay,
}

/// <summary>What the erasure of a person does with the rows.</summary>
public enum OnErase
{
    Delete,

    /// <summary>Values and salts are emptied, hashes stay: the audit still holds.</summary>
    Blank,
}

/// <summary>One column that names a lead. Merge and undo go through all of them and know none by name.</summary>
public abstract class LeadTable(Type entity, string property, OnMerge onMerge, OnUndo onUndo)
{
    public Type Entity { get; } = entity;

    public string Property { get; } = property;

    public OnMerge OnMerge { get; } = onMerge;

    public OnUndo OnUndo { get; } = onUndo;

    /// <summary>Why a lead with such rows stays when its import is undone; for <see cref="OnUndo.KeepLead"/>.</summary>
    public Message? KeptReason { get; init; }

    /// <summary>Part of what a person gets who asks what is known of them.</summary>
    public required bool IsExported { get; init; }

    public required OnErase OnErase { get; init; }

    /// <summary>As merge records call the column; never changed.</summary>
    public string Name => $"{Entity.Name}.{Property}";

    /// <summary>
    /// What a merge record keeps of the rows of these leads, by lead: their ids where they move, else the rows.
    /// </summary>
    public abstract Task<IReadOnlyDictionary<int, JsonElement>> ReadAsync(
        LeadContext context,
        int[] leadIds,
        CancellationToken cancellationToken
    );

    /// <summary>Moves the rows that were read, or takes them away where they do not move.</summary>
    /// <param name="survivorOf">Leads that stay by leads that go.</param>
    public abstract Task MoveAsync(
        LeadContext context,
        BulkWriter writer,
        IReadOnlyDictionary<int, JsonElement> rows,
        IReadOnlyDictionary<int, int> survivorOf,
        CancellationToken cancellationToken
    );

    /// <summary>Gives back what <see cref="MoveAsync"/> took; rows that went elsewhere since stay there.</summary>
    /// <param name="rows">Of one lead, as <see cref="ReadAsync"/> gave them.</param>
    public abstract Task GiveBackAsync(
        LeadContext context,
        JsonElement rows,
        int survivorId,
        int leadId,
        CancellationToken cancellationToken
    );

    /// <summary>Of these leads those that have rows which the import did not bring.</summary>
    public abstract Task<HashSet<int>> UsedAsync(
        LeadContext context,
        int[] leadIds,
        int batchId,
        CancellationToken cancellationToken
    );

    public abstract Task DeleteAsync(LeadContext context, int[] leadIds, CancellationToken cancellationToken);
}

/// <inheritdoc/>
/// <typeparam name="T">With a key named Id that the database gives, where rows move or keep leads.</typeparam>
/// <param name="lead">The column; of one that may be empty its value.</param>
public sealed class LeadTable<T>(Expression<Func<T, int>> lead, OnMerge onMerge, OnUndo onUndo)
    : LeadTable(typeof(T), ColumnOf(lead).Member.Name, onMerge, onUndo)
    where T : class, new()
{
    private const string Key = "Id";
    private const string Batch = "ImportBatchId";

    /// <summary>A row and its lead.</summary>
    private sealed record Place(int LeadId, int Id);

    private bool MayBeEmpty => ColumnOf(lead).Type == typeof(int?);

    public override async Task<IReadOnlyDictionary<int, JsonElement>> ReadAsync(
        LeadContext context,
        int[] leadIds,
        CancellationToken cancellationToken
    )
    {
        var rows = Rows(context, leadIds).AsNoTracking().OrderBy(row => EF.Property<int>(row, Key));
        if (OnMerge == OnMerge.Move)
        {
            var places = await rows.Select(PlaceOf()).ToListAsync(cancellationToken);
            return places
                .GroupBy(place => place.LeadId, place => place.Id)
                .ToDictionary(group => group.Key, group => JsonSerializer.SerializeToElement(group));
        }

        var leadOf = lead.Compile();
        return (await rows.ToListAsync(cancellationToken))
            .GroupBy(leadOf)
            .ToDictionary(group => group.Key, group => JsonSerializer.SerializeToElement(group));
    }

    public override async Task MoveAsync(
        LeadContext context,
        BulkWriter writer,
        IReadOnlyDictionary<int, JsonElement> rows,
        IReadOnlyDictionary<int, int> survivorOf,
        CancellationToken cancellationToken
    )
    {
        if (OnMerge == OnMerge.KeepInRecord)
        {
            await DeleteAsync(context, [.. rows.Keys], cancellationToken);
        }
        else if (rows.Count == 1)
        {
            var goes = rows.Keys.Single();
            await SetLeadAsync(Rows(context, [goes]), survivorOf[goes], cancellationToken);
        }
        else
        {
            var (key, column) = (typeof(T).GetProperty(Key)!, typeof(T).GetProperty(Property)!);
            await writer.UpdateAsync(context, rows.SelectMany(Moved), [Property], cancellationToken);

            IEnumerable<T> Moved(KeyValuePair<int, JsonElement> ofLead)
            {
                foreach (var id in ofLead.Value.Deserialize<int[]>()!)
                {
                    var row = new T();
                    key.SetValue(row, id);
                    column.SetValue(row, survivorOf[ofLead.Key]);
                    yield return row;
                }
            }
        }
    }

    public override async Task GiveBackAsync(
        LeadContext context,
        JsonElement rows,
        int survivorId,
        int leadId,
        CancellationToken cancellationToken
    )
    {
        if (OnMerge == OnMerge.KeepInRecord)
        {
            context.AddRange(rows.Deserialize<T[]>()!);
            return;
        }

        var ids = rows.Deserialize<int[]>()!;
        await SetLeadAsync(
            Rows(context, [survivorId]).Where(row => EF.Parameter(ids).Contains(EF.Property<int>(row, Key))),
            leadId,
            cancellationToken
        );
    }

    public override async Task<HashSet<int>> UsedAsync(
        LeadContext context,
        int[] leadIds,
        int batchId,
        CancellationToken cancellationToken
    )
    {
        var rows = Rows(context, leadIds);
        if (typeof(T).GetProperty(Batch) is not null)
        {
            rows = rows.Where(row => EF.Property<int?>(row, Batch) == null || EF.Property<int?>(row, Batch) != batchId);
        }

        return [.. await rows.Select(lead).Distinct().ToListAsync(cancellationToken)];
    }

    public override Task DeleteAsync(LeadContext context, int[] leadIds, CancellationToken cancellationToken) =>
        Rows(context, leadIds).ExecuteDeleteAsync(cancellationToken);

    private IQueryable<T> Rows(LeadContext context, int[] leadIds)
    {
        Expression<Func<int, bool>> isOne = id => EF.Parameter(leadIds).Contains(id);
        var body = ReplacingExpressionVisitor.Replace(isOne.Parameters[0], lead.Body, isOne.Body);
        return context.Set<T>().Where(Expression.Lambda<Func<T, bool>>(body, lead.Parameters));
    }

    private Task SetLeadAsync(IQueryable<T> rows, int leadId, CancellationToken cancellationToken) =>
        rows.ExecuteUpdateAsync(
            set =>
                _ = MayBeEmpty
                    ? set.SetProperty(row => EF.Property<int?>(row, Property), leadId)
                    : set.SetProperty(row => EF.Property<int>(row, Property), leadId),
            cancellationToken
        );

    private Expression<Func<T, Place>> PlaceOf()
    {
        Expression<Func<T, int>> key = row => EF.Property<int>(row, Key);
        var id = ReplacingExpressionVisitor.Replace(key.Parameters[0], lead.Parameters[0], key.Body);
        var made = Expression.New(typeof(Place).GetConstructors()[0], lead.Body, id);
        return Expression.Lambda<Func<T, Place>>(made, lead.Parameters);
    }

    /// <summary>row.LeadId of both row.LeadId and row.LeadId.Value.</summary>
    private static MemberExpression ColumnOf(Expression<Func<T, int>> lead) =>
        lead.Body switch
        {
            MemberExpression { Expression: MemberExpression column } => column,
            MemberExpression column => column,
            _ => throw new ArgumentException($"'{lead}' is no column of {typeof(T).Name}.", nameof(lead)),
        };
}
