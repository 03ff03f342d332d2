using LeadDashboard.Core.Accounts;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Outcomes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace LeadDashboard.Data;

/// <summary>
/// Indexes that the lists of open leads do without. Keeping them up to date row by row costs more than the rows
/// themselves, so a file that multiplies the leads is imported without them and they are built at the end, sorted.
/// Only on SQLite; elsewhere nothing happens.
/// </summary>
public static class LeadIndexes
{
    private static readonly IReadOnlyDictionary<Type, string[]> LeftOut = new Dictionary<Type, string[]>
    {
        [typeof(Lead)] =
        [
            nameof(Lead.Name), nameof(Lead.Company), nameof(Lead.Email), nameof(Lead.Phone), nameof(Lead.Probability),
            nameof(Lead.CampaignId), nameof(Lead.ImportBatchId), nameof(Lead.AccountId), nameof(Lead.TeamId),
        ],
        [typeof(Account)] = [nameof(Account.Domain), nameof(Account.ImportBatchId)],
        [typeof(Outcome)] = [nameof(Outcome.RecordedUtc), nameof(Outcome.ImportBatchId)],
    };

    /// <summary>
    /// With the usual settings SQLite sorts a million keys as one list in memory, and waits for the memory at every
    /// step of it. Runs that
    /// fit the processor's cache, merged from a file, take half the time. The settings hold until the connection is
    /// opened again.
    /// </summary>
    private const string SmallRuns = "PRAGMA temp_store=FILE; PRAGMA cache_size=-4096;";

    /// <summary>
    /// Gives the connection room for the indexes that a large file keeps up to date, for as long as it is open.
    /// </summary>
    public static Task WidenAsync(LeadContext context, CancellationToken cancellationToken) =>
        context is SqliteLeadContext
            ? ExecuteAsync(context, SqlitePragmas.LargeWrites, cancellationToken)
            : Task.CompletedTask;

    public static async Task DropAsync(LeadContext context, CancellationToken cancellationToken)
    {
        foreach (var index in IndexesOf(context))
        {
            await ExecuteAsync(context, $"DROP INDEX IF EXISTS \"{index.GetDatabaseName()}\"", cancellationToken);
        }
    }

    /// <summary>Builds those that are missing; cheap when none is.</summary>
    public static async Task RestoreAsync(LeadContext context, CancellationToken cancellationToken)
    {
        var indexes = IndexesOf(context).ToList();
        if (indexes.Count > 0)
        {
            await ExecuteAsync(context, SmallRuns, cancellationToken);
        }

        foreach (var index in indexes)
        {
            await ExecuteAsync(
                context,
                $"CREATE INDEX IF NOT EXISTS \"{index.GetDatabaseName()}\" ON "
                    + $"\"{index.DeclaringEntityType.GetTableName()}\" (\"{index.Properties[0].GetColumnName()}\")"
                    + (index.GetFilter() is { } filter ? " WHERE " + filter : ""),
                cancellationToken
            );
        }
    }

    private static IEnumerable<IIndex> IndexesOf(LeadContext context) =>
        context is not SqliteLeadContext
            ? []
            : LeftOut.SelectMany(table =>
                context
                    .Model.FindEntityType(table.Key)!
                    .GetIndexes()
                    .Where(index =>
                        !index.IsUnique
                        && index.Properties is [var property]
                        && table.Value.Contains(property.Name, StringComparer.Ordinal)
                    )
            );

    private static async Task ExecuteAsync(LeadContext context, string sql, CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken);
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 600;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
