using System.Security.Cryptography;

namespace LeadDashboard.Web.Hosting;

/// <summary>
/// The headers that tell a browser what pages of this site may do. Scripts run from this site's files only; the one
/// script inside a page, the import map, carries a nonce that is new for each answer.
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    private static readonly object NonceKey = new();

    /// <summary>The nonce of this answer, for the import map of <c>App.razor</c>.</summary>
    public static string NonceOf(HttpContext? http) => http?.Items[NonceKey] as string ?? "";

    public Task InvokeAsync(HttpContext http)
    {
        // An error page is another run through the pipeline for the same answer: its nonce stays.
        var nonce = NonceOf(http) is { Length: > 0 } known
            ? known
            : Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        http.Items[NonceKey] = nonce;
        http.Response.OnStarting(() =>
        {
            Set(http.Response.Headers, nonce);
            return Task.CompletedTask;
        });
        return next(http);
    }

    /// <summary>
    /// Styles inside elements stay allowed: Radzen and Virtualize write them. Scripts inside elements do not.
    /// </summary>
    private static void Set(IHeaderDictionary headers, string nonce)
    {
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers.ContentSecurityPolicy =
            "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
            + $"script-src 'self' 'nonce-{nonce}'; font-src 'self' data:; connect-src 'self'; object-src 'none'; "
            + "frame-ancestors 'none'; base-uri 'self'; form-action 'self'";
    }
}
