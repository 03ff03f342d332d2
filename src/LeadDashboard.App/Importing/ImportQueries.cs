using System.Linq.Expressions;
using LeadDashboard.App.Duplicates;
using LeadDashboard.App.Importing.Undo;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Outcomes;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing;

/// <summary>Read-only views on imports.</summary>
public sealed class ImportQueries(IDbContextFactory<LeadContext> contexts)
{
    private static readonly Expression<Func<RejectedRow, bool>> IsLookAlike = row => row.ResembledLeadId != null;

    private static readonly Expression<Func<RejectedRow, bool>> IsRejected = row =>
        !row.IsKept && row.ResembledLeadId == null;

    public async Task<IReadOnlyList<ImportBatch>> ListAsync(Actor actor, CancellationToken cancellationToken = default)
    {
        actor.Require(Permission.ImportData);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context
            .ImportBatches.AsNoTracking()
            .OrderByDescending(batch => batch.Id)
            .Take(200)
            .ToListAsync(cancellationToken);
    }

    public async Task<ImportBatch?> FindAsync(Actor actor, int batchId, CancellationToken cancellationToken = default)
    {
        actor.Require(Permission.ImportData);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context
            .ImportBatches.AsNoTracking()
            .FirstOrDefaultAsync(batch => batch.Id == batchId, cancellationToken);
    }

    public async Task<IReadOnlyList<UndoConflict>> UndoConflictsAsync(
        Actor actor,
        int batchId,
        int count,
        CancellationToken cancellationToken = default
    )
    {
        actor.Require(Permission.ImportData);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context
            .UndoConflicts.AsNoTracking()
            .Where(conflict => conflict.ImportBatchId == batchId)
            .OrderBy(conflict => conflict.Id)
            .Take(count)
            .ToListAsync(cancellationToken);
    }

    /// <summary>What undoing the import would leave because of other imports.</summary>
    public async Task<UndoPreview> UndoPreviewAsync(
        Actor actor,
        int batchId,
        CancellationToken cancellationToken = default
    )
    {
        actor.Require(Permission.ImportData);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await UndoPreview.ReadAsync(context, batchId, cancellationToken);
    }

    /// <returns>Key to id of the leads that are there; the others are left out.</returns>
    public async Task<IReadOnlyDictionary<string, int>> LeadsAsync(
        Actor actor,
        IEnumerable<string> leadKeys,
        CancellationToken cancellationToken = default
    )
    {
        actor.Require(Permission.ImportData);
        var keys = leadKeys.ToArray();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return keys.Length == 0
            ? new Dictionary<string, int>(StringComparer.Ordinal)
            : await context
                .Leads.Where(lead => EF.Parameter(keys).Contains(lead.LeadKey))
                .ToDictionaryAsync(lead => lead.LeadKey, lead => lead.Id, StringComparer.Ordinal, cancellationToken);
    }

    /// <summary>
    /// What a file of products or deals left: products and deals it created, and leads whose outcome follows from it.
    /// </summary>
    public async Task<(int Products, int Deals, int ClosedLeads)> BroughtAsync(
        Actor actor,
        int batchId,
        CancellationToken cancellationToken = default
    )
    {
        actor.Require(Permission.ImportData);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return (
            await context.Products.CountAsync(product => product.ImportBatchId == batchId, cancellationToken),
            await context.Deals.CountAsync(deal => deal.ImportBatchId == batchId, cancellationToken),
            await context
                .Outcomes.Where(outcome =>
                    outcome.ImportBatchId == batchId
                    && outcome.Source == OutcomeSource.Deal
                    && outcome.UndoneUtc == null
                )
                .Select(outcome => outcome.LeadId)
                .Distinct()
                .CountAsync(cancellationToken)
        );
    }

    /// <summary>What a file of leads and activities left: leads it created and activities it brought.</summary>
    public async Task<(int Leads, int Activities)> BroughtLeadsAsync(
        Actor actor,
        int batchId,
        CancellationToken cancellationToken = default
    )
    {
        actor.Require(Permission.ImportData);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return (
            await context.Leads.CountAsync(lead => lead.ImportBatchId == batchId, cancellationToken),
            await context.Activities.CountAsync(activity => activity.ImportBatchId == batchId, cancellationToken)
        );
    }

    /// <summary>Values left out of rows that were taken.</summary>
    public Task<IReadOnlyList<RejectedRow>> KeptAsync(
        Actor actor,
        int batchId,
        int count,
        int skip = 0,
        CancellationToken cancellationToken = default
    ) => RowsAsync(actor, batchId, row => row.IsKept, count, skip, cancellationToken);

    /// <summary>Rows that were skipped because they look like a lead.</summary>
    public Task<IReadOnlyList<RejectedRow>> LookAlikesAsync(
        Actor actor,
        int batchId,
        int count,
        int skip = 0,
        CancellationToken cancellationToken = default
    ) => RowsAsync(actor, batchId, IsLookAlike, count, skip, cancellationToken);

    /// <summary>
    /// How many rows were skipped because they look like a lead, and how many were merged with one and still are.
    /// </summary>
    public async Task<(int Skipped, int Merged)> LookAlikeCountsAsync(
        Actor actor,
        int batchId,
        CancellationToken cancellationToken = default
    )
    {
        actor.Require(Permission.ImportData);
        var group = ImportPairs.GroupOf(batchId);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return (
            await context
                .RejectedRows.Where(row => row.ImportBatchId == batchId)
                .CountAsync(IsLookAlike, cancellationToken),
            await context.MergeRecords.CountAsync(
                merge => merge.GroupKey == group && merge.UndoneUtc == null,
                cancellationToken
            )
        );
    }

    /// <summary>
    /// How many rows were not taken, how many of them a person has corrected since, and how many rows were taken
    /// without one of their values.
    /// </summary>
    public async Task<(int Rejected, int Corrected, int Kept)> RowCountsAsync(
        Actor actor,
        int batchId,
        CancellationToken cancellationToken = default
    )
    {
        actor.Require(Permission.ImportData);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = context.RejectedRows.Where(row => row.ImportBatchId == batchId);
        var rejected = rows.Where(IsRejected);
        return (
            await rejected.CountAsync(cancellationToken),
            await rejected.CountAsync(row => row.CorrectedJson != null, cancellationToken),
            await rows.CountAsync(row => row.IsKept, cancellationToken)
        );
    }

    /// <summary>Rows that were not taken, look-alikes aside.</summary>
    public Task<IReadOnlyList<RejectedRow>> RejectedAsync(
        Actor actor,
        int batchId,
        int count,
        int skip = 0,
        CancellationToken cancellationToken = default
    ) => RowsAsync(actor, batchId, IsRejected, count, skip, cancellationToken);

    public async IAsyncEnumerable<RejectedRow> StreamRejectedAsync(
        Actor actor,
        int batchId,
        bool isKept,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        actor.Require(Permission.ImportData);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await foreach (
            var row in context
                .RejectedRows.AsNoTracking()
                .Where(row => row.ImportBatchId == batchId && row.IsKept == isKept)
                .OrderBy(row => row.LineNumber)
                .AsAsyncEnumerable()
                .WithCancellation(cancellationToken)
        )
        {
            yield return row;
        }
    }

    private async Task<IReadOnlyList<RejectedRow>> RowsAsync(
        Actor actor,
        int batchId,
        Expression<Func<RejectedRow, bool>> are,
        int count,
        int skip,
        CancellationToken cancellationToken
    )
    {
        actor.Require(Permission.ImportData);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context
            .RejectedRows.AsNoTracking()
            .Where(row => row.ImportBatchId == batchId)
            .Where(are)
            .OrderBy(row => row.LineNumber)
            .ThenBy(row => row.Id)
            .Skip(skip)
            .Take(count)
            .ToListAsync(cancellationToken);
    }
}
