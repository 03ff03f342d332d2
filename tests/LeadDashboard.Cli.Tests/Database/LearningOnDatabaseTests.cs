using LeadDashboard.App.Jobs;
using LeadDashboard.App.Models;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Modeling;
using LeadDashboard.Testing;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.Cli.Tests.Database;

/// <summary>Training and scoring in a database: the same jobs as on the models page.</summary>
public sealed class LearningOnDatabaseTests : IDisposable
{
    private readonly CliDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task ImportWithWait_TrainsAndScoresTheFirstVersion()
    {
        var run = await _database.RunAsync("import", Sample(), "--wait", "--json");

        Assert.Equal(ExitCodes.Done, run.Code);
        Assert.Equal(
            ["TrainModel done", "ScoreLeads done"],
            run.Json.GetProperty("follow_ups")
                .EnumerateArray()
                .Select(job => $"{job.GetProperty("kind")} {job.GetProperty("status")}")
        );
        Assert.Equal(0, await UnscoredAsync());
    }

    [Fact]
    public async Task TrainRescoreTrain_FiguresAndScoresAreThoseOfThePage()
    {
        using var page = new TestApp();
        await page.ImportAsync(ImportSteps.SampleLeads(400));
        await page.RunJobsAsync();
        var expected = (await page.Get<ModelQueries>().FindAsync(Actor.System, null))!.Version;
        var scores = await ScoresAsync(page);
        var folder = Path.GetDirectoryName(page.Uploads)!;

        var rescored = await CliRun.OfAsync("rescore", "--database", folder, "--json");
        var trained = await CliRun.OfAsync("train", "--database", folder, "--json");

        Assert.Equal(ExitCodes.Done, rescored.Code);
        Assert.Equal(scores.Count, rescored.Json.GetProperty("scored").GetInt32());
        Assert.Equal(1, rescored.Json.GetProperty("version").GetInt32());
        Assert.All(await ScoresAsync(page), pair => Assert.Equal(scores[pair.Key], pair.Value, 3));
        Assert.Equal(ExitCodes.Done, trained.Code);
        Assert.Equal(2, trained.Json.GetProperty("version").GetInt32());
        Assert.Equal(expected.TrainingRowCount, trained.Json.GetProperty("rows").GetInt32());
        Assert.Equal(expected.Auc, trained.Json.GetProperty("auc").GetDouble(), 2);
        // Nothing happened since the first version: it goes on serving, and the comparison says why.
        Assert.False(trained.Json.GetProperty("is_serving").GetBoolean());
        Assert.NotEmpty(trained.Json.GetProperty("gate").GetString()!);
        var versions = await page.Get<ModelQueries>().ListAsync(Actor.System);
        Assert.Equal([ModelStatus.Challenger, ModelStatus.Champion], versions.Select(version => version.Status));
    }

    [Fact]
    public async Task Train_FirstVersion_ServesAndScoresTheOpenLeads()
    {
        await _database.RunAsync("import", Sample());
        await CancelWaitingAsync();

        var run = await _database.RunAsync("train", "--culture", "zh-CN");

        Assert.Equal(ExitCodes.Done, run.Code);
        Assert.Contains("版本 1", run.Output, StringComparison.Ordinal);
        Assert.Contains("已投入使用", run.Output, StringComparison.Ordinal);
        Assert.Equal(0, await UnscoredAsync());
    }

    [Fact]
    public async Task Train_TooFewOutcomes_FailsWithTheReason()
    {
        var file = _database.Write("leads.csv", "Lead ID,Name,Status\nA1,Ann,Won\nA2,Bob,Lost\n");
        await _database.RunAsync("import", file);

        var run = await _database.RunAsync("train", "--json");

        Assert.Equal(ExitCodes.Refused, run.Code);
        Assert.Equal("training.too-few-closed", run.Json.GetProperty("error").GetProperty("key").GetString());
    }

    [Fact]
    public async Task Rescore_WithoutAModel_IsRefused()
    {
        await _database.RunAsync("import", _database.Write("leads.csv", "Lead ID,Name\nA1,Ann\nA2,Bob\n"));

        var run = await _database.RunAsync("rescore", "--json");

        Assert.Equal(ExitCodes.Refused, run.Code);
        Assert.Equal("training.no-model", run.Json.GetProperty("error").GetProperty("key").GetString());
    }

    [Theory]
    [InlineData("train")]
    [InlineData("rescore")]
    public async Task TrainAndRescore_AsARoleThatMayNot_AreRefused(string command)
    {
        await _database.AddUserAsync("mia@example.com", Role.MarketingManager);

        var run = await _database.RunAsync(command, "--as", "mia@example.com");

        Assert.Equal(ExitCodes.Refused, run.Code);
        Assert.Contains("TrainModels", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_WithoutWait_LeavesTheTrainingToTheNextCommand()
    {
        await _database.RunAsync("import", Sample());

        var run = await _database.RunAsync("train", "--json");

        // The one that the import queued came first and serves.
        Assert.Equal(2, run.Json.GetProperty("version").GetInt32());
        Assert.Equal(0, await UnscoredAsync());
    }

    /// <summary>The import queued a training of its own.</summary>
    private async Task CancelWaitingAsync()
    {
        await using var session = await _database.OpenAsync();
        var jobs = await session.Get<JobQueries>().ActiveAsync(Actor.System, CancellationToken.None);
        Assert.NotEmpty(jobs);
        foreach (var job in jobs)
        {
            await session.Get<JobQueue>().CancelAsync(job.Id, Actor.System, CancellationToken.None);
        }
    }

    private string Sample() => _database.Write("leads.csv", ImportSteps.SampleLeads(300));

    private Task<int> UnscoredAsync() =>
        _database.ReadAsync(context =>
            context.Leads.CountAsync(lead => lead.Status == LeadStatus.Open && lead.Probability == null)
        );

    private static async Task<Dictionary<int, double>> ScoresAsync(TestApp app)
    {
        await using var context = await app.Contexts.CreateDbContextAsync();
        return await context
            .Leads.Where(lead => lead.Status == LeadStatus.Open)
            .ToDictionaryAsync(lead => lead.Id, lead => lead.Probability!.Value);
    }
}
