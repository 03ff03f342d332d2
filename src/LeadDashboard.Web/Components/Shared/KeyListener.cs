using Microsoft.JSInterop;

namespace LeadDashboard.Web.Components.Shared;

/// <summary>
/// Keys pressed outside of input fields, told to a page's `[JSInvokable] OnKey(string)` for as long as the page lives.
/// </summary>
internal sealed class KeyListener : IAsyncDisposable
{
    private readonly IDisposable _page;
    private readonly IJSObjectReference _listener;

    private KeyListener(IDisposable page, IJSObjectReference listener) =>
        (this._page, this._listener) = (page, listener);

    /// <param name="js">Of the page's circuit.</param>
    /// <param name="page">Has the method; not before its first render.</param>
    public static async Task<KeyListener> StartAsync<TPage>(IJSRuntime js, TPage page)
        where TPage : class
    {
        var self = DotNetObjectReference.Create(page);
        return new KeyListener(self, await js.InvokeAsync<IJSObjectReference>("leads.keys", self));
    }

    public ValueTask DisposeAsync()
    {
        _page.Dispose();
        return _listener.EndAsync("dispose");
    }
}
