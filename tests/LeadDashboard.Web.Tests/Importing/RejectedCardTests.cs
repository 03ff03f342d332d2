using System.Globalization;
using Bunit;
using LeadDashboard.App.Importing;
using LeadDashboard.App.Jobs;
using LeadDashboard.Core.Access;
using LeadDashboard.Testing;
using LeadDashboard.Web.Features.Importing;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;

namespace LeadDashboard.Web.Tests.Importing;

/// <summary>A row that was set aside as no data comes in by a click; one that is broken does not.</summary>
public sealed class RejectedCardTests : IAsyncLifetime
{
    private readonly TestApp _app = new();
    private readonly BunitContext _bunit = new();

    public RejectedCardTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-US");
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-US");
        _bunit.JSInterop.Mode = JSRuntimeMode.Loose;
        _bunit.Services.AddLocalization();
        _bunit.Services.AddMudServices(kit => kit.PopoverOptions.CheckForPopoverProvider = false);
        _bunit.Services.AddSingleton(_app.Get<ImportService>());
        _bunit.Services.AddSingleton(_app.Get<JobBoard>());
        _bunit.Services.AddSingleton(_app.Get<JobQueries>());
        _bunit.Services.AddSingleton(TimeProvider.System);
        _bunit.AddPages(Role.Admin);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _bunit.DisposeAsync();
        _app.Dispose();
    }

    [Fact]
    public async Task ImportAnyway_OneRow_BringsItIn()
    {
        var batch = await _app.ImportAsync(
            "Name,City,Deal Value\nAnn,Ulm,100\nBob,Ulm,200\nToo,many,cells,3\nTotal,,300\n"
        );
        var rows = await _app.Get<ImportQueries>().RejectedAsync(Actor.System, batch.Id, 9);
        var card = _bunit.Render<RejectedCard>(parameters =>
            parameters
                .Add(p => p.Batch, batch)
                .Add(p => p.Rows, rows)
                .Add(p => p.Header, ["Name", "City", "Deal Value"])
                .Add(p => p.Count, rows.Count)
        );

        Assert.Equal(["5"], card.FindAll("[data-anyway]").Select(button => button.GetAttribute("data-anyway")));
        await card.Find("[data-anyway='5']").ClickAsync(new());
        await _app.RunDataJobsAsync();

        var after = (await _app.Get<ImportQueries>().FindAsync(Actor.System, batch.Id))!;
        Assert.Equal((3, 1), (after.ImportedCount, after.RejectedCount));
    }
}
