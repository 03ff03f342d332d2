using LeadDashboard.App.Caching;
using LeadDashboard.App.Home;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Calendar;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Outcomes;
using LeadDashboard.Data.Identity;
using LeadDashboard.Testing;
using Microsoft.Extensions.Time.Testing;

namespace LeadDashboard.App.Tests.Home;

/// <summary>Today is the day that a clock shows where the person is.</summary>
public sealed class TodayTests : IDisposable
{
    private const string Me = "rep-me";

    /// <summary>23:30 on 8 March in New York, whose clock was set forward that night; 9 March elsewhere.</summary>
    private static readonly DateTime Now = new(2026, 3, 9, 3, 30, 0, DateTimeKind.Utc);

    private readonly TestApp _app = new();

    public void Dispose() => _app.Dispose();

    [Theory]
    [InlineData("UTC", 1)]
    [InlineData("America/New_York", 4)]
    [InlineData("Asia/Kolkata", 2)]
    [InlineData("Pacific/Auckland", 3)]
    public async Task Today_DoneByAPerson_CountsSinceMidnightThere(string zone, int done)
    {
        await FillAsync();
        var queries = new HomeQueries(
            _app.Contexts,
            _app.Get<ReportCache>(),
            new FakeTimeProvider(new DateTimeOffset(Now))
        );

        var today = await queries.TodayAsync(new Actor(Me, Role.SalesRep, "Me"), ZoneDays.Find(zone)!);

        Assert.Equal(done, today.DoneToday);
    }

    /// <summary>One outcome just before and one at each midnight.</summary>
    private async Task FillAsync()
    {
        await using var context = await _app.Contexts.CreateDbContextAsync();
        var lead = new Lead
        {
            LeadKey = "one",
            Name = "One",
            CreatedUtc = Now.AddDays(-20),
        };
        context.AddRange(new AppUser { Id = Me, UserName = Me }, lead);
        await context.SaveChangesAsync();
        foreach (
            var recorded in new DateTime[]
            {
                new(2026, 3, 8, 4, 59, 59, DateTimeKind.Utc),
                new(2026, 3, 8, 5, 0, 0, DateTimeKind.Utc),
                new(2026, 3, 8, 12, 0, 0, DateTimeKind.Utc),
                new(2026, 3, 8, 18, 30, 0, DateTimeKind.Utc),
                new(2026, 3, 9, 0, 0, 0, DateTimeKind.Utc),
            }
        )
        {
            context.Add(
                new Outcome
                {
                    LeadId = lead.Id,
                    Kind = OutcomeKind.Won,
                    Source = OutcomeSource.Person,
                    ActorId = Me,
                    ClosedUtc = recorded,
                    RecordedUtc = recorded,
                }
            );
        }

        await context.SaveChangesAsync();
    }
}
