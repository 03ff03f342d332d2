using System.Globalization;
using LeadDashboard.Core.Calendar;
using LeadDashboard.Core.Campaigns;

namespace LeadDashboard.Core.Tests.Campaigns;

public class ReportPeriodTests
{
    private static readonly DateOnly Today = new(2026, 11, 22);

    [Theory]
    [InlineData("quarter", "2026-10-01", "2027-01-01")]
    [InlineData("last-quarter", "2026-07-01", "2026-10-01")]
    [InlineData("year", "2026-01-01", "2027-01-01")]
    [InlineData("12-months", "2025-12-01", "2026-12-01")]
    public void Resolve_KnownKey_StartsAndEndsWithADay(string key, string from, string to)
    {
        var period = ReportPeriod.Resolve(key, Today);

        Assert.Equal(
            (DateOnly.Parse(from, CultureInfo.InvariantCulture), DateOnly.Parse(to, CultureInfo.InvariantCulture)),
            (period.FromDay!.Value, period.EndDay!.Value)
        );
        Assert.True(period.Contains(period.FromDay.Value));
        Assert.False(period.Contains(period.EndDay.Value));
    }

    [Fact]
    public void Resolve_January_LastQuarterIsInTheYearBefore() =>
        Assert.Equal(
            new DateOnly(2025, 10, 1),
            ReportPeriod.Resolve("last-quarter", new DateOnly(2026, 1, 31)).FromDay
        );

    [Theory]
    [InlineData(null)]
    [InlineData("all")]
    [InlineData("something else")]
    public void Resolve_UnknownKey_IsEverything(string? key) =>
        Assert.True(
            ReportPeriod.Resolve(key, Today) == ReportPeriod.All && ReportPeriod.All.Contains(DateOnly.MinValue)
        );

    /// <summary>October begins in summer time and ends in winter time: the offset is that of each end.</summary>
    [Theory]
    [InlineData("UTC", "2026-10-01T00:00:00Z", "2027-01-01T00:00:00Z")]
    [InlineData("Asia/Kolkata", "2026-09-30T18:30:00Z", "2026-12-31T18:30:00Z")]
    [InlineData("America/New_York", "2026-10-01T04:00:00Z", "2027-01-01T05:00:00Z")]
    [InlineData("Pacific/Auckland", "2026-09-30T11:00:00Z", "2026-12-31T11:00:00Z")]
    public void FromUtc_AZone_IsTheFirstInstantOfTheDayThere(string zone, string from, string end)
    {
        var days = ZoneDays.Find(zone)!;
        var period = ReportPeriod.Resolve("quarter", Today);

        Assert.Equal(DateTimeOffset.Parse(from, CultureInfo.InvariantCulture).UtcDateTime, period.FromUtc(days));
        Assert.Equal(DateTimeOffset.Parse(end, CultureInfo.InvariantCulture).UtcDateTime, period.EndUtc(days));
    }
}
