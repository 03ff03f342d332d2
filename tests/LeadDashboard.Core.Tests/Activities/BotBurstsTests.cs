using LeadDashboard.Core.Activities;

namespace LeadDashboard.Core.Tests.Activities;

public sealed class BotBurstsTests
{
    private static readonly DateTime Start = new(2026, 3, 2, 9, 30, 5, DateTimeKind.Utc);

    [Fact]
    public void Find_ScannerThatClicksEverythingWithinSeconds_IsABurst()
    {
        var scanner = Enumerable.Range(1, 6).Select(i => Event(i, 1, ActivityKind.Click, i, $"link {i}"));
        var person = new[]
        {
            Event(10, 2, ActivityKind.Open, 0, "mail"),
            Event(11, 2, ActivityKind.Click, 40, "link 1"),
            Event(12, 2, ActivityKind.Click, 95, "link 2"),
        };

        Assert.Equal([1, 2, 3, 4, 5, 6], BotBursts.Find(scanner.Concat(person)).Order());
    }

    [Fact]
    public void Find_PagesThatAScannerOpens_BelongToItsBurst()
    {
        var clicks = Enumerable.Range(1, 5).Select(i => Event(i, 1, ActivityKind.Click, i, $"link {i}"));
        var pages = new[]
        {
            Event(11, 1, ActivityKind.Visit, 2, "/a"),
            Event(12, 1, ActivityKind.PricingPage, 6, "/pricing"),
            Event(13, 1, ActivityKind.PricingPage, 40, "/pricing"),
            Event(14, 2, ActivityKind.Download, 3, "paper"),
            Event(15, 1, ActivityKind.Reply, 3, "Re"),
        };

        Assert.Equal([1, 2, 3, 4, 5, 11, 12], BotBursts.Find([.. clicks, .. pages]).Order());
    }

    [Fact]
    public void Find_ManyMailboxesInTheSameSecond_IsABurst()
    {
        var crowd = Enumerable.Range(1, 9).Select(i => Event(i, i, ActivityKind.Click, 0, "offer"));

        Assert.Equal(9, BotBursts.Find(crowd).Count);
        Assert.Empty(BotBursts.Find(Enumerable.Range(1, 7).Select(i => Event(i, i, ActivityKind.Click, 0, "offer"))));
    }

    [Fact]
    public void Find_OpensAloneVisitsAndTimesWithoutSeconds_AreLeftAlone()
    {
        var opens = Enumerable.Range(1, 6).Select(i => Event(i, 1, ActivityKind.Open, i, "mail"));
        var visits = Enumerable.Range(11, 6).Select(i => Event(i, 2, ActivityKind.Visit, i, "page"));
        var days = Enumerable
            .Range(21, 20)
            .Select(i => new Activity
            {
                Id = i,
                LeadId = 3,
                Kind = ActivityKind.Click,
                OccurredUtc = Start.Date,
            });

        Assert.Empty(BotBursts.Find(opens.Concat(visits).Concat(days)));
    }

    private static Activity Event(int id, int leadId, ActivityKind kind, int second, string detail) =>
        new()
        {
            Id = id,
            LeadId = leadId,
            Kind = kind,
            OccurredUtc = Start.AddSeconds(second),
            Detail = detail,
        };
}
