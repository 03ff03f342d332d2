using LeadDashboard.App.Models;
using LeadDashboard.App.Rescoring;
using LeadDashboard.App.Settings;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Modeling;
using LeadDashboard.Core.Modeling.Gate;
using LeadDashboard.Data.History;
using LeadDashboard.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace LeadDashboard.App.Tests.Models;

public sealed class ModelServiceTests
{
    [Theory]
    [InlineData(Role.SalesRep)]
    [InlineData(Role.MarketingManager)]
    public async Task EveryChange_WithoutPermission_IsRefused(Role role)
    {
        await using var host = await ModelsHost.StartAsync();
        var actor = new Actor("u", role, "U");

        await Assert.ThrowsAsync<AccessDeniedException>(() => host.Service.TrainNowAsync(actor));
        await Assert.ThrowsAsync<AccessDeniedException>(() => host.Service.CancelAsync(1, actor));
        await Assert.ThrowsAsync<AccessDeniedException>(() => host.Service.PromoteAsync(1, actor));

        Assert.Empty(await host.JobsOfKindAsync(ModelsModule.TrainModel.Name));
    }

    [Fact]
    public async Task Promote_Challenger_ExactlyOneServesAndLeadsAreScoredByIt()
    {
        await using var host = await ModelsHost.StartAsync();
        await TwoVersionsAsync(host);
        var challenger = (await host.VersionsAsync())[1];

        var result = await host.Service.PromoteAsync(challenger.Id, ModelsHost.Admin);
        await host.RunAllAsync();

        Assert.True(result.IsOk);
        var versions = await host.VersionsAsync();
        Assert.Equal([ModelStatus.Retired, ModelStatus.Champion], versions.Select(version => version.Status));
        Assert.Equal(
            (ModelsHost.Admin.UserId, host.Jobs.Time.NowUtc),
            (versions[1].PromotedById, versions[1].PromotedUtc)
        );
        await using var context = host.Jobs.Context();
        Assert.Equal(
            [challenger.Id],
            context
                .Leads.Where(lead => lead.Status == Core.Leads.LeadStatus.Open)
                .Select(lead => lead.ModelVersionId!.Value)
                .Distinct()
        );
    }

    [Fact]
    public async Task Promote_ByThePersonAndByTheGate_IsInTheAudit()
    {
        await using var host = await ModelsHost.StartAsync();
        await TwoVersionsAsync(host);
        var versions = await host.VersionsAsync();

        await host.Service.PromoteAsync(versions[1].Id, ModelsHost.Admin);

        await using var context = host.Jobs.Context();
        var entries = context.AuditEntries.Where(entry => entry.Action == "model.promote").OrderBy(entry => entry.Id);
        Assert.Equal([versions[0].Id, versions[1].Id], entries.Select(entry => entry.EntityId!.Value));
        Assert.Equal(ModelsHost.Admin.UserId, entries.Last().ActorId);
        Assert.Null(await AuditCheck.FirstBrokenAsync(context, CancellationToken.None));
    }

    [Fact]
    public async Task Promote_RetiredVersion_RollsBack()
    {
        await using var host = await ModelsHost.StartAsync();
        await TwoVersionsAsync(host);
        var versions = await host.VersionsAsync();
        await host.Service.PromoteAsync(versions[1].Id, ModelsHost.Admin);

        await host.Service.PromoteAsync(versions[0].Id, ModelsHost.Admin);

        Assert.Equal(
            [ModelStatus.Champion, ModelStatus.Retired],
            (await host.VersionsAsync()).Select(version => version.Status)
        );
        Assert.Equal(1, (await host.Jobs.Services.GetRequiredService<ChampionModel>().GetAsync())!.Number);
    }

    [Fact]
    public async Task Promote_UnknownVersion_IsRefusedAndTheChampionServesOn()
    {
        await using var host = await ModelsHost.StartAsync();
        await TwoVersionsAsync(host);

        var result = await host.Service.PromoteAsync(999, ModelsHost.Admin);

        Assert.Equal(ModelErrors.NotThere, result.Error);
        Assert.Equal(
            [ModelStatus.Champion, ModelStatus.Challenger],
            (await host.VersionsAsync()).Select(version => version.Status)
        );
    }

    [Fact]
    public async Task Watch_EnoughLabelsAndNoModel_QueuesOneTraining()
    {
        await using var host = await ModelsHost.StartAsync();
        await host.AddLeadsAsync(won: 5, lost: 6);

        var first = await host.Watch.LookAsync(CancellationToken.None);
        var second = await host.Watch.LookAsync(CancellationToken.None);

        Assert.NotNull(first);
        Assert.Null(second);
        Assert.Contains(
            "outcomes",
            Assert.Single(await host.JobsOfKindAsync(ModelsModule.TrainModel.Name)).ArgumentsJson,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Watch_AfterAFailedTraining_PausesAnHourThenTriesAgain()
    {
        await using var host = await ModelsHost.StartAsync();
        await host.AddLeadsAsync(won: 0, lost: 20);
        await host.Watch.LookAsync(CancellationToken.None);
        await host.RunAllAsync();

        var soon = await host.Watch.LookAsync(CancellationToken.None);
        host.Jobs.Time.Advance(ModelQueries.PauseAfterFailure);
        var later = await host.Watch.LookAsync(CancellationToken.None);

        Assert.Null(soon);
        Assert.NotNull(later);
    }

    [Fact]
    public async Task Watch_SwitchedOff_Waits()
    {
        await using var host = await ModelsHost.StartAsync();
        await host.AddLeadsAsync(won: 30, lost: 60);
        await host
            .Jobs.Services.GetRequiredService<SettingStore>()
            .WriteAsync(new RetrainOptions { IsAutomatic = false }, ModelsHost.Admin);

        Assert.Null(await host.Watch.LookAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Watch_AsManyNewOutcomesAsTheSetting_Trains()
    {
        await using var host = await ModelsHost.StartAsync();
        await host
            .Jobs.Services.GetRequiredService<SettingStore>()
            .WriteAsync(new RetrainOptions { MinNewOutcomes = 4 }, ModelsHost.Admin);
        await host.AddLeadsAsync(won: 30, lost: 60);
        await host.TrainAsync();
        await host.AddLeadsAsync(won: 1, lost: 2);

        var three = await host.Watch.LookAsync(CancellationToken.None);
        await host.AddLeadsAsync(won: 0, lost: 1);
        var four = await host.Watch.LookAsync(CancellationToken.None);

        Assert.Null(three);
        Assert.NotNull(four);
    }

    /// <summary>v1 serves, v2 was kept back by the gate for want of new outcomes.</summary>
    private static async Task TwoVersionsAsync(ModelsHost host)
    {
        await host.AddLeadsAsync(won: 30, lost: 60, open: 4);
        await host.TrainAsync();
        await host.TrainAsync();
    }
}
