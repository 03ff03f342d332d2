using Microsoft.JSInterop;

namespace LeadDashboard.Web.Components.Shared;

/// <summary>Objects of the browser that a component holds for as long as it lives.</summary>
internal static class BrowserObjects
{
    /// <summary>Lets the object go, after a last call; nothing where the browser is gone, or goes meanwhile.</summary>
    /// <param name="held">Null where it was never made.</param>
    /// <param name="method">Of the object: what ends its work.</param>
    public static async ValueTask EndAsync(this IJSObjectReference? held, string method, params object?[] arguments)
    {
        if (held is null)
        {
            return;
        }

        try
        {
            await held.InvokeVoidAsync(method, arguments);
            await held.DisposeAsync();
        }
        catch (Exception failure) when (failure is JSDisconnectedException or OperationCanceledException)
        {
            // The browser is gone, and with it what the object did there.
        }
    }
}
