using System.Globalization;
using Bunit;
using LeadDashboard.App.Events;
using LeadDashboard.App.Jobs;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Events;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Testing;
using LeadDashboard.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace LeadDashboard.Web.Tests;

/// <summary>How a page reads: once for both renderings, newest first, and again when something happens.</summary>
public sealed class PageComponentTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly BunitContext _bunit = new();
    private readonly Source _source = new();
    private readonly FakeTimeProvider _time = TestTime.New();

    public PageComponentTests()
    {
        _bunit.JSInterop.Mode = JSRuntimeMode.Loose;
        _bunit.Services.AddSingleton(_source);
        _bunit.Services.AddSingleton<TimeProvider>(_time);
    }

    public void Dispose() => _bunit.Dispose();

    [Fact]
    public void Prerendered_TakenOverByTheCircuit_IsReadOnce()
    {
        _bunit.AddPages(Role.SalesRep, isInteractive: false);
        var first = _bunit.Render<CountingPage>();
        first.WaitForAssertion(() => Assert.Equal("7 read 1", first.Markup), Patience);

        _bunit.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        _source.Ticket = first.Instance.Ticket;
        var second = _bunit.Render<CountingPage>();

        second.WaitForAssertion(() => Assert.Equal("7 read 1", second.Markup), Patience);
        Assert.Equal(1, _source.Reads);
    }

    [Fact]
    public void Prerendered_TicketUsedTwice_IsReadAgain()
    {
        _bunit.AddPages(Role.SalesRep, isInteractive: false);
        var first = _bunit.Render<CountingPage>();
        first.WaitForAssertion(() => Assert.NotNull(first.Instance.Ticket), Patience);
        _source.Ticket = first.Instance.Ticket;

        _bunit.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        _bunit.Render<CountingPage>();
        var second = _bunit.Render<CountingPage>();

        second.WaitForAssertion(() => Assert.Equal("7 read 2", second.Markup), Patience);
    }

    [Fact]
    public void Take_TicketOfSomebodyElse_GivesNothing()
    {
        using var state = new PrerenderedState();
        var ticket = state.Keep("ada", "what Ada read");

        Assert.Null(state.Take<string>(ticket, "eve"));
    }

    [Fact]
    public async Task Read_SubjectChangedWhileReading_ShowsTheNewerWhicheverEndsLast()
    {
        _bunit.AddPages(Role.SalesRep);
        _source.Hold(8);
        var page = _bunit.Render<CountingPage>(p => p.Add(c => c.Id, 7));
        page.WaitForAssertion(() => Assert.Equal("7 read 1", page.Markup), Patience);

        page.Render(p => p.Add(c => c.Id, 8));
        await _source.Held.WaitAsync(Patience);
        page.Render(p => p.Add(c => c.Id, 9));
        page.WaitForAssertion(() => Assert.StartsWith("9 read", page.Markup, StringComparison.Ordinal), Patience);
        _source.Release();
        page.Render();

        Assert.StartsWith("9 read", page.Markup, StringComparison.Ordinal);
        Assert.Equal([7, 9], page.Instance.NewSubjects);
    }

    [Fact]
    public async Task Read_ThatBlocksItsThread_LeavesTheCircuitFree()
    {
        _bunit.AddPages(Role.SalesRep);
        using var gate = new ManualResetEventSlim();
        _source.Block(gate);

        var page = _bunit.Render<CountingPage>();
        await page.InvokeAsync(() => Task.CompletedTask);
        Assert.Equal("", page.Markup);
        gate.Set();

        page.WaitForAssertion(() => Assert.Equal("7 read 1", page.Markup), Patience);
    }

    [Fact]
    public async Task Event_ThatConcernsThePage_ReadsAgainAndOnceForMany()
    {
        _bunit.AddPages(Role.SalesRep);
        var page = _bunit.Render<CountingPage>();
        page.WaitForAssertion(() => Assert.Equal("7 read 1", page.Markup), Patience);

        Raise(EventKinds.SettingsChanged);
        Raise(EventKinds.LeadsImported);
        page.WaitForAssertion(() => Assert.Equal("7 read 2", page.Markup), Patience);
        Raise(EventKinds.LeadsImported);
        Raise(EventKinds.LeadsImported);
        await page.InvokeAsync(() => Task.CompletedTask);
        Assert.Equal(2, _source.Reads);
        _time.Advance(TimeSpan.FromSeconds(2));

        page.WaitForAssertion(() => Assert.Equal("7 read 3", page.Markup), Patience);
        Assert.Equal([7], page.Instance.NewSubjects);
    }

    [Fact]
    public void Job_ThatConcernsThePage_ReadsAgain()
    {
        _bunit.AddPages(Role.SalesRep);
        var page = _bunit.Render<CountingPage>();
        page.WaitForAssertion(() => Assert.Equal("7 read 1", page.Markup), Patience);

        var job = new Job
        {
            Id = 3,
            Kind = "Counted",
            Status = JobStatus.Done,
        };
        _bunit.Services.GetRequiredService<JobBoard>().Publish(JobSnapshot.From(job));

        page.WaitForAssertion(() => Assert.Equal("7 read 2", page.Markup), Patience);
    }

    [Fact]
    public void Event_RaisedByAThreadOfAnotherLanguage_DrawsInThePagesOwn()
    {
        _bunit.AddPages(Role.SalesRep);
        var (numbers, words) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
            var page = _bunit.Render<CountingPage>();
            page.WaitForAssertion(() => Assert.Equal("7 read 1", page.Markup), Patience);
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

            Raise(EventKinds.LeadsImported);

            page.WaitForAssertion(() => Assert.Equal("7 read 2", page.Markup), Patience);
            Assert.Equal("zh-CN", page.Instance.DrawnIn);
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (numbers, words);
        }
    }

    [Fact]
    public async Task Dispose_WhileReading_StopsTheQueryAndListensNoMore()
    {
        _bunit.AddPages(Role.SalesRep);
        _source.Hold(7);
        var page = _bunit.Render<CountingPage>();
        await _source.Held.WaitAsync(Patience);
        var token = _source.LastToken;

        await page.InvokeAsync(() => page.Instance.DisposeAsync().AsTask());
        _source.Release();
        Raise(EventKinds.LeadsImported);
        await page.InvokeAsync(() => Task.CompletedTask);

        Assert.True(token.IsCancellationRequested);
        Assert.Equal(1, _source.Reads);
    }

    private void Raise(string kind) =>
        _bunit.Services.GetRequiredService<EventHub>().Raise(new OutboxEvent { Kind = kind });

    private sealed class Source
    {
        private readonly TaskCompletionSource _waiting = new();
        private readonly TaskCompletionSource _released = new();
        private ManualResetEventSlim? _gate;
        private int _held;

        /// <summary>Done when the reading that is held waits.</summary>
        public Task Held => _waiting.Task;

        /// <summary>What the browser brings along.</summary>
        public string? Ticket { get; set; }

        public int Reads { get; private set; }

        public CancellationToken LastToken { get; private set; }

        public void Hold(int id) => _held = id;

        /// <summary>The reading keeps its thread, as SQLite does.</summary>
        public void Block(ManualResetEventSlim gate) => _gate = gate;

        public void Release() => _released.SetResult();

        public async Task<string> ReadAsync(int id, CancellationToken token)
        {
            LastToken = token;
            _gate?.Wait(Patience, token);
            var text = string.Create(CultureInfo.InvariantCulture, $"{id} read {++Reads}");
            if (id == _held)
            {
                _waiting.SetResult();
                await _released.Task;
            }

            return text;
        }
    }

    private sealed class CountingPage : PageComponent<string>
    {
        [Parameter]
        public int Id { get; set; } = 7;

        [Inject]
        private Source Source { get; set; } = null!;

        public List<int> NewSubjects { get; } = [];

        public string? DrawnIn { get; private set; }

        protected override void OnInitialized() => Ticket = Source.Ticket;

        protected override object Subject => Id;

        protected override bool Concerns(OutboxEvent entry) => entry.Kind == EventKinds.LeadsImported;

        protected override bool Concerns(JobSnapshot job) => job.Kind == "Counted";

        protected override Task<string> ReadAsync(Actor actor, CancellationToken token) => Source.ReadAsync(Id, token);

        protected override void Show(string data, bool isNewSubject)
        {
            if (isNewSubject)
            {
                NewSubjects.Add(Id);
            }
        }

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            DrawnIn = CultureInfo.CurrentUICulture.Name;
            builder.AddContent(0, Data);
        }
    }
}
