namespace LeadDashboard.Api.Browser;

/// <summary>
/// Marks what belongs to every page and is no page itself: static files, language and theme switches, the health probe,
/// sign-in and sign-out. Middleware that holds visitors back lets it through. A mark of the endpoint and not its path
/// decides: a download whose address ends like a file is no static file.
/// </summary>
public sealed class FreeEndpoint
{
    internal static FreeEndpoint Mark { get; } = new();

    /// <summary>True for what is marked and for the scripts of the framework, which has no endpoints of ours.</summary>
    internal static bool IsAsked(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<FreeEndpoint>() is not null
        || http.Request.Path.StartsWithSegments("/_framework", StringComparison.Ordinal);
}
