using LeadDashboard.Learning.Drift;

namespace LeadDashboard.Learning.Tests.Drift;

public sealed class CalendarLikenessTests
{
    [Fact]
    public void OfNumbers_RisingIndex_IsACalendar() =>
        Assert.InRange(
            CalendarLikeness.OfNumbers([.. Enumerable.Range(0, 4000).Select(row => 100 + row / 7f)]),
            0.98,
            1
        );

    [Fact]
    public void OfNumbers_Noise_SaysNothingAboutTime()
    {
        var random = new Random(6);

        Assert.InRange(
            CalendarLikeness.OfNumbers([.. Enumerable.Range(0, 4000).Select(_ => random.NextSingle())]),
            0,
            0.02
        );
    }

    [Fact]
    public void OfWords_MonthsOfOneYear_AreACalendar_MonthsOfTenYearsAreNot()
    {
        string[] oneYear = [.. Enumerable.Range(0, 3600).Select(row => "m" + row / 300)],
            tenYears = [.. Enumerable.Range(0, 3600).Select(row => "m" + row / 30 % 12)];

        Assert.InRange(CalendarLikeness.OfWords(oneYear), 0.95, 1);
        Assert.InRange(CalendarLikeness.OfWords(tenYears), 0, 0.05);
    }

    [Fact]
    public void OfWords_EveryWordOnce_SaysNothing() =>
        Assert.InRange(CalendarLikeness.OfWords([.. Enumerable.Range(0, 500).Select(row => "id" + row)]), 0, 1);

    [Fact]
    public void OfNumbers_AllMissingOrEmpty_IsZero()
    {
        Assert.Equal(0, CalendarLikeness.OfNumbers([.. Enumerable.Repeat(float.NaN, 50)]));
        Assert.Equal(0, CalendarLikeness.OfNumbers([]));
    }
}
