using System.Globalization;
using Bunit;
using LeadDashboard.App.Leads;
using LeadDashboard.Core.Activities;
using LeadDashboard.Core.Calendar;
using LeadDashboard.Core.Leads;
using LeadDashboard.Web.Components.Shared;
using LeadDashboard.Web.Features.Leads;
using Microsoft.Extensions.DependencyInjection;

namespace LeadDashboard.Web.Tests.Shared;

/// <summary>An instant is shown where the viewer is.</summary>
public sealed class TimeStampTests : BunitContext
{
    private static readonly DateTime Utc = new(2026, 3, 8, 19, 30, 0, DateTimeKind.Utc);

    public TimeStampTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-US");
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-US");
        Services.AddLocalization();
    }

    [Theory]
    [InlineData("Asia/Kolkata", "9 Mar 2026 01:00", "2026-03-09 01:00 +05:30 Asia/Kolkata")]
    [InlineData("America/New_York", "8 Mar 2026 15:30", "2026-03-08 15:30 -04:00 America/New_York")]
    [InlineData("UTC", "8 Mar 2026 19:30 UTC", "2026-03-08 19:30 +00:00 UTC")]
    public void TimeStamp_AZone_ShowsItsClockAndNamesIt(string zone, string text, string title)
    {
        var time = Render<TimeStamp>(parameters =>
                parameters.Add(part => part.Utc, Utc).AddCascadingValue(Viewer(zone))
            )
            .Find("time");

        Assert.Equal(text, time.TextContent);
        Assert.Equal(title, time.GetAttribute("title"));
        Assert.Equal("2026-03-08T19:30:00.0000000Z", time.GetAttribute("datetime"));
    }

    [Fact]
    public void TimeStamp_DayOnly_IsTheDayThere()
    {
        var shown = Render<TimeStamp>(parameters =>
            parameters
                .Add(part => part.Utc, Utc)
                .Add(part => part.IsDay, true)
                .AddCascadingValue(Viewer("Asia/Kolkata"))
        );

        Assert.Equal("9 Mar 2026", shown.Find("time").TextContent);
    }

    [Fact]
    public void TimeStamp_NothingKnown_IsADash() =>
        Assert.Equal("–", Render<TimeStamp>(parameters => parameters.Add(part => part.Utc, null)).Markup.Trim());

    [Fact]
    public void LeadTimeline_AZone_ShowsWhatHappenedInTheClockOfTheViewer()
    {
        var detail = new LeadDetail(
            new Lead { Name = "Ann" },
            null,
            null,
            [new Activity { Kind = ActivityKind.Call, OccurredUtc = Utc }],
            [],
            []
        );

        var page = Render<LeadTimeline>(parameters =>
            parameters
                .Add(part => part.Detail, detail)
                .Add(part => part.Currency, "EUR")
                .AddCascadingValue(Viewer("Pacific/Auckland"))
        );

        Assert.Equal("9 Mar 2026 08:30", page.Find("time").TextContent);
    }

    [Fact]
    public void LeadTimeline_AnActivity_SaysWhoBeganHowLongAndWhetherItWasARobot()
    {
        var call = new Activity
        {
            Kind = ActivityKind.Call,
            Detail = "First call",
            Text = "Wants a demo",
            Direction = ActivityDirection.Inbound,
            Minutes = 12.5m,
        };
        var survey = new Activity
        {
            Kind = ActivityKind.Survey,
            Score = 9,
            ScoreTop = 10,
        };
        var click = new Activity { Kind = ActivityKind.Click, IsBot = true };

        var page = Render<LeadTimeline>(parameters =>
            parameters
                .Add(part => part.Detail, new LeadDetail(new Lead(), null, null, [call, survey, click], [], []))
                .Add(part => part.Currency, "EUR")
        );

        Assert.Equal(
            ["First call · from the lead · 12.5 min", "Wants a demo", "answer 9 of 10",
                "by a scanner or robot, not counted"],
            page.FindAll("p").Select(line => line.TextContent)
        );
    }

    [Fact]
    public void LeadFields_AZone_ShowsTheDayOfTheViewer()
    {
        var detail = new LeadDetail(
            new Lead
            {
                Name = "Ann",
                CreatedUtc = Utc,
                IsCreatedKnown = true,
            },
            null,
            null,
            [],
            [],
            []
        );

        Assert.Equal("8 Mar 2026", Format.Day(detail.Lead.CreatedUtc, Viewer("America/New_York")));
        Assert.Equal("9 Mar 2026", Format.Day(detail.Lead.CreatedUtc, Viewer("Asia/Kolkata")));
    }

    private static ViewerZone Viewer(string zone) => new(ZoneDays.Find(zone)!);
}
