namespace LeadDashboard.Api.Browser;

/// <summary>A return address that stays on this site.</summary>
internal static class LocalUrl
{
    private const int MaxLength = 2000;
    private static readonly Uri Site = new("http://site.invalid");

    /// <summary>
    /// The address with everything escaped that a header cannot carry, or "/" when it leads to another site or has
    /// control characters: those would end the header or fail the answer.
    /// </summary>
    public static string Clean(string? url)
    {
        if (
            url is null or { Length: > MaxLength } or not ['/', ..]
            || url is ['/', '/' or '\\', ..]
            || url.Contains('\\', StringComparison.Ordinal)
            || url.Any(char.IsControl)
        )
        {
            return "/";
        }

        // Checked again: "/.//other.example" becomes "//other.example" when its dots are resolved.
        return
            Uri.TryCreate(Site, url, out var whole)
            && whole.Host == Site.Host
            && !whole.PathAndQuery.StartsWith("//", StringComparison.Ordinal)
            ? whole.PathAndQuery + whole.Fragment
            : "/";
    }
}
