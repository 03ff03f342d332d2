using LeadDashboard.Core.History;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Outcomes;
using LeadDashboard.Core.Segments;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.Data.Tests.Migrations;

/// <summary>What holds after an upgrade from the first release, whatever the provider.</summary>
internal static class UpgradeChecks
{
    private static readonly HashSet<string> Money = new(StringComparer.Ordinal)
    {
        "Leads.ValueAmount",
        "Leads.WonAmount",
        "Outcomes.Amount",
        "CampaignSpends.SpendAmount",
        "Products.PriceAmount",
        "Deals.Amount",
        "Deals.Quantity",
    };

    public static async Task KeepsEveryValueAsync(Func<LeadContext> open)
    {
        IReadOnlyDictionary<string, List<Dictionary<string, object?>>> before;
        await using (var context = open())
        {
            before = await OldDatabase.CreateAsync(context);
        }

        Assert.All(before, table => Assert.Equal(2, table.Value.Count));
        await using (var context = open())
        {
            await context.Database.MigrateAsync();
            Assert.Empty(await context.Database.GetPendingMigrationsAsync());
        }

        await using var now = open();
        foreach (var (table, rows) in before.Where(pair => pair.Key != "ImportChanges"))
        {
            var after = await OldDatabase.ReadAsync(now, $"SELECT * FROM \"{table}\"");
            Assert.Equal(
                rows.Select(row => string.Join("\n", row.Keys.Select(name => Expected(now, table, name, row)))).Order(),
                after
                    .Select(row =>
                        string.Join("\n", rows[0].Keys.Select(name => $"{name}: {OldDatabase.Text(row[name])}"))
                    )
                    .Order()
            );
        }

        Assert.DoesNotContain("ImportChanges", await OldDatabase.TablesAsync(now));
        var change = await now.LeadChanges.SingleAsync();
        Assert.Equal((1, 1, ChangeSource.Import), (change.LeadId, change.ImportBatchId, change.Source));
        Assert.Equal(
            [("*Größe", "a \"b\"", null), ("City", null, "苏州"), ("Name", "Old", (string?)"New")],
            ChangeMap
                .Parse(change.FieldsJson)
                .Select(c => (c.Field, c.Before, c.After))
                .OrderBy(c => c.Field, StringComparer.Ordinal)
        );
        var record = await now.RecordChanges.SingleAsync();
        Assert.Equal((RecordChangeKind.SpendReplaced, OldDatabase.SpendChangeJson), (record.Kind, record.ChangeJson));
        Assert.All(await now.Outcomes.ToListAsync(), outcome => Assert.Null(outcome.SegmentShown));
        now.Outcomes.Add(
            new Outcome
            {
                Id = 99,
                LeadId = 1,
                Kind = OutcomeKind.Sold,
                SegmentShown = Segment.Warm,
            }
        );
        Assert.Equal(LeadStatus.Won, (await now.Leads.SingleAsync(lead => lead.Id == 1)).Status);
        now.LeadChanges.Add(new LeadChange { LeadId = 1, ChangedUtc = change.ChangedUtc });
        now.RecordChanges.Add(new RecordChange { ImportBatchId = 1, Kind = RecordChangeKind.DealUpdated });
        await now.SaveChangesAsync();
        Assert.Equal(1, await now.Outcomes.CountAsync(outcome => outcome.SegmentShown == Segment.Warm));
    }

    private static string Expected(LeadContext context, string table, string column, Dictionary<string, object?> row)
    {
        var value = row[column];
        var key = $"{table}.{column}";
        // In the first release SQLite kept cents.
        var text =
            context is SqliteLeadContext && Money.Contains(key) && value is long cents ? OldDatabase.Text(cents * 100)
            : OldDatabase.Loose.Contains(key) && OldDatabase.Text(value) == "999" ? "null"
            : OldDatabase.Text(value);
        return $"{column}: {text}";
    }
}
