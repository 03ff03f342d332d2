using System.Text.Json;
using LeadDashboard.Core.Activities;
using LeadDashboard.Core.Deals;
using LeadDashboard.Core.Outcomes;
using LeadDashboard.Core.Scoring;
using LeadDashboard.Data;
using LeadDashboard.Data.BulkWriting;

namespace LeadDashboard.App.Duplicates;

/// <summary>
/// The rows of leads that go: read before a merge, moved by it, and given back by its undoing. Which tables there are
/// says <see cref="LeadContext.TablesOfLeads"/>.
/// </summary>
internal sealed class MovedRows(IReadOnlyList<(LeadTable Table, IReadOnlyDictionary<int, JsonElement> Rows)> tables)
{
    /// <summary>How records from before the registry call the columns.</summary>
    private static readonly Dictionary<string, string> EarlierNames = new(StringComparer.Ordinal)
    {
        ["ActivityIds"] = $"{nameof(Activity)}.{nameof(Activity.LeadId)}",
        ["OutcomeIds"] = $"{nameof(Outcome)}.{nameof(Outcome.LeadId)}",
        ["DealIds"] = $"{nameof(Deal)}.{nameof(Deal.LeadId)}",
        ["Receipts"] = $"{nameof(ScoreReceipt)}.{nameof(ScoreReceipt.LeadId)}",
    };

    public static async Task<MovedRows> ReadAsync(
        LeadContext context,
        int[] leadIds,
        CancellationToken cancellationToken
    )
    {
        var read = new List<(LeadTable, IReadOnlyDictionary<int, JsonElement>)>();
        foreach (var table in context.TablesOfLeads.Where(table => table.OnMerge != OnMerge.Stay))
        {
            read.Add((table, await table.ReadAsync(context, leadIds, cancellationToken)));
        }

        return new MovedRows(read);
    }

    /// <summary>What the merge record of a lead keeps: by column the ids of its rows, or the rows.</summary>
    public string ToJson(int leadId) =>
        JsonSerializer.Serialize(
            tables
                .Where(item => item.Rows.ContainsKey(leadId))
                .ToDictionary(item => item.Table.Name, item => item.Rows[leadId], StringComparer.Ordinal)
        );

    /// <param name="survivorOf">Leads that stay by leads that go.</param>
    public async Task MoveAsync(
        LeadContext context,
        BulkWriter writer,
        IReadOnlyDictionary<int, int> survivorOf,
        CancellationToken cancellationToken
    )
    {
        foreach (var (table, rows) in tables.Where(item => item.Rows.Count > 0))
        {
            await table.MoveAsync(context, writer, rows, survivorOf, cancellationToken);
        }
    }

    /// <param name="json">As <see cref="ToJson"/> made it, or as it was before there was a registry.</param>
    /// <param name="leadId">The lead that comes back; it is stored already.</param>
    public static async Task GiveBackAsync(
        LeadContext context,
        string json,
        int survivorId,
        int leadId,
        CancellationToken cancellationToken
    )
    {
        foreach (var (name, rows) in JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!)
        {
            var column = EarlierNames.GetValueOrDefault(name, name);
            var table = context.TablesOfLeads.FirstOrDefault(table =>
                string.Equals(table.Name, column, StringComparison.Ordinal)
            );
            if (table is not null && rows.ValueKind == JsonValueKind.Array)
            {
                await table.GiveBackAsync(context, rows, survivorId, leadId, cancellationToken);
            }
        }
    }
}
