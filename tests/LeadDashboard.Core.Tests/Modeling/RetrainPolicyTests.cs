using LeadDashboard.Core.Modeling.Gate;

namespace LeadDashboard.Core.Tests.Modeling;

public sealed class RetrainPolicyTests
{
    private static readonly DateTime Now = new(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(50, 1, true)]
    [InlineData(49, 1, false)]
    [InlineData(1, 15, true)]
    [InlineData(1, 14, false)]
    [InlineData(0, 400, false)]
    public void Decide_NewOutcomesAndAge_TrainsWhenEitherIsDue(int newOutcomes, int daysOld, bool expected) =>
        Assert.Equal(
            expected,
            RetrainPolicy
                .Decide(new RetrainFacts(Now, Now.AddDays(-daysOld), newOutcomes, 500, false), RetrainOptions.Default)
                .IsTrain
        );

    [Theory]
    [InlineData(10, true)]
    [InlineData(9, false)]
    public void Decide_NoModelYet_TrainsFromTheTenthLabel(int labels, bool expected) =>
        Assert.Equal(
            expected,
            RetrainPolicy.Decide(new RetrainFacts(Now, null, labels, labels, false), RetrainOptions.Default).IsTrain
        );

    [Fact]
    public void Decide_SwitchedOffOrUnderWay_Waits()
    {
        var facts = new RetrainFacts(Now, Now.AddDays(-100), 1000, 5000, false);

        Assert.False(RetrainPolicy.Decide(facts, RetrainOptions.Default with { IsAutomatic = false }).IsTrain);
        Assert.False(RetrainPolicy.Decide(facts with { IsTraining = true }, RetrainOptions.Default).IsTrain);
    }

    [Fact]
    public void Decide_Waiting_SaysHowFarItIs() =>
        Assert.Equal(
            "12 of 50 new outcomes; the newest model is 3 of 15 days old.",
            RetrainPolicy.Decide(new RetrainFacts(Now, Now.AddDays(-3), 12, 500, false), RetrainOptions.Default).Reason
        );
}
