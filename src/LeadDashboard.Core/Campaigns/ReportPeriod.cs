using LeadDashboard.Core.Calendar;

namespace LeadDashboard.Core.Campaigns;

/// <summary>
/// The days of a report: FromDay &lt;= day &lt; EndDay; null = open end. Spend is of a day; a lead belongs to the day
/// of the company's zone in which it arrived.
/// </summary>
/// <param name="Key">Short stable name for the URL: "all", "quarter", "last-quarter", "year", "12-months".</param>
public sealed record ReportPeriod(string Key, DateOnly? FromDay, DateOnly? EndDay)
{
    public static ReportPeriod All { get; } = new("all", null, null);

    public static IReadOnlyList<string> Keys { get; } = ["all", "quarter", "last-quarter", "year", "12-months"];

    /// <summary>An unknown key means everything: an old bookmark still opens.</summary>
    /// <param name="key">One of <see cref="Keys"/>.</param>
    /// <param name="today">Of the company.</param>
    public static ReportPeriod Resolve(string? key, DateOnly today)
    {
        var month = MonthOf(today);
        var quarter = month.AddMonths(-((month.Month - 1) % 3));
        return key switch
        {
            "quarter" => new(key, quarter, quarter.AddMonths(3)),
            "last-quarter" => new(key, quarter.AddMonths(-3), quarter),
            "year" => new(key, new DateOnly(today.Year, 1, 1), new DateOnly(today.Year + 1, 1, 1)),
            "12-months" => new(key, month.AddMonths(-11), month.AddMonths(1)),
            _ => All,
        };
    }

    /// <summary>Without ends: what has no day is in it, too.</summary>
    public bool IsAll => FromDay is null && EndDay is null;

    /// <summary>The first day of the month.</summary>
    public static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);

    public bool Contains(DateOnly day) => (FromDay is null || day >= FromDay) && (EndDay is null || day < EndDay);

    /// <summary>The first instant of the period; null = open end.</summary>
    public DateTime? FromUtc(ZoneDays zone) => FromDay is { } day ? zone.StartUtc(day) : null;

    /// <summary>The first instant after the period; null = open end.</summary>
    public DateTime? EndUtc(ZoneDays zone) => EndDay is { } day ? zone.StartUtc(day) : null;
}
