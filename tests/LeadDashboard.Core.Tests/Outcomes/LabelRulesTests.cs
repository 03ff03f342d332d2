using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Outcomes;

namespace LeadDashboard.Core.Tests.Outcomes;

public sealed class LabelRulesTests
{
    [Theory]
    [InlineData(OutcomeKind.Won, Label.Positive, LeadStatus.Won)]
    [InlineData(OutcomeKind.Lost, Label.Negative, LeadStatus.Lost)]
    [InlineData(OutcomeKind.Disqualified, Label.Negative, LeadStatus.Lost)]
    [InlineData(OutcomeKind.Passed, Label.Censored, LeadStatus.Open)]
    [InlineData(OutcomeKind.Sold, Label.Censored, LeadStatus.Open)]
    public void Of_EveryKind_SaysOneThing(OutcomeKind kind, Label label, LeadStatus status)
    {
        Assert.Equal(label, LabelRules.LabelOf(kind));
        Assert.Equal(status, LabelRules.StatusOf(kind));
        Assert.Equal(label, LabelRules.LabelOf(status));
    }

    [Fact]
    public void Of_NoOutcome_IsCensored() => Assert.Equal(Label.Censored, LabelRules.LabelOf((OutcomeKind?)null));

    [Theory]
    [InlineData(OutcomeKind.Won, true)]
    [InlineData(OutcomeKind.Lost, false)]
    [InlineData(OutcomeKind.Disqualified, false)]
    [InlineData(OutcomeKind.Passed, false)]
    [InlineData(OutcomeKind.Sold, true)]
    public void IncomeOf_EveryKind_IsTheAmountOfWonAndSold(OutcomeKind kind, bool isIncome) =>
        Assert.Equal(isIncome ? 70m : null, LabelRules.IncomeOf(kind, 70m));
}
