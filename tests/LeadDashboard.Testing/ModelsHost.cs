using LeadDashboard.App;
using LeadDashboard.App.Events;
using LeadDashboard.App.Models;
using LeadDashboard.App.Rescoring;
using LeadDashboard.App.Settings;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Modeling;
using LeadDashboard.Core.Outcomes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LeadDashboard.Testing;

/// <summary>
/// The job host with the models feature, and leads whose outcome follows their source: "Referral" mostly wins, "Cold
/// list" mostly loses.
/// </summary>
public sealed class ModelsHost : IAsyncDisposable
{
    public static readonly Actor Admin = new("ada", Role.Admin, "Ada");
    private int _leadCount;

    private ModelsHost(JobHost jobs) => Jobs = jobs;

    public JobHost Jobs { get; }

    public ModelQueries Queries => Jobs.Services.GetRequiredService<ModelQueries>();

    public ModelService Service => Jobs.Services.GetRequiredService<ModelService>();

    public RetrainWatch Watch => ActivatorUtilities.CreateInstance<RetrainWatch>(Jobs.Services);

    /// <param name="configure">What the test adds to the services of the host.</param>
    public static async Task<ModelsHost> StartAsync(Action<IServiceCollection>? configure = null) =>
        new(
            await JobHost.StartAsync(services =>
            {
                Configure(services);
                configure?.Invoke(services);
            })
        );

    /// <summary>The services of the host, for another process on the same database.</summary>
    public static void Configure(IServiceCollection services) =>
        services.AddEvents().AddSingleton<SettingStore>().AddFeature<RescoringModule>().AddFeature<ModelsModule>();

    public async Task AddLeadsAsync(int won, int lost, int open = 0)
    {
        await using var context = Jobs.Context();
        for (var i = 0; i < won + lost + open; i++)
        {
            _leadCount++;
            var isWon = i < won;
            var isOpen = i >= won + lost;
            // Every fifth lead goes against its source, so that the rule is strong but not certain.
            var isReferral = isOpen ? i % 2 == 0 : isWon == (i % 5 != 0);
            var createdUtc = Jobs.Time.NowUtc.AddDays(-30 + (_leadCount % 10));
            var lead = new Lead
            {
                LeadKey = $"id:{_leadCount}",
                Name = $"Lead {_leadCount}",
                Source = isReferral ? "Referral" : "Cold list",
                CreatedUtc = createdUtc,
                IsCreatedKnown = true,
                Status =
                    isOpen ? LeadStatus.Open
                    : isWon ? LeadStatus.Won
                    : LeadStatus.Lost,
                ClosedUtc = isOpen ? null : createdUtc.AddDays(7),
                ImportRowIndex = _leadCount,
            };
            context.Add(lead);
            await context.SaveChangesAsync();
            if (!isOpen)
            {
                context.Add(
                    new Outcome
                    {
                        LeadId = lead.Id,
                        Kind = isWon ? OutcomeKind.Won : OutcomeKind.Lost,
                        ClosedUtc = createdUtc.AddDays(7),
                        RecordedUtc = Jobs.Time.NowUtc,
                    }
                );
            }
        }

        await context.SaveChangesAsync();
    }

    /// <summary>Trains by hand and runs what that queues.</summary>
    public async Task<Job> TrainAsync()
    {
        var id = await Service.TrainNowAsync(Admin);
        await RunAllAsync();
        return await Jobs.JobAsync(id);
    }

    public async Task RunAllAsync()
    {
        while (await Jobs.Runner.RunNextAsync(JobLane.Learning, CancellationToken.None) is not null) { }
    }

    public async Task<List<ModelVersion>> VersionsAsync()
    {
        await using var context = Jobs.Context();
        return await context.ModelVersions.AsNoTracking().OrderBy(version => version.Number).ToListAsync();
    }

    public async Task<List<Job>> JobsOfKindAsync(string kind)
    {
        await using var context = Jobs.Context();
        return await context.Jobs.AsNoTracking().Where(job => job.Kind == kind).OrderBy(job => job.Id).ToListAsync();
    }

    public ValueTask DisposeAsync() => Jobs.DisposeAsync();
}
