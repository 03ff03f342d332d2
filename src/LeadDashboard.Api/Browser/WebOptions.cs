using System.Net;

namespace LeadDashboard.Api.Browser;

/// <summary>Section "Web" of the configuration: how browsers reach the program.</summary>
public sealed record WebOptions
{
    /// <summary>
    /// True when browsers come by https only, such as behind a proxy that ends TLS. Own https addresses are noticed
    /// without it.
    /// </summary>
    public bool RequireHttps { get; init; }

    /// <summary>
    /// Addresses or networks of proxies, parted by commas ("10.0.0.5, 192.168.0.0/16"), whose X-Forwarded-For and
    /// X-Forwarded-Proto are believed. Empty = nobody's.
    /// </summary>
    public string TrustedProxies { get; init; } = "";

    /// <summary>
    /// A PFX file that encrypts the keys of cookies at rest; null = they are only kept private (0600).
    /// </summary>
    public string? KeyCertificate { get; init; }

    /// <summary>Password of the PFX file.</summary>
    public string? KeyCertificatePassword { get; init; }

    /// <summary>Posts to sign-in and set-up that one address may make in a minute: 5 to 100000.</summary>
    public int SignInsPerMinute { get; init; } = 120;

    /// <summary>Requests that one API key may make in a minute: 1 to 1000000.</summary>
    public int ApiRequestsPerMinute { get; init; } = 600;

    /// <summary>All faults at once, each naming its key; empty when valid.</summary>
    public IReadOnlyList<string> Validate()
    {
        var faults = new List<string>();
        foreach (var proxy in ProxyTexts().Where(text => !IPNetwork.TryParse(AsNetwork(text), out _)))
        {
            faults.Add($"Web:TrustedProxies has '{proxy}'; expected an address or a network such as 10.0.0.0/8.");
        }

        if (KeyCertificate is { Length: > 0 } && !File.Exists(KeyCertificate))
        {
            faults.Add($"Web:KeyCertificate is '{KeyCertificate}'; there is no such file. Name a PFX file.");
        }

        if (SignInsPerMinute is < 5 or > 100_000)
        {
            faults.Add($"Web:SignInsPerMinute is {SignInsPerMinute}; expected 5 to 100000.");
        }

        if (ApiRequestsPerMinute is < 1 or > 1_000_000)
        {
            faults.Add($"Web:ApiRequestsPerMinute is {ApiRequestsPerMinute}; expected 1 to 1000000.");
        }

        return faults;
    }

    /// <summary>The proxies as networks; one address is a network of one.</summary>
    public IReadOnlyList<IPNetwork> Proxies() => [.. ProxyTexts().Select(text => IPNetwork.Parse(AsNetwork(text)))];

    /// <summary>The options, valid.</summary>
    public static WebOptions Read(IConfiguration configuration)
    {
        var options = configuration.GetSection("Web").Get<WebOptions>() ?? new WebOptions();
        return options.Validate() is [_, ..] faults
            ? throw new InvalidOperationException(
                "The configuration has faults:" + Environment.NewLine + string.Join(Environment.NewLine, faults)
            )
            : options;
    }

    /// <summary>True when the program itself listens on https, or says that only https reaches it.</summary>
    public static bool UsesHttps(IConfiguration configuration)
    {
        if (Read(configuration).RequireHttps)
        {
            return true;
        }

        string?[] ports = [configuration["https_ports"], configuration["https_port"], configuration["HTTPS_PORTS"]];
        return ports.Any(port => !string.IsNullOrEmpty(port))
            || HasHttps(configuration["urls"])
            || configuration.GetSection("Kestrel:Endpoints").GetChildren().Any(endpoint => HasHttps(endpoint["Url"]));
    }

    private static bool HasHttps(string? urls) =>
        urls?.Contains("https://", StringComparison.OrdinalIgnoreCase) == true;

    private string[] ProxyTexts() =>
        TrustedProxies.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string AsNetwork(string text) =>
        text.Contains('/', StringComparison.Ordinal) ? text
        : text.Contains(':', StringComparison.Ordinal) ? text + "/128"
        : text + "/32";
}
