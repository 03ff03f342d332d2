using System.Text.Json;
using LeadDashboard.App.Duplicates;
using LeadDashboard.App.Importing.Commit;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Matching;
using LeadDashboard.Data;
using LeadDashboard.Data.BulkWriting;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Tests.Duplicates;

/// <summary>A table that neither merge nor undo knows by name: it stands in the registry, and that is all.</summary>
public sealed class LeadTableWalkTests : IAsyncLifetime
{
    private static readonly MergeStamp Stamp = new("me", new DateTime(2026, 6, 1, 0, 0, 0, DateTimeKind.Utc), "");

    private readonly string _folder = Directory.CreateTempSubdirectory("leads-walk-").FullName;

    /// <summary>Moves with its lead, and keeps an imported one.</summary>
    public sealed class Visitor
    {
        public int Id { get; set; }
        public int LeadId { get; set; }
    }

    /// <summary>Moves with its lead, where it has one.</summary>
    public sealed class Hint
    {
        public int Id { get; set; }
        public int? LeadId { get; set; }
    }

    /// <summary>Makes no sense at another lead, and goes with an imported one.</summary>
    public sealed class Mark
    {
        public int Id { get; set; }
        public int LeadId { get; set; }
        public string Text { get; set; } = "";
    }

    private sealed class OwnContext(DbContextOptions options) : LeadContext(options)
    {
        public override IReadOnlyList<LeadTable> TablesOfLeads =>
            [
                .. base.TablesOfLeads,
                new LeadTable<Visitor>(row => row.LeadId, OnMerge.Move, OnUndo.KeepLead)
                {
                    KeptReason = ImportReasons.HasLaterActivity(),
                    IsExported = true,
                    OnErase = OnErase.Delete,
                },
                new LeadTable<Hint>(row => row.LeadId!.Value, OnMerge.Move, OnUndo.Stay)
                {
                    IsExported = true,
                    OnErase = OnErase.Delete,
                },
                new LeadTable<Mark>(row => row.LeadId, OnMerge.KeepInRecord, OnUndo.Delete)
                {
                    IsExported = true,
                    OnErase = OnErase.Delete,
                },
            ];

        protected override void OnModelCreating(ModelBuilder builder)
        {
            base.OnModelCreating(builder);
            builder.Entity<Visitor>();
            builder.Entity<Hint>();
            builder.Entity<Mark>();
        }
    }

    public async Task InitializeAsync()
    {
        await using var context = Open();
        await context.Database.EnsureCreatedAsync();
        for (var id = 1; id <= 4; id++)
        {
            context.Add(
                new Lead
                {
                    Id = id,
                    LeadKey = $"id:{id}",
                    Name = $"Lead {id}",
                }
            );
            context.AddRange(new Visitor { LeadId = id }, new Hint { LeadId = id }, new Hint());
            context.Add(new Mark { LeadId = id, Text = $"Mark {id}" });
        }

        context.DuplicatePairs.AddRange(
            new DuplicatePair { LeftLeadId = 1, RightLeadId = 2 },
            new DuplicatePair { LeftLeadId = 1, RightLeadId = 3 }
        );
        await context.SaveChangesAsync();
    }

    public Task DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Merge_RowsOfATableOfTheRegistry_FollowTheSurvivorAndComeBack()
    {
        var before = await DumpAsync();
        await using (var context = Open())
        {
            await using var transaction = await context.Database.BeginTransactionAsync();
            var pair = await context.DuplicatePairs.FirstAsync();
            Assert.True((await LeadMerger.MergeAsync(context, pair, 1, NoChoices(), Stamp, default)).IsOk);
            await transaction.CommitAsync();
        }

        Assert.Equal("1 1 3 4|1  1  3  4 |1:Mark 1 3:Mark 3 4:Mark 4", await DumpAsync());
        await UndoAsync();
        Assert.Equal(before, await DumpAsync());
    }

    [Fact]
    public async Task MergeChunk_RowsOfATableOfTheRegistry_FollowTheSurvivorAndComeBack()
    {
        var before = await DumpAsync();
        await using (var context = Open())
        {
            await using var transaction = await context.Database.BeginTransactionAsync();
            var leads = await context.Leads.AsNoTracking().ToDictionaryAsync(lead => lead.Id);
            var pairs = (await context.DuplicatePairs.OrderBy(pair => pair.Id).ToListAsync()).ConvertAll(
                pair => new ImportPair(pair, leads[pair.RightLeadId], leads[pair.LeftLeadId])
            );
            await new MergeChunk(context, new BulkWriter(), Stamp).MergeAsync(pairs, (_, _) => NoChoices(), default);
            await transaction.CommitAsync();
        }

        Assert.Equal("1 1 1 4|1  1  1  4 |1:Mark 1 4:Mark 4", await DumpAsync());
        await UndoAsync();
        Assert.Equal(before, await DumpAsync());
    }

    [Fact]
    public async Task UndoImport_LeadWithRowsOfATableOfTheRegistry_StaysAndTheOthersTakeTheirsAlong()
    {
        await using var context = Open();
        await context.Set<Visitor>().Where(row => row.LeadId != 1).ExecuteDeleteAsync();
        var leads = await context.Leads.AsNoTracking().OrderBy(lead => lead.Id).ToListAsync();

        var kept = await CreatedLeads.KeptAsync(context, 7, leads, default);
        await CreatedLeads.DeleteAsync(context, [2, 3, 4], default);

        Assert.Equal([(1, ImportReasons.HasLaterActivity())], kept.Select(pair => (pair.Key, pair.Value)));
        Assert.Equal([1], await context.Leads.Select(lead => lead.Id).ToListAsync());
        Assert.Equal([1], await context.Set<Mark>().Select(row => row.LeadId).ToListAsync());
        Assert.Empty(await context.DuplicatePairs.ToListAsync());
    }

    [Fact]
    public async Task Undo_RecordFromBeforeTheRegistry_GivesTheRowsBack()
    {
        using var app = new TestApp();
        await DuplicatesData.PlantAsync(app.Contexts, 30);
        await using var context = await app.Contexts.CreateDbContextAsync();
        context.DuplicatePairs.Add(new DuplicatePair { LeftLeadId = 1, RightLeadId = 16 });
        context.Deals.Add(
            new Core.Deals.Deal
            {
                Id = 5,
                DealKey = "d",
                LeadId = 16,
            }
        );
        await context.SaveChangesAsync();
        context.ChangeTracker.Clear();
        var before = await DuplicatesData.DumpAsync(context);
        await using var transaction = await context.Database.BeginTransactionAsync();
        var pair = await context.DuplicatePairs.SingleAsync();
        var record = (await LeadMerger.MergeAsync(context, pair, 1, NoChoices(), Stamp, default)).Value!;
        var moved = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(record.MovedJson)!;
        record.MovedJson = JsonSerializer.Serialize(
            new
            {
                ActivityIds = moved["Activity.LeadId"],
                OutcomeIds = moved["Outcome.LeadId"],
                Receipts = moved["ScoreReceipt.LeadId"],
                DealIds = moved["Deal.LeadId"],
            }
        );

        Assert.True((await LeadMerger.UndoAsync(context, record, Stamp, default)).IsOk);

        Assert.Equal(before, await DuplicatesData.DumpAsync(context));
        Assert.Equal(16, (await context.Deals.AsNoTracking().SingleAsync()).LeadId);
    }

    private async Task UndoAsync()
    {
        await using var context = Open();
        await using var transaction = await context.Database.BeginTransactionAsync();
        foreach (var record in await context.MergeRecords.OrderByDescending(merge => merge.Id).ToListAsync())
        {
            Assert.True((await LeadMerger.UndoAsync(context, record, Stamp, default)).IsOk);
        }

        await transaction.CommitAsync();
    }

    private async Task<string> DumpAsync()
    {
        await using var context = Open();
        var visitors = await context.Set<Visitor>().OrderBy(row => row.Id).Select(row => row.LeadId).ToListAsync();
        var hints = await context.Set<Hint>().OrderBy(row => row.Id).Select(row => row.LeadId).ToListAsync();
        var marks = await context.Set<Mark>().OrderBy(row => row.LeadId).ToListAsync();
        return string.Join(
            '|',
            string.Join(' ', visitors),
            string.Join(' ', hints),
            string.Join(' ', marks.Select(mark => $"{mark.LeadId}:{mark.Text}"))
        );
    }

    private OwnContext Open() =>
        new(
            DataRegistration
                .UseSqlite(new DbContextOptionsBuilder<OwnContext>(), DataRegistration.SqliteConnection(_folder))
                .Options
        );

    private static Dictionary<string, int> NoChoices() => [];
}
