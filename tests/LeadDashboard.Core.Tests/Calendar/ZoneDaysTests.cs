using System.Globalization;
using System.Text.Json;
using LeadDashboard.Core.Calendar;
using LeadDashboard.Core.Settings;

namespace LeadDashboard.Core.Tests.Calendar;

public sealed class ZoneDaysTests
{
    /// <summary>Whole, half and quarter hours; clocks set over midnight or by half an hour; a date left out.</summary>
    public static TheoryData<string, int> Zones() =>
        new()
        {
            { "UTC", 2026 },
            { "Asia/Kolkata", 2026 },
            { "Asia/Kathmandu", 2026 },
            { "America/New_York", 2026 },
            { "Pacific/Auckland", 2026 },
            { "Europe/London", 2026 },
            { "Australia/Lord_Howe", 2026 },
            { "America/Havana", 2024 },
            { "America/Sao_Paulo", 2018 },
            { "America/St_Johns", 2010 },
            { "Pacific/Apia", 2011 },
            { "Pacific/Kiritimati", 2026 },
        };

    [Theory]
    [MemberData(nameof(Zones))]
    public void Days_OfAYear_FollowEachOtherWithoutGapOrOverlap(string id, int year)
    {
        var zone = ZoneDays.Find(id)!;
        var last = new DateOnly(year + 1, 1, 2);
        var total = TimeSpan.Zero;
        for (var day = new DateOnly(year, 1, 1); day < last; day = day.AddDays(1))
        {
            var (start, next) = (zone.StartUtc(day), zone.StartUtc(day.AddDays(1)));
            total += next - start;
            Assert.Equal(DateTimeKind.Utc, start.Kind);
            if (next == start)
            {
                Assert.Equal(("Pacific/Apia", new DateOnly(2011, 12, 30)), (id, day));
                continue;
            }

            Assert.InRange(next - start, TimeSpan.FromHours(23), TimeSpan.FromHours(25));
            Assert.Equal(day, zone.DayOf(start));
            Assert.Equal(day, zone.DayOf(start + ((next - start) / 2)));
            Assert.Equal(day, zone.DayOf(next.AddTicks(-1)));
            Assert.Equal(start, zone.ToUtc(zone.Local(start)));
            Assert.Equal(day, zone.DayOf(zone.ToUtc(day.ToDateTime(TimeOnly.MinValue))));
        }

        Assert.Equal(zone.StartUtc(last) - zone.StartUtc(new DateOnly(year, 1, 1)), total);
    }

    [Theory]
    [InlineData("America/New_York", "2026-03-08", 23)]
    [InlineData("America/New_York", "2026-11-01", 25)]
    [InlineData("Pacific/Auckland", "2026-04-05", 25)]
    [InlineData("Pacific/Auckland", "2026-09-27", 23)]
    [InlineData("Asia/Kolkata", "2026-03-08", 24)]
    [InlineData("America/Sao_Paulo", "2018-11-04", 23)]
    public void StartUtc_DayOfAChange_IsAsLongAsTheClockSays(string id, string text, int hours)
    {
        var zone = ZoneDays.Find(id)!;
        var day = DateOnly.Parse(text, CultureInfo.InvariantCulture);

        Assert.Equal(TimeSpan.FromHours(hours), zone.StartUtc(day.AddDays(1)) - zone.StartUtc(day));
    }

    [Theory]
    [InlineData("2026-03-08 01:59", "2026-03-08T06:59:00Z")]
    [InlineData("2026-03-08 02:30", "2026-03-08T07:30:00Z")]
    [InlineData("2026-03-08 03:00", "2026-03-08T07:00:00Z")]
    [InlineData("2026-11-01 01:30", "2026-11-01T05:30:00Z")]
    [InlineData("2026-11-01 02:00", "2026-11-01T07:00:00Z")]
    public void ToUtc_SkippedAndDoubledTimes_HaveOneInstant(string local, string expected) =>
        Assert.Equal(
            DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture).UtcDateTime,
            ZoneDays.Find("America/New_York")!.ToUtc(DateTime.Parse(local, CultureInfo.InvariantCulture))
        );

    [Fact]
    public void StartUtc_EndsOfTheCalendar_AreCutOff()
    {
        foreach (var zone in Zones().Select(row => ZoneDays.Find((string)row[0])!))
        {
            Assert.InRange(zone.StartUtc(DateOnly.MinValue), DateTime.MinValue, DateTime.MinValue.AddDays(1));
            Assert.InRange(zone.StartUtc(DateOnly.MaxValue), DateTime.MaxValue.AddDays(-2), DateTime.MaxValue);
            Assert.InRange(zone.DayOf(DateTime.MaxValue), DateOnly.MaxValue.AddDays(-1), DateOnly.MaxValue);
            Assert.Equal(DateTime.MinValue.Ticks, zone.WithOffset(DateTime.MinValue).UtcTicks);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Mars/Olympus")]
    [InlineData("../../etc/passwd")]
    [InlineData("India Standard Time")]
    [InlineData("<script>")]
    public void Find_NoNameOfAZone_IsNullAndOfGivesUtc(string? id)
    {
        Assert.Null(ZoneDays.Find(id));
        Assert.Same(ZoneDays.Utc, ZoneDays.FindOrUtc(id));
    }

    [Fact]
    public void Find_NameOfBefore_HasTheDaysOfTheNameOfToday() =>
        Assert.Equal(
            ZoneDays.Find("Asia/Kolkata")!.StartUtc(new DateOnly(2026, 3, 1)),
            ZoneDays.Find("Asia/Calcutta")!.StartUtc(new DateOnly(2026, 3, 1))
        );

    [Fact]
    public void Ids_ToChooseFrom_BeginWithUtcAndAreAllKnown()
    {
        Assert.Equal("UTC", ZoneDays.Ids[0]);
        Assert.Contains("Asia/Kolkata", ZoneDays.Ids);
        Assert.All(ZoneDays.Ids, id => Assert.NotNull(ZoneDays.Find(id)));
    }

    [Fact]
    public void CompanySettings_SavedBeforeThereWereZones_LoadWithUtc()
    {
        var old = JsonSerializer.Deserialize<CompanySettings>("""{"Name":"Old","Currency":"CHF"}""")!;

        Assert.Equal(("Old", "CHF", "UTC"), (old.Name, old.Currency, old.TimeZone));
        Assert.Same(ZoneDays.Utc, old.Days);
    }

    [Fact]
    public void CompanySettings_Saved_KeepTheNameAlone()
    {
        var json = JsonSerializer.Serialize(new CompanySettings { TimeZone = "Asia/Kolkata" });

        Assert.DoesNotContain("Days", json, StringComparison.Ordinal);
        Assert.Equal("Asia/Kolkata", JsonSerializer.Deserialize<CompanySettings>(json)!.Days.Id);
    }
}
