using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Segments;
using LeadDashboard.Data.BulkWriting;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.Data.Tests;

public sealed class SqliteInsertTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    /// <summary>
    /// Rows go to the database in groups with a rest, null follows value and value null, and a text may be longer than
    /// the buffer.
    /// </summary>
    [Fact]
    public async Task Run_ManyShapesOfRows_ComeBackAsTheyWere()
    {
        await using var context = database.Open();
        var leads = Enumerable
            .Range(0, 53)
            .Select(i => new Lead
            {
                LeadKey = $"shape:{i}",
                Name = i % 3 == 0 ? "" : $"Zoë 李 😀 {i}",
                Email = i % 2 == 0 ? null : $"a{i}@b.example",
                Notes =
                    i % 20 == 7 ? new string('é', 300_000 + i)
                    : i % 5 == 0 ? "one and the same"
                    : null,
                Consent = (i % 3) switch
                {
                    0 => null,
                    1 => true,
                    _ => false,
                },
                ValueAmount = i % 4 == 0 ? null : 12.34m + i,
                CreatedUtc = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(i / 7).AddTicks(i % 2),
                ClosedUtc = i % 4 == 1 ? new DateTime(2026, 2, 1, 0, 0, i, DateTimeKind.Utc) : null,
                Status = (LeadStatus)(i % 3),
                Probability = i % 6 == 0 ? null : i / 53.0,
                Segment = i % 7 == 0 ? Segment.Hot : null,
                ImportRowIndex = i,
                ImportFingerprint = i % 2 == 0 ? long.MinValue + i : null,
            })
            .ToList();

        await new BulkWriter().InsertAsync(context, leads, CancellationToken.None);

        var stored = await context.Leads.AsNoTracking().OrderBy(lead => lead.ImportRowIndex).ToListAsync();
        Assert.Equivalent(leads, stored, strict: true);
    }
}
