using System.Text.Json.Serialization;
using LeadDashboard.Core.Calendar;

namespace LeadDashboard.Core.Settings;

/// <summary>Who uses the program, in which money it counts, and where its days begin.</summary>
public sealed record CompanySettings
{
    /// <summary>1..80 characters.</summary>
    public string Name { get; init; } = "My company";

    /// <summary>ISO 4217 code of all amounts.</summary>
    public string Currency { get; init; } = "EUR";

    /// <summary>
    /// Name in the IANA database: the days of reports, filters, files and exports are days of this zone.
    /// </summary>
    public string TimeZone { get; init; } = ZoneDays.Utc.Id;

    /// <summary>Days of <see cref="TimeZone"/>; of UTC where the machine does not know it.</summary>
    [JsonIgnore]
    public ZoneDays Days => ZoneDays.FindOrUtc(TimeZone);

    /// <summary>What the screens offer.</summary>
    public static IReadOnlyList<string> Currencies { get; } =
    [
        "EUR", "USD", "GBP", "CHF", "CNY", "JPY", "SEK", "PLN", "INR", "BRL", "AED", "AUD", "CAD", "CZK", "DKK", "HKD",
        "HUF", "KRW", "MXN", "NOK", "NZD", "SGD", "TRY", "TWD", "ZAR",
    ];
}
