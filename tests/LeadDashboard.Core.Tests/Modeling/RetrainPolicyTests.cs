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
    public void IsDue_NewOutcomesAndAge_TrainsWhenEitherIsDue(int newOutcomes, int daysOld, bool expected) =>
        Assert.Equal(
            expected,
            RetrainPolicy.IsDue(
                new RetrainFacts(Now, Now.AddDays(-daysOld), newOutcomes, 500, false),
                RetrainOptions.Default
            )
        );

    [Theory]
    [InlineData(10, true)]
    [InlineData(9, false)]
    public void IsDue_NoModelYet_TrainsFromTheTenthLabel(int labels, bool expected) =>
        Assert.Equal(
            expected,
            RetrainPolicy.IsDue(new RetrainFacts(Now, null, labels, labels, false), RetrainOptions.Default)
        );

    [Fact]
    public void IsDue_SwitchedOffOrUnderWay_Waits()
    {
        var facts = new RetrainFacts(Now, Now.AddDays(-100), 1000, 5000, false);

        Assert.False(RetrainPolicy.IsDue(facts, RetrainOptions.Default with { IsAutomatic = false }));
        Assert.False(RetrainPolicy.IsDue(facts with { IsTraining = true }, RetrainOptions.Default));
    }
}
