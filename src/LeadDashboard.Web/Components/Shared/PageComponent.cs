using System.Globalization;
using LeadDashboard.App.Events;
using LeadDashboard.App.Jobs;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Events;
using LeadDashboard.Web.Access;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace LeadDashboard.Web.Components.Shared;

/// <summary>
/// What pages and the parts of pages have in common: who acts, a token that ends when the page is left, keys, and the
/// disposal of all of it.
/// </summary>
public abstract class PageComponent : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private readonly List<IDisposable> _kept = [];

    // Events and jobs call from threads without a language: the page's goes along.
    private readonly (CultureInfo Numbers, CultureInfo Words) _culture = (
        CultureInfo.CurrentCulture,
        CultureInfo.CurrentUICulture
    );
    private KeyListener? _keys;

    [Inject]
    protected ActorProvider Actors { get; set; } = null!;

    [Inject]
    protected IJSRuntime Js { get; set; } = null!;

    [Inject]
    protected NavigationManager Nav { get; set; } = null!;

    /// <summary>Ends when the page is left: a query for nobody is stopped.</summary>
    protected CancellationToken Token { get; }

    protected bool IsLeft => _leaving.IsCancellationRequested;

    protected PageComponent() => Token = _leaving.Token;

    /// <summary>Disposes of it together with the page.</summary>
    protected void Keep(IDisposable subscription) => _kept.Add(subscription);

    /// <summary>
    /// Keys pressed outside of input fields call the page's <c>[JSInvokable] OnKey(string)</c>. To be called after the
    /// first render.
    /// </summary>
    protected async Task ListenToKeysAsync<TPage>(TPage page)
        where TPage : PageComponent => _keys = await KeyListener.StartAsync(Js, page);

    /// <summary>Runs the work in the page's turn and language, from any thread; nothing once it is left.</summary>
    protected Task RunAsync(Func<Task> work) =>
        InvokeAsync(async () =>
        {
            if (IsLeft)
            {
                return;
            }

            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = _culture;
            try
            {
                await work();
            }
            catch (OperationCanceledException) when (IsLeft)
            {
                // The page was left meanwhile: nobody waits for what it asked.
            }
            catch (ObjectDisposedException) when (IsLeft)
            {
                // As above: what it used went with the page.
            }
            catch (Exception failure)
            {
                // Nobody awaits what an event or a job calls: the page's error boundary hears of it.
                await DispatchExceptionAsync(failure);
            }
        });

    public async ValueTask DisposeAsync()
    {
        await DisposeAsyncCore();
        GC.SuppressFinalize(this);
    }

    /// <summary>What a page ends beside what it kept; it calls the base.</summary>
    protected virtual async ValueTask DisposeAsyncCore()
    {
        if (IsLeft)
        {
            return;
        }

        await _leaving.CancelAsync();
        foreach (var subscription in _kept)
        {
            subscription.Dispose();
        }

        if (_keys is not null)
        {
            await _keys.DisposeAsync();
        }

        _leaving.Dispose();
    }
}

/// <summary>
/// A page that shows one immutable reading of the data. It is read once, also where the page is prerendered first, read
/// again when <see cref="Subject"/> changes or something happens that concerns it, and set at once: of two readings
/// under way the newer one is shown, whichever ends last.
/// </summary>
/// <typeparam name="TData">A record with everything that the page asks for.</typeparam>
public abstract class PageComponent<TData> : PageComponent
    where TData : class
{
    private CancellationTokenSource? _reading;
    private object? _subject;
    private object? _shownSubject;
    private bool _hasBegun;
    private bool _isFollowing;
    private bool _isOutdated;

    /// <summary>Of the reading that was made for the prerendered page.</summary>
    [PersistentState(RestoreBehavior = RestoreBehavior.SkipLastSnapshot)]
    public string? Ticket { get; set; }

    [Inject]
    private PrerenderedState Prerendered { get; set; } = null!;

    [Inject]
    protected EventHub Events { get; set; } = null!;

    [Inject]
    private JobBoard Board { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    /// <summary>Null until the first reading is there.</summary>
    protected TData? Data { get; private set; }

    /// <summary>What the page is about: its parameters. Another subject is read anew.</summary>
    protected virtual object? Subject => null;

    /// <summary>Between two readings because of events; an import writes many.</summary>
    protected virtual TimeSpan Pause => TimeSpan.FromSeconds(2);

    /// <summary>True when what happened may change what the page shows.</summary>
    protected virtual bool Concerns(OutboxEvent entry) => false;

    /// <summary>True when a job that began, went on or ended may change what the page shows.</summary>
    protected virtual bool Concerns(JobSnapshot job) => false;

    /// <summary>
    /// Reads everything the page shows. On a thread of its own, so it changes nothing of the page.
    /// </summary>
    protected abstract Task<TData> ReadAsync(Actor actor, CancellationToken token);

    /// <summary>Called before a new reading is drawn.</summary>
    /// <param name="isNewSubject">False when the same was read again.</param>
    protected virtual void Show(TData data, bool isNewSubject) { }

    protected override async Task OnParametersSetAsync()
    {
        var subject = Subject;
        if (_hasBegun && Equals(subject, _subject))
        {
            return;
        }

        var isFirst = !_hasBegun;
        (_hasBegun, _subject) = (true, subject);
        var actor = await Actors.GetAsync();
        if (isFirst && Prerendered.Take<TData>(Ticket, actor.UserId) is { } kept)
        {
            Set(kept);
            return;
        }

        await ReadAgainAsync();
        if (isFirst && !RendererInfo.IsInteractive && Data is { } read)
        {
            Ticket = Prerendered.Keep(actor.UserId, read);
        }
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            Keep(Events.Subscribe(null, entry => Follow(Concerns(entry))));
            Keep(Board.SubscribeAll(job => Follow(Concerns(job))));
        }
    }

    protected override ValueTask DisposeAsyncCore()
    {
        EndReading();
        return base.DisposeAsyncCore();
    }

    /// <summary>Reads now; a reading under way is given up. Also after something that this page did.</summary>
    protected async Task ReadAgainAsync()
    {
        EndReading();
        var reading = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var token = reading.Token;
        _reading = reading;
        try
        {
            var actor = await Actors.GetAsync();

            // SQLite answers on the thread that asks, and a file is read there too: not the circuit's, which meanwhile
            // draws the page as loading and hears what is clicked.
            var data = RendererInfo.IsInteractive
                ? await Task.Run(() => ReadAsync(actor, token), token)
                : await ReadAsync(actor, token);
            if (ReferenceEquals(reading, _reading))
            {
                Set(data);
            }
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // A newer reading shows its own, or the page is left.
        }
        catch (ObjectDisposedException) when (token.IsCancellationRequested)
        {
            // As above: what it used went with the page.
        }
    }

    private void Set(TData data)
    {
        var isNewSubject = Data is null || !Equals(_subject, _shownSubject);
        (Data, _shownSubject) = (data, _subject);
        Show(data, isNewSubject);
    }

    private void EndReading()
    {
        _reading?.Cancel();
        _reading?.Dispose();
        _reading = null;
    }

    private void Follow(bool isConcerned)
    {
        if (isConcerned)
        {
            _ = RunAsync(FollowAsync);
        }
    }

    /// <summary>Reads again until nothing has happened during the last reading and the pause behind it.</summary>
    private async Task FollowAsync()
    {
        _isOutdated = true;
        if (_isFollowing)
        {
            return;
        }

        _isFollowing = true;
        try
        {
            while (_isOutdated)
            {
                _isOutdated = false;
                await ReadAgainAsync();
                StateHasChanged();
                await Task.Delay(Pause, Time, Token);
            }
        }
        finally
        {
            _isFollowing = false;
        }
    }
}
