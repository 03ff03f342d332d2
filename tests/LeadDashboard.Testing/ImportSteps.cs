using System.Text;
using LeadDashboard.App.Importing;
using LeadDashboard.App.Messages;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Results;
using LeadDashboard.Core.Sampling;

namespace LeadDashboard.Testing;

/// <summary>The way of a file through the program, step by step, as the screens go it.</summary>
public static class ImportSteps
{
    public static readonly Actor Admin = TestApp.ActorOf(Role.Admin);

    public static byte[] SampleLeads(int rows, int seed = 7)
    {
        using var stream = new MemoryStream();
        SampleCompany
            .Generate(new SampleOptions(new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc), rows, seed))
            .WriteLeadsCsv(stream, CancellationToken.None);
        return stream.ToArray();
    }

    public static Task<Result<ImportBatch>> StageAsync(
        this TestApp app,
        string text,
        ImportKind kind = ImportKind.Leads
    ) => app.StageAsync(Encoding.UTF8.GetBytes(text), kind);

    public static async Task<Result<ImportBatch>> StageAsync(
        this TestApp app,
        byte[] content,
        ImportKind kind = ImportKind.Leads
    )
    {
        using var stream = new MemoryStream(content);
        return await app.Get<ImportService>().StageAsync(stream, "../../exports/leads.csv", kind, Admin);
    }

    /// <summary>Starts what was staged, as suggested or as changed.</summary>
    public static async Task<Result<int>> StartAsync(
        this TestApp app,
        int batchId,
        Func<ColumnMap, ColumnMap>? change = null
    )
    {
        var opened = await app.Get<ImportService>().OpenAsync(batchId, null, Admin);
        Assert.True(opened.IsOk, MessageTexts.Say(opened.Error));
        var staged = opened.Value;
        return await app.Get<ImportService>()
            .StartAsync(
                batchId,
                staged.Format,
                change is null ? staged.Map : change(staged.Map),
                staged.Sample.Header,
                Admin
            );
    }

    /// <summary>Stages, starts and commits; what the import queues stays waiting.</summary>
    public static async Task<ImportBatch> ImportAsync(
        this TestApp app,
        byte[] content,
        ImportKind kind = ImportKind.Leads,
        Func<ColumnMap, ColumnMap>? change = null
    )
    {
        var batch = await app.StageAsync(content, kind);
        Assert.True(batch.IsOk, MessageTexts.Say(batch.Error));
        var started = await app.StartAsync(batch.Value.Id, change);
        Assert.True(started.IsOk, MessageTexts.Say(started.Error));
        await app.RunDataJobsAsync();
        return (await app.Get<ImportQueries>().FindAsync(Actor.System, batch.Value.Id))!;
    }

    public static Task<ImportBatch> ImportAsync(this TestApp app, string text, ImportKind kind = ImportKind.Leads) =>
        app.ImportAsync(Encoding.UTF8.GetBytes(text), kind);
}
