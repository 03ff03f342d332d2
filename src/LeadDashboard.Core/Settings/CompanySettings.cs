namespace LeadDashboard.Core.Settings;

/// <summary>Who uses the program, and in which money it counts.</summary>
public sealed record CompanySettings
{
    /// <summary>1..80 characters.</summary>
    public string Name { get; init; } = "My company";

    /// <summary>ISO 4217 code of all amounts.</summary>
    public string Currency { get; init; } = "EUR";

    /// <summary>What the screens offer.</summary>
    public static IReadOnlyList<string> Currencies { get; } =
    ["EUR", "USD", "GBP", "CHF", "CNY", "JPY", "SEK", "PLN", "INR", "BRL"];
}
