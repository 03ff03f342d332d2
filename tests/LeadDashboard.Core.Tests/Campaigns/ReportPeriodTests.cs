using System.Globalization;
using LeadDashboard.Core.Campaigns;

namespace LeadDashboard.Core.Tests.Campaigns;

public class ReportPeriodTests
{
    private static readonly DateTime Now = new(2026, 11, 22, 9, 30, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("quarter", "2026-10-01", "2027-01-01")]
    [InlineData("last-quarter", "2026-07-01", "2026-10-01")]
    [InlineData("year", "2026-01-01", "2027-01-01")]
    [InlineData("12-months", "2025-12-01", "2026-12-01")]
    public void Resolve_KnownKey_StartsAndEndsAtMidnight(string key, string from, string to)
    {
        var period = ReportPeriod.Resolve(key, Now);

        Assert.Equal(
            (DateTime.Parse(from, CultureInfo.InvariantCulture), DateTime.Parse(to, CultureInfo.InvariantCulture)),
            (period.FromUtc!.Value, period.ToUtc!.Value)
        );
        Assert.True(period.Contains(period.FromUtc.Value));
        Assert.False(period.Contains(period.ToUtc.Value));
    }

    [Fact]
    public void Resolve_January_LastQuarterIsInTheYearBefore() =>
        Assert.Equal(
            new DateTime(2025, 10, 1, 0, 0, 0, DateTimeKind.Utc),
            ReportPeriod.Resolve("last-quarter", new DateTime(2026, 1, 31, 0, 0, 0, DateTimeKind.Utc)).FromUtc
        );

    [Theory]
    [InlineData(null)]
    [InlineData("all")]
    [InlineData("something else")]
    public void Resolve_UnknownKey_IsEverything(string? key) =>
        Assert.True(ReportPeriod.Resolve(key, Now) == ReportPeriod.All && ReportPeriod.All.Contains(DateTime.MinValue));
}
