using System.Globalization;
using System.Security.Claims;
using Bunit;
using LeadDashboard.App.Importing;
using LeadDashboard.App.Importing.Trial;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Importing;
using LeadDashboard.Testing;
using LeadDashboard.Web.Access;
using LeadDashboard.Web.Features.Importing;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor.Services;

namespace LeadDashboard.Web.Tests.Importing;

/// <summary>The dry run begins anew with each change of the columns; the newest one counts.</summary>
public sealed class TrialCardTests : IAsyncLifetime
{
    private const string Leads = "Lead Id,Name,Email\nL1,Ann,ann@example.com\nL2,Bob,bob@example.com\n";
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TestApp _app = new();
    private readonly BunitContext _bunit = new();
    private readonly AskedTime _time = new();
    private readonly HeldState _state = new();

    public TrialCardTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-US");
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-US");
        _bunit.JSInterop.Mode = JSRuntimeMode.Loose;
        _bunit.Services.AddLocalization();
        _bunit.Services.AddMudServices();
        _bunit.Services.AddSingleton<TimeProvider>(_time);
        _bunit.Services.AddSingleton(_app.Get<ImportTrial>());
        _bunit.Services.AddSingleton(new ActorProvider(_state));
        _bunit.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _bunit.DisposeAsync();
        _app.Dispose();
    }

    [Fact]
    public async Task Map_ChangedBeforeTheRunHasBegun_OnlyTheNewerRunIsShown()
    {
        var staged = await StagedAsync();
        var card = Show(staged, staged.Batch);
        card.Render(parameters => parameters.Add(p => p.Map, staged.Map with { }));

        await card.InvokeAsync(() => _state.Release());
        await _time.Asked.WaitAsync(Patience);
        _time.Advance(Delay);

        card.WaitForAssertion(
            () =>
                Assert.StartsWith(
                    "Of 2 rows: 2 new",
                    card.Find("#trial-words").TextContent.Trim(),
                    StringComparison.Ordinal
                ),
            Patience
        );
        card.WaitForAssertion(() => Assert.False(card.Find("#run-trial").HasAttribute("disabled")), Patience);
        Assert.False(_bunit.Renderer.UnhandledException.IsCompleted);
    }

    [Fact]
    public async Task Map_ChangedWhileALargeFileIsChecked_TheFileCanBeCheckedAgain()
    {
        var staged = await StagedAsync();
        _state.Release();
        staged.Batch.SizeBytes = 9 * 1024 * 1024;
        var card = Show(staged, staged.Batch);
        await card.InvokeAsync(() => card.Find("#run-trial").Click());
        Assert.True(card.Find("#run-trial").HasAttribute("disabled"));

        card.Render(parameters => parameters.Add(p => p.Map, staged.Map with { }));

        card.WaitForAssertion(() => Assert.False(card.Find("#run-trial").HasAttribute("disabled")), Patience);
        Assert.False(_bunit.Renderer.UnhandledException.IsCompleted);
    }

    private IRenderedComponent<TrialCard> Show(StagedFile staged, ImportBatch batch) =>
        _bunit.Render<TrialCard>(parameters =>
            parameters.Add(p => p.Batch, batch).Add(p => p.FileFormat, staged.Format).Add(p => p.Map, staged.Map)
        );

    private async Task<StagedFile> StagedAsync()
    {
        var batch = await _app.StageAsync(Leads);
        var opened = await _app.Get<ImportService>().OpenAsync(batch.Value!.Id, null, ImportSteps.Admin);
        Assert.True(opened.IsOk);
        return opened.Value;
    }

    /// <summary>Tells when a wait has begun, so that the clock is not moved before.</summary>
    private sealed class AskedTime : FakeTimeProvider
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => _asked.Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            _asked.TrySetResult();
            return timer;
        }
    }

    /// <summary>Says who is signed in when the test lets it.</summary>
    private sealed class HeldState : AuthenticationStateProvider
    {
        private readonly TaskCompletionSource<AuthenticationState> _answer = new();

        public override Task<AuthenticationState> GetAuthenticationStateAsync() => _answer.Task;

        public void Release() =>
            _answer.SetResult(
                new AuthenticationState(
                    new ClaimsPrincipal(
                        new ClaimsIdentity(
                            [
                                new Claim(ClaimTypes.NameIdentifier, "a"),
                                new Claim(ClaimTypes.Name, "Ada"),
                                new Claim(ClaimTypes.Role, nameof(Role.Admin)),
                            ],
                            "test"
                        )
                    )
                )
            );
    }
}
