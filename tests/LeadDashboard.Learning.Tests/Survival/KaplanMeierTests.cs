using LeadDashboard.Learning.Survival;

namespace LeadDashboard.Learning.Tests.Survival;

public sealed class KaplanMeierTests
{
    [Fact]
    public void Curve_FixtureLeads_EqualsTheReference()
    {
        var fixture = SurvivalFixture.Read();

        var steps = KaplanMeier.Curve(fixture.Days, [.. fixture.End.Select(end => end == 1)]);

        Assert.Equal(fixture.KaplanMeier.Length, steps.Count);
        for (var i = 0; i < steps.Count; i++)
        {
            Assert.Equal(fixture.KaplanMeier[i][0], steps[i].Days, 1e-4);
            Assert.Equal(
                (fixture.KaplanMeier[i][1], fixture.KaplanMeier[i][2]),
                (steps[i].AtRisk, steps[i].EventCount)
            );
            Assert.Equal(fixture.KaplanMeier[i][3], steps[i].Surviving, 1e-12);
            Assert.True(steps[i].Low < steps[i].Surviving && steps[i].Surviving < steps[i].High);
        }
    }

    [Fact]
    public void Curve_TextbookExample_CensoredOnTheEventDayIsAtRisk()
    {
        var steps = KaplanMeier.Curve([1, 2, 2, 3], [true, true, false, true]);

        Assert.Equal([0.75, 0.5, 0], steps.Select(step => step.Surviving));
        Assert.Equal([4, 3, 1], steps.Select(step => step.AtRisk));
    }

    [Fact]
    public void Curve_AllCensoredOrEmpty_HasNoStep()
    {
        Assert.Empty(KaplanMeier.Curve([1, 2], [false, false]));
        Assert.Empty(KaplanMeier.Curve([], []));
        Assert.Throws<ArgumentException>(() => KaplanMeier.Curve([float.NaN], [true]));
    }
}
