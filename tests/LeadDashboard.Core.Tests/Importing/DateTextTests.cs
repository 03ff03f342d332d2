using System.Globalization;
using LeadDashboard.Core.Calendar;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Values;

namespace LeadDashboard.Core.Tests.Importing;

public sealed class DateTextTests
{
    [Theory]
    [InlineData("2026-03-04", DateOrder.YearFirst, "2026-03-04")]
    [InlineData("2026/3/4", DateOrder.MonthFirst, "2026-03-04")]
    [InlineData("2026.03.04", DateOrder.DayFirst, "2026-03-04")]
    [InlineData("20260304", DateOrder.DayFirst, "2026-03-04")]
    [InlineData("03/04/2026", DateOrder.DayFirst, "2026-04-03")]
    [InlineData("03/04/2026", DateOrder.MonthFirst, "2026-03-04")]
    [InlineData("31/12/2026", DateOrder.MonthFirst, "2026-12-31")]
    [InlineData("12/31/2026", DateOrder.DayFirst, "2026-12-31")]
    [InlineData("4.3.26", DateOrder.DayFirst, "2026-03-04")]
    [InlineData("04-Mar-99", DateOrder.DayFirst, "1999-03-04")]
    [InlineData("4 March 2026", DateOrder.MonthFirst, "2026-03-04")]
    [InlineData("Mar 4, 2026", DateOrder.DayFirst, "2026-03-04")]
    [InlineData("Wed, 04 Mar 2026 10:20:30 GMT", DateOrder.DayFirst, "2026-03-04T10:20:30Z")]
    [InlineData("2026年3月4日", DateOrder.YearFirst, "2026-03-04")]
    [InlineData("2026-03-04 10:20", DateOrder.YearFirst, "2026-03-04T10:20:00Z")]
    [InlineData("2026-03-04T10:20:30Z", DateOrder.YearFirst, "2026-03-04T10:20:30Z")]
    [InlineData("2026-03-04T10:20:30.123+02:00", DateOrder.YearFirst, "2026-03-04T08:20:30Z")]
    [InlineData("2026-03-04T01:00:00+0200", DateOrder.YearFirst, "2026-03-03T23:00:00Z")]
    [InlineData("3/4/2026 12:05 AM", DateOrder.MonthFirst, "2026-03-04T00:05:00Z")]
    [InlineData("3/4/2026 1:05:09 PM", DateOrder.MonthFirst, "2026-03-04T13:05:09Z")]
    [InlineData("2024-02-29", DateOrder.YearFirst, "2024-02-29")]
    [InlineData("5. Januar 2025", DateOrder.DayFirst, "2025-01-05")]
    [InlineData("5. März 2025", DateOrder.DayFirst, "2025-03-05")]
    [InlineData("05-Mrz-2025", DateOrder.DayFirst, "2025-03-05")]
    [InlineData("5. Mai 2025", DateOrder.DayFirst, "2025-05-05")]
    [InlineData("05. Okt. 2025", DateOrder.DayFirst, "2025-10-05")]
    [InlineData("24. Dezember 2025 18:30", DateOrder.DayFirst, "2025-12-24T18:30:00Z")]
    [InlineData("5 de enero de 2025", DateOrder.DayFirst, "2025-01-05")]
    [InlineData("14 juillet 2025", DateOrder.DayFirst, "2025-07-14")]
    [InlineData("1 août 2025", DateOrder.DayFirst, "2025-08-01")]
    [InlineData("1 févr. 2025", DateOrder.DayFirst, "2025-02-01")]
    [InlineData("30 giugno 2025", DateOrder.DayFirst, "2025-06-30")]
    [InlineData("7 de outubro de 2025", DateOrder.DayFirst, "2025-10-07")]
    [InlineData("3 maart 2025", DateOrder.DayFirst, "2025-03-03")]
    [InlineData("11 listopada 2025", DateOrder.DayFirst, "2025-11-11")]
    [InlineData("٢٠٢٦-٠٣-٠١", DateOrder.YearFirst, "2026-03-01")]
    [InlineData("２０２６－０３－０１", DateOrder.YearFirst, "2026-03-01")]
    [InlineData("２０２６年３月１日", DateOrder.YearFirst, "2026-03-01")]
    [InlineData("2026-03-08 01:30 AM EST", DateOrder.YearFirst, "2026-03-08T06:30:00Z")]
    [InlineData("3/8/2026 1:30:00 AM -05:00", DateOrder.MonthFirst, "2026-03-08T06:30:00Z")]
    [InlineData("3/8/2026 1:30 p.m.", DateOrder.MonthFirst, "2026-03-08T13:30:00Z")]
    [InlineData("2026-03-08 07:30 MEZ", DateOrder.YearFirst, "2026-03-08T06:30:00Z")]
    [InlineData("2026-03-08 08:30 CEST", DateOrder.YearFirst, "2026-03-08T06:30:00Z")]
    [InlineData("2026-03-08 07:30 GMT+1", DateOrder.YearFirst, "2026-03-08T06:30:00Z")]
    [InlineData("2026-03-08 07:30 UTC+01:00", DateOrder.YearFirst, "2026-03-08T06:30:00Z")]
    public void TryParse_DateAsTyped_GivesTheInstant(string text, DateOrder order, string expected)
    {
        Assert.True(DateText.TryParse(text, order, out var utc));
        Assert.Equal(DateTimeKind.Utc, utc.Kind);
        Assert.Equal(expected, DateText.Format(utc));
    }

    /// <summary>A day is its first instant there; a time that names its zone is of that one.</summary>
    [Theory]
    [InlineData("2026-03-01", "America/New_York", "2026-03-01T05:00:00Z")]
    [InlineData("2026-03-09", "America/New_York", "2026-03-09T04:00:00Z")]
    [InlineData("2026-03-08 02:30", "America/New_York", "2026-03-08T07:30:00Z")]
    [InlineData("2026-11-01 01:30", "America/New_York", "2026-11-01T05:30:00Z")]
    [InlineData("1/3/2026 9:15 PM", "Asia/Kolkata", "2026-03-01T15:45:00Z")]
    [InlineData("2026年3月4日", "Asia/Shanghai", "2026-03-03T16:00:00Z")]
    [InlineData("20260301", "Pacific/Auckland", "2026-02-28T11:00:00Z")]
    [InlineData("2026-03-01T10:20:00Z", "Asia/Kolkata", "2026-03-01T10:20:00Z")]
    [InlineData("2026-03-01 10:20 UTC", "Asia/Kolkata", "2026-03-01T10:20:00Z")]
    [InlineData("2026-03-01T10:20:00+02:00", "Asia/Kolkata", "2026-03-01T08:20:00Z")]
    public void TryParse_ZoneOfTheFile_HoldsWhereTheTextNamesNone(string text, string zone, string expected)
    {
        Assert.True(DateText.TryParse(text, DateOrder.DayFirst, ZoneDays.Find(zone)!, out var utc));
        Assert.Equal(DateTimeKind.Utc, utc.Kind);
        Assert.Equal(expected, utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("45292", "2023-12-31T18:30:00Z")]
    [InlineData("45292.5", "2024-01-01T06:30:00Z")]
    [InlineData("1704067200", "2024-01-01T00:00:00Z")]
    public void TryParseSerial_ZoneOfTheFile_HoldsForDayCountsAlone(string text, string expected)
    {
        Assert.True(DateText.TryParseSerial(text, ZoneDays.Find("Asia/Kolkata")!, out var utc));
        Assert.Equal(expected, utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Format_InAZone_IsWhatTheFileSaid()
    {
        var zone = ZoneDays.Find("America/New_York")!;

        Assert.Equal("2026-03-01", DateText.Format(zone.StartUtc(new DateOnly(2026, 3, 1)), zone));
        Assert.Equal(
            "2026-03-09T10:20:00-04:00",
            DateText.Format(new DateTime(2026, 3, 9, 14, 20, 0, DateTimeKind.Utc), zone)
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-02-30")]
    [InlineData("2025-02-29")]
    [InlineData("32/01/2026")]
    [InlineData("13/13/2026")]
    [InlineData("2026-03-04 25:00")]
    [InlineData("2026-03-04 10:61")]
    [InlineData("2026-03-04 13:00 PM")]
    [InlineData("0000-00-00")]
    [InlineData("99999999")]
    [InlineData("1.234,56")]
    [InlineData("555-123-4567")]
    [InlineData("192.168.1.1")]
    [InlineData("1.5.2")]
    [InlineData("may")]
    [InlineData("March 2026")]
    [InlineData("2026-03-04x")]
    public void TryParse_NoDate_IsRefused(string text) =>
        Assert.False(DateText.TryParse(text, DateOrder.DayFirst, out _));

    [Fact]
    public void TryParse_RandomText_NeverThrows()
    {
        const string Alphabet = "0123456789/-. :TZ+APMmarjunde年月日,";
        var random = new Random(3);
        var accepted = 0;
        for (var i = 0; i < 100_000; i++)
        {
            var text = new string([
                .. Enumerable.Range(0, random.Next(1, 22)).Select(_ => Alphabet[random.Next(Alphabet.Length)]),
            ]);
            accepted += DateText.TryParse(text, (DateOrder)random.Next(3), out _) ? 1 : 0;
        }

        Assert.True(accepted < 2_000);
    }

    [Fact]
    public void TryParse_EveryOrderOfEveryDay_RoundTrips()
    {
        for (var day = new DateTime(2023, 12, 1, 0, 0, 0, DateTimeKind.Utc); day.Year < 2025; day = day.AddDays(1))
        {
            foreach (
                var (order, pattern) in new[]
                {
                    (DateOrder.DayFirst, "dd/MM/yyyy"),
                    (DateOrder.MonthFirst, "M/d/yyyy"),
                    (DateOrder.YearFirst, "yyyy-MM-dd"),
                    (DateOrder.DayFirst, "d MMM yy"),
                    (DateOrder.YearFirst, "yy-MM-dd"),
                }
            )
            {
                Assert.True(DateText.TryParse(day.ToString(pattern, CultureInfo.InvariantCulture), order, out var utc));
                Assert.Equal(day, utc);
            }
        }
    }

    [Theory]
    [InlineData("45292", "2024-01-01")]
    [InlineData("45292.5", "2024-01-01T12:00:00Z")]
    [InlineData("1704067200", "2024-01-01")]
    [InlineData("1704067200000", "2024-01-01")]
    public void TryParseSerial_CountOfDaysOrSeconds_GivesTheInstant(string text, string expected)
    {
        Assert.True(DateText.TryParseSerial(text, out var utc));
        Assert.Equal(expected, DateText.Format(utc));
    }
}
