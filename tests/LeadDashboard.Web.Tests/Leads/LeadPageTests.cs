using System.Globalization;
using Bunit;
using LeadDashboard.App.Leads;
using LeadDashboard.App.Outcomes;
using LeadDashboard.App.Rescoring;
using LeadDashboard.App.Settings;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Leads;
using LeadDashboard.Data;
using LeadDashboard.Data.BulkWriting;
using LeadDashboard.Testing;
using LeadDashboard.Web.Features.Leads;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace LeadDashboard.Web.Tests.Leads;

/// <summary>What the page shows and what its keys act on are always the same lead.</summary>
public sealed class LeadPageTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly BunitContext _bunit = new();
    private readonly CampaignsDatabase _database = new();
    private readonly GatedContexts _contexts;

    public LeadPageTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-US");
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-US");
        _contexts = new GatedContexts(_database);
        _bunit.JSInterop.Mode = JSRuntimeMode.Loose;
        _bunit.Services.AddLocalization();
        _bunit.Services.AddMemoryCache();
        _bunit.Services.AddSingleton<IDbContextFactory<LeadContext>>(_contexts);
        _bunit.Services.AddSingleton<TimeProvider>(new CampaignsDatabase.FixedClock());
        _bunit.Services.AddSingleton<SettingStore>();
        _bunit.Services.AddSingleton<BulkWriter>();
        _bunit.Services.AddSingleton<LeadFactsReader>();
        _bunit.Services.AddSingleton<ChampionModel>();
        _bunit.Services.AddSingleton<LeadQueries>();
        _bunit.Services.AddSingleton<OutcomeService>();
        _bunit.Services.AddSingleton<ActivityService>();
        _bunit.AddPages(Role.Admin);
        using var context = _database.CreateDbContext();
        for (var i = 1; i <= 3; i++)
        {
            context.Add(
                new Lead
                {
                    LeadKey = "test:" + i,
                    Name = "Lead number " + i,
                    CreatedUtc = CampaignsDatabase.Now,
                }
            );
        }

        context.SaveChanges();
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _bunit.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task Load_SlowerThanTheNextOne_DoesNotReplaceItAndKeyOneActsOnTheLeadShown()
    {
        var page = Show(1);
        page.WaitForAssertion(() => Assert.Contains("Lead number 1", page.Markup, StringComparison.Ordinal), Patience);

        var gate = _contexts.HoldNext();
        page.Render(parameters => parameters.Add(lead => lead.LeadId, 2));
        await _contexts.Held.WaitAsync(Patience);
        page.Render(parameters => parameters.Add(lead => lead.LeadId, 3));
        page.WaitForAssertion(() => Assert.Contains("Lead number 3", page.Markup, StringComparison.Ordinal), Patience);
        gate.SetResult();
        await page.InvokeAsync(() => Task.CompletedTask);
        await _contexts.Released;
        await page.InvokeAsync(() => Task.CompletedTask);

        Assert.Contains("Lead number 3", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Lead number 2", page.Markup, StringComparison.Ordinal);
        await page.InvokeAsync(() => page.Instance.OnKey("1"));
        Assert.Equal([3], await ClosedAsync());
    }

    [Fact]
    public async Task KeyOne_WhileTheNextLeadIsLoading_ClosesTheLeadThatIsShown()
    {
        var page = Show(1);
        page.WaitForAssertion(() => Assert.Contains("Lead number 1", page.Markup, StringComparison.Ordinal), Patience);
        var gate = _contexts.HoldNext();
        page.Render(parameters => parameters.Add(lead => lead.LeadId, 2));
        await _contexts.Held.WaitAsync(Patience);

        await page.InvokeAsync(() => page.Instance.OnKey("1"));
        gate.SetResult();

        Assert.Equal([1], await ClosedAsync());
    }

    [Fact]
    public async Task KeyTwo_WithAReasonThatIsTooLong_SaysSoKeepsTheTextAndClosesNothing()
    {
        var page = Show(1);
        page.WaitForElement("#reason", Patience);
        var reason = new string('x', OutcomeEntryRules.MaxReasonLength + 1);
        var form = page.FindComponent<OutcomeForm>();
        var field = form.FindComponent<MudAutocomplete<string>>();
        await page.InvokeAsync(() => field.Instance.ValueChanged.InvokeAsync(reason));

        await page.InvokeAsync(() => page.Instance.OnKey("2"));

        Assert.Contains("The reason has more than 500 characters. Shorten it.", form.Markup, StringComparison.Ordinal);
        Assert.Equal(reason, form.Find("#reason").GetAttribute("value"));
        await using var context = _database.CreateDbContext();
        Assert.Empty(await context.Outcomes.ToListAsync());
    }

    [Fact]
    public void Log_NoteWithoutText_SaysWhatIsMissing()
    {
        var page = Show(1);
        page.WaitForElement("#log", Patience);
        page.FindAll(".mud-toggle-item").Single(item => item.TextContent.Trim() == "Note").Click();

        page.Find("#log").Click();

        const string Missing = "A note without text says nothing. Write what happened.";
        page.WaitForAssertion(() => Assert.Contains(Missing, page.Markup, StringComparison.Ordinal), Patience);
        using var context = _database.CreateDbContext();
        Assert.Empty(context.Activities.ToList());
    }

    private IRenderedComponent<LeadPage> Show(int leadId) =>
        _bunit.Render<LeadPage>(parameters => parameters.Add(lead => lead.LeadId, leadId));

    private async Task<List<int>> ClosedAsync()
    {
        await using var context = _database.CreateDbContext();
        return await context.Leads.Where(lead => lead.Status == LeadStatus.Won).Select(lead => lead.Id).ToListAsync();
    }

    /// <summary>Holds one query back until the test lets it go.</summary>
    private sealed class GatedContexts(IDbContextFactory<LeadContext> inner) : IDbContextFactory<LeadContext>
    {
        private readonly TaskCompletionSource _waiting = new();
        private readonly TaskCompletionSource _released = new();
        private TaskCompletionSource? _held;

        /// <summary>Done when a query waits.</summary>
        public Task Held => _waiting.Task;

        public Task Released => _released.Task;

        public TaskCompletionSource HoldNext() => _held = new TaskCompletionSource();

        public LeadContext CreateDbContext() => inner.CreateDbContext();

        public async Task<LeadContext> CreateDbContextAsync(CancellationToken cancellationToken = default)
        {
            if (Interlocked.Exchange(ref _held, null) is { } held)
            {
                _waiting.TrySetResult();
                await held.Task;
                _released.TrySetResult();
            }

            return inner.CreateDbContext();
        }
    }
}
