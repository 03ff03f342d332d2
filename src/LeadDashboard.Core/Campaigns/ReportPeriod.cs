namespace LeadDashboard.Core.Campaigns;

/// <summary>The span of a report: FromUtc &lt;= instant &lt; ToUtc; null = open end.</summary>
/// <param name="Key">Short stable name for the URL: "all", "quarter", "last-quarter", "year", "12-months".</param>
public sealed record ReportPeriod(string Key, DateTime? FromUtc, DateTime? ToUtc)
{
    public static ReportPeriod All { get; } = new("all", null, null);

    public static IReadOnlyList<string> Keys { get; } = ["all", "quarter", "last-quarter", "year", "12-months"];

    /// <summary>An unknown key means everything: an old bookmark still opens.</summary>
    public static ReportPeriod Resolve(string? key, DateTime nowUtc)
    {
        var month = new DateTime(nowUtc.Year, nowUtc.Month, 1, 0, 0, 0, DateTimeKind.Utc);
        var quarter = month.AddMonths(-((month.Month - 1) % 3));
        return key switch
        {
            "quarter" => new(key, quarter, quarter.AddMonths(3)),
            "last-quarter" => new(key, quarter.AddMonths(-3), quarter),
            "year" => new(
                key,
                new DateTime(nowUtc.Year, 1, 1, 0, 0, 0, DateTimeKind.Utc),
                new DateTime(nowUtc.Year + 1, 1, 1, 0, 0, 0, DateTimeKind.Utc)
            ),
            "12-months" => new(key, month.AddMonths(-11), month.AddMonths(1)),
            _ => All,
        };
    }

    public bool Contains(DateTime utc) => (FromUtc is null || utc >= FromUtc) && (ToUtc is null || utc < ToUtc);
}
