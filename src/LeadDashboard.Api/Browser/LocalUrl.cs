namespace LeadDashboard.Api.Browser;

/// <summary>A return address that stays on this site.</summary>
internal static class LocalUrl
{
    public static string Of(string? url) =>
        url is ['/'] || (url is ['/', not ('/' or '\\'), ..] && !url.Contains('\\', StringComparison.Ordinal))
            ? url
            : "/";
}
