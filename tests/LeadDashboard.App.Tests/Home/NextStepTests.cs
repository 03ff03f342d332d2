using LeadDashboard.App.Home;
using LeadDashboard.App.Leads;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Segments;
using LeadDashboard.Testing;

namespace LeadDashboard.App.Tests.Home;

public sealed class NextStepTests
{
    private static readonly Actor Admin = new("ada", Role.Admin, "Ada");
    private static readonly Actor Rep = new("ravi", Role.SalesRep, "Ravi");

    private static readonly StepFacts Everything = new()
    {
        OpenCount = 10,
        ClosedCount = 20,
        HasChampion = true,
        ModelAlarm = new Message("training.not-there"),
        DueOutcomeCount = 5,
        StagedCount = 1,
        Rejected = (7, "leads.csv", 3),
        SilentHotCount = 4,
        PairCount = 2,
        Losing = (9, "Fair", 0.4),
        SpendEnd = new DateOnly(2026, 1, 31),
    };

    [Fact]
    public void Steps_OfAnAdmin_BeginWithWhatIsWrong()
    {
        var steps = NextStepRules.For(Admin, Everything);

        Assert.Equal(
            [
                "training.not-there",
                "home.staged",
                "home.train-due",
                "home.silent-hot",
                "home.rejected",
                "home.pairs",
                "home.losing",
                "home.spend-old",
            ],
            steps.Select(step => step.Text.Key)
        );
        Assert.Equal("/imports/7", steps.Single(step => step.Text.Key == "home.rejected").Href);
    }

    [Fact]
    public void Steps_OfARep_AreWhatARepMayDo() =>
        Assert.Equal(["home.silent-hot"], NextStepRules.For(Rep, Everything).Select(step => step.Text.Key));

    [Fact]
    public void Steps_AfterAFileOfDecidedLeadsAlone_AskForTheOpenOnes()
    {
        var steps = NextStepRules.For(Admin, new StepFacts { ClosedCount = 41_188, HasChampion = true });

        var step = Assert.Single(steps);
        Assert.Equal(("home.bring-open", "/imports/new"), (step.Text.Key, step.Href));
        Assert.Equal([41_188L], step.Text.Values);
    }

    [Fact]
    public void Steps_BeforeAnythingIsThere_AreNone() => Assert.Empty(NextStepRules.For(Admin, new StepFacts()));

    [Fact]
    public async Task List_SilentHotLeads_AreTheRowsOfItsLink()
    {
        using var app = new TestApp();
        var now = app.Get<TimeProvider>().GetUtcNow().UtcDateTime;
        await using (var context = await app.Contexts.CreateDbContextAsync())
        {
            for (var i = 0; i < 6; i++)
            {
                context.Add(
                    new Lead
                    {
                        LeadKey = $"lead {i}",
                        Name = $"Lead {i}",
                        CreatedUtc = now.AddDays(-30),
                        Segment = i < 5 ? Segment.Hot : Segment.Cold,
                        LastActivityUtc = now.AddDays(i < 3 ? -9 : -1),
                        Probability = 0.9,
                    }
                );
            }

            await context.SaveChangesAsync();
        }

        var steps = await app.Get<NextStepQueries>().ListAsync(Admin);
        var step = steps.Single(step => step.Text.Key == "home.silent-hot");

        var filter = LeadFilter.Parse("http://localhost" + step.Href);
        var rows = await app.Get<LeadQueries>().PageAsync(Admin, filter, 0, 10);
        Assert.Equal(3, rows.TotalCount);
        Assert.Equal([3L], step.Text.Values);
    }
}
