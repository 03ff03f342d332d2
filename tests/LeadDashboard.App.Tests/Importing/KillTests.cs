using System.Diagnostics;
using System.Globalization;
using System.Text;
using LeadDashboard.App.Importing;
using LeadDashboard.App.Jobs;
using LeadDashboard.App.Models;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Data;
using LeadDashboard.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LeadDashboard.App.Tests.Importing;

/// <summary>
/// `kill -9` at random instants: a process that imports or undoes is killed and started again until it ends by itself;
/// then the database
/// must be the very one that an undisturbed process makes.
/// </summary>
[Trait("Category", "Slow")]
public sealed class KillTests : IDisposable
{
    private const int Seed = 20;
    private const int LongestMilliseconds = 500;

    private readonly string _root = Directory.CreateTempSubdirectory("leads-kill-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public async Task Import_KilledAtRandomInstants_EndsWithTheSameDatabase()
    {
        var start = Path.Combine(_root, "start");
        await PrepareAsync(start, imports => imports.QueueSecondAsync());

        await CompareAsync(start, kills: 22);
    }

    [Fact]
    public async Task Undo_KilledAtRandomInstants_EndsWithTheSameDatabase()
    {
        var start = Path.Combine(_root, "start");
        await PrepareAsync(
            start,
            async imports =>
            {
                var batchId = await imports.QueueSecondAsync();
                await imports.WorkOffAsync();
                Assert.True((await imports.Service.UndoAsync(batchId, ImportSteps.Admin)).IsOk);
            }
        );

        await CompareAsync(start, kills: 8);
    }

    [Theory]
    [InlineData(DuplicateRule.Skip)]
    [InlineData(DuplicateRule.Merge)]
    public async Task ImportSettlingLookAlikes_KilledAtRandomInstants_EndsWithTheSameDatabase(DuplicateRule rule)
    {
        var file = new LookAlikeFile(share: 0.5);
        var start = Path.Combine(_root, "start");
        await PrepareAsync(start, imports => imports.QueueAsync(file.Second(), LookAlikeFile.With(rule)), file.First());

        await CompareAsync(start, kills: 6);
    }

    [Fact]
    public async Task UndoOfMergedLookAlikes_KilledAtRandomInstants_EndsWithTheSameDatabase()
    {
        var file = new LookAlikeFile(share: 0.5);
        var start = Path.Combine(_root, "start");
        await PrepareAsync(
            start,
            async imports =>
            {
                var batchId = await imports.QueueAsync(file.Second(), LookAlikeFile.With(DuplicateRule.Merge));
                await imports.WorkOffAsync();
                Assert.True((await imports.Service.UndoAsync(batchId, ImportSteps.Admin)).IsOk);
            },
            file.First()
        );

        await CompareAsync(start, kills: 4);
    }

    [Fact]
    public async Task Deals_KilledAtRandomInstants_EndWithTheSameDatabase()
    {
        var start = Path.Combine(_root, "start");
        await PrepareAsync(
            start,
            async imports =>
            {
                await imports.QueueAsync(Deals(0, 700, 10), kind: ImportKind.Deals);
                await imports.WorkOffAsync();
                var batchId = await imports.QueueAsync(Deals(400, 1_300, 30), kind: ImportKind.Deals);
                await imports.WorkOffAsync();
                Assert.True((await imports.Service.UndoAsync(batchId, ImportSteps.Admin)).IsOk);
                await imports.QueueAsync(Deals(300, 1_100, 20), kind: ImportKind.Deals);
            }
        );

        await CompareAsync(start, kills: 8);
    }

    [Fact]
    public async Task Purchases_KilledAtRandomInstants_EndWithTheSameDatabase()
    {
        var start = Path.Combine(_root, "start");
        await PrepareAsync(
            start,
            async imports =>
            {
                await imports.QueueAsync(Purchases(0, 700, 10), kind: ImportKind.Purchases);
                await imports.WorkOffAsync();
                var batchId = await imports.QueueAsync(Purchases(400, 1_300, 30), kind: ImportKind.Purchases);
                await imports.WorkOffAsync();
                Assert.True((await imports.Service.UndoAsync(batchId, ImportSteps.Admin)).IsOk);
                await imports.QueueAsync(Purchases(300, 1_100, 20), kind: ImportKind.Purchases);
            }
        );

        await CompareAsync(start, kills: 5);
    }

    private async Task CompareAsync(string start, int kills)
    {
        var expectedFolder = CopyOf(start, "undisturbed");
        Assert.True(await RunAsync(expectedFolder, killAfter: null));
        var expected = await DumpAsync(expectedFolder);
        var random = new Random(Seed);
        for (var (round, killed) = (0, 0); killed < kills; round++)
        {
            var folder = CopyOf(start, string.Create(CultureInfo.InvariantCulture, $"round{round}"));
            while (
                !await RunAsync(
                    folder,
                    killed < kills ? TimeSpan.FromMilliseconds(random.Next(LongestMilliseconds)) : null
                )
            )
            {
                killed++;
            }

            Assert.Equal(expected, await DumpAsync(folder));
        }
    }

    /// <returns>True when the process ended by itself, false when it was killed.</returns>
    private static async Task<bool> RunAsync(string folder, TimeSpan? killAfter)
    {
        using var worker = Process.Start(
            new ProcessStartInfo("dotnet", [typeof(ImportWorker).Assembly.Location, ImportWorker.WorkOff, folder])
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        Assert.Equal(ImportWorker.Ready, await worker.StandardOutput.ReadLineAsync());
        if (killAfter is { } instant && !worker.WaitForExit(instant))
        {
            worker.Kill();
            await worker.WaitForExitAsync();
            return false;
        }

        Assert.Equal(ImportWorker.Done, await worker.StandardOutput.ReadLineAsync());
        await worker.WaitForExitAsync();
        return true;
    }

    private static async Task PrepareAsync(string folder, Func<Imports, Task> prepare, string? first = null)
    {
        await using (var services = ImportWorker.Services(folder))
        {
            await ImportWorker.MigrateAsync(services);
            var imports = new Imports(services);
            await imports.QueueAsync(first ?? First());
            await imports.WorkOffAsync();
            await prepare(imports);
        }

        SqliteConnection.ClearAllPools();
    }

    private string CopyOf(string start, string name)
    {
        var folder = Path.Combine(_root, name);
        foreach (var file in Directory.GetFiles(start, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(folder, Path.GetRelativePath(start, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return folder;
    }

    private static string First() =>
        Header() + string.Concat(Enumerable.Range(0, 600).Select(i => Line(i, $"Old {i}", "Open", "Rome", "Spring")));

    /// <summary>
    /// New leads, changed ones, some twice, broken rows, unreadable values, new campaigns and a new field.
    /// </summary>
    private static string Second()
    {
        var text = new StringBuilder(Header());
        for (var i = 300; i < 1_500; i++)
        {
            text.Append(
                i % 50 == 7
                    ? $"L{i},broken\n"
                    : Line(
                        i,
                        $"New {i}",
                        i % 3 == 0 ? "Won"
                            : i % 3 == 1 ? "Lost"
                            : "Open",
                        i % 2 == 0 ? "Oslo" : "",
                        $"Campaign {i % 9}"
                    )
            );
            if (i % 40 == 0)
            {
                text.Append(Line(i - 100, $"Again {i}", "Open", "Bern", "Autumn"));
            }
        }

        return text.ToString();
    }

    /// <summary>New deals, changed ones, such without a lead, new products; several deals for each lead.</summary>
    private static string Deals(int from, int to, int amount) =>
        "Deal ID,Lead ID,Product,Amount,Stage,Close date\n"
        + string.Concat(
            Enumerable
                .Range(from, to - from)
                .Select(i =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"D{i},L{(i % 31 == 0 ? 9_999 : i % 250)},Thing {(i + amount) % 12},{amount + i},"
                            + $"{(i % 4 == 0 ? "Closed Won" : i % 4 == 1 ? "Proposal" : "Closed Lost")},"
                            + $"2026-03-{1 + (i % 28):00}\n"
                    )
                )
        );

    /// <summary>Each order has rows of the same product in different chunks: they add up.</summary>
    private static string Purchases(int from, int to, int amount) =>
        "Order ID,Customer ID,Product,Quantity,Amount,Order date\n"
        + string.Concat(
            Enumerable
                .Range(from, to - from)
                .Select(i =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"B{i % 150},L{(i % 31 == 0 ? 9_999 : i % 150)},Thing {i % 3},1,{amount},2026-03-02\n"
                    )
                )
        );

    private static string Header() => "Lead ID,Name,Email,Status,City,Campaign,Created Date,Closed Date,Score\n";

    private static string Line(int i, string name, string status, string city, string campaign) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"L{i},{name},n{i}@example.com,{status},{city},{campaign},2026-01-{1 + (i % 28):00},"
                + $"{(status == "Open" ? "" : "2026-02-01")},"
                + $"{(i % 97 == 0 ? "many" : i.ToString(CultureInfo.InvariantCulture))}\n"
        );

    /// <summary>Every row of every table that an import writes, without instants that the clock gave.</summary>
    private static async Task<string> DumpAsync(string folder)
    {
        await using var services = ImportWorker.Services(folder);
        await using var context = await services
            .GetRequiredService<IDbContextFactory<LeadContext>>()
            .CreateDbContextAsync();
        var text = new StringBuilder();
        void Add(IEnumerable<string> lines) => text.AppendJoin('\n', lines).Append('\n');
        Add(
            (await context.Leads.AsNoTracking().OrderBy(lead => lead.Id).ToListAsync()).Select(lead =>
                $"{lead.Id} {lead.LeadKey} {lead.ImportRowIndex} {lead.ImportBatchId} {lead.ImportFingerprint} "
                + $"{string.Join('|', LeadSnapshot.Read(lead))}"
            )
        );
        Add(
            (await context.Outcomes.AsNoTracking().OrderBy(outcome => outcome.Id).ToListAsync()).Select(outcome =>
                $"{outcome.Id} {outcome.LeadId} {outcome.Kind} {outcome.ImportBatchId} {outcome.UndoneUtc is null}"
            )
        );
        Add(
            (await context.RejectedRows.AsNoTracking().OrderBy(row => row.Id).ToListAsync()).Select(row =>
                $"{row.Id} {row.LineNumber} {row.Column} {row.Value} {row.Reason} {row.IsKept}"
            )
        );
        Add(
            (await context.LeadChanges.AsNoTracking().OrderBy(change => change.Id).ToListAsync()).Select(change =>
                $"{change.Id} {change.LeadId} {change.FieldsJson} {change.UndoneUtc is null}"
            )
        );
        Add(
            (await context.RecordChanges.AsNoTracking().OrderBy(change => change.Id).ToListAsync()).Select(change =>
                $"{change.Id} {change.EntityId} {change.ChangeJson}"
            )
        );
        Add(
            (await context.UndoConflicts.AsNoTracking().OrderBy(conflict => conflict.Id).ToListAsync()).Select(
                conflict => $"{conflict.LeadId} {conflict.Field} {conflict.Reason}"
            )
        );
        Add(
            (await context.ImportBatches.AsNoTracking().OrderBy(batch => batch.Id).ToListAsync()).Select(batch =>
                $"{batch.Status} {batch.RowCount} {batch.ImportedCount} {batch.UpdatedCount} {batch.RejectedCount} "
                + $"{batch.SkippedCount} {batch.WarningCount} {batch.UndoConflictCount}"
            )
        );
        Add(
            (
                await context
                    .DuplicatePairs.AsNoTracking()
                    .OrderBy(pair => pair.LeftLeadId)
                    .ThenBy(pair => pair.RightLeadId)
                    .ToListAsync()
            ).Select(pair =>
                $"{pair.LeftLeadId} {pair.RightLeadId} {pair.State} {pair.ImportBatchId} {pair.Probability} "
                + $"{pair.EvidenceJson}"
            )
        );
        Add(
            (await context.MergeRecords.AsNoTracking().OrderBy(merge => merge.Id).ToListAsync()).Select(merge =>
                $"{merge.SurvivorId} {merge.MergedId} {merge.GroupKey} {merge.UndoneUtc is null}"
            )
        );
        Add(
            (await context.Products.AsNoTracking().OrderBy(product => product.Id).ToListAsync()).Select(product =>
                $"{product.Id} {product.ImportBatchId} {string.Join('|', ProductSnapshot.Fields.Read(product))}"
            )
        );
        Add(
            (await context.Deals.AsNoTracking().OrderBy(deal => deal.Id).ToListAsync()).Select(deal =>
                $"{deal.Id} {deal.ImportBatchId} {deal.LastImportBatchId} "
                + $"{string.Join('|', DealSnapshot.Fields.Read(deal))}"
            )
        );
        Add(
            (await context.DealStageChanges.AsNoTracking().OrderBy(change => change.Id).ToListAsync()).Select(change =>
                $"{change.Id} {change.DealId} {change.Stage} {change.ImportBatchId}"
            )
        );
        Add(
            (await context.Purchases.AsNoTracking().OrderBy(line => line.Id).ToListAsync()).Select(line =>
                $"{line.Id} {line.PurchaseKey} {line.ImportBatchId} {line.LastImportBatchId} "
                + $"{string.Join('|', PurchaseSnapshot.Fields.Read(line))}"
            )
        );
        Add(
            await context
                .Campaigns.AsNoTracking()
                .OrderBy(campaign => campaign.Id)
                .Select(campaign => campaign.Id + campaign.Name)
                .ToListAsync()
        );
        Add(
            await context
                .FieldDefinitions.AsNoTracking()
                .OrderBy(field => field.Id)
                .Select(field => field.Id + field.Name)
                .ToListAsync()
        );
        Assert.False(
            await context.Jobs.AnyAsync(job => job.Kind != ModelsModule.TrainModel.Name && job.Status != JobStatus.Done)
        );
        return text.ToString();
    }

    private sealed class Imports(IServiceProvider services)
    {
        public ImportService Service => services.GetRequiredService<ImportService>();

        public async Task<int> QueueAsync(
            string text,
            Func<ColumnMap, ColumnMap>? change = null,
            ImportKind kind = ImportKind.Leads
        )
        {
            using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
            var batch = (await Service.StageAsync(content, "leads.csv", kind, ImportSteps.Admin)).Value!;
            var staged = (await Service.OpenAsync(batch.Id, null, ImportSteps.Admin)).Value!;
            Assert.True(
                (
                    await Service.StartAsync(
                        batch.Id,
                        staged.Format,
                        change is null ? staged.Map : change(staged.Map),
                        staged.Sample.Header,
                        ImportSteps.Admin
                    )
                ).IsOk
            );
            return batch.Id;
        }

        public Task<int> QueueSecondAsync() => QueueAsync(Second());

        public async Task WorkOffAsync()
        {
            while (
                await services.GetRequiredService<JobRunner>().RunNextAsync(JobLane.Data, CancellationToken.None)
                    is not null
            ) { }
        }
    }
}
