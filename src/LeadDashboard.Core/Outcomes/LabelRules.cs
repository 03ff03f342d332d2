using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Outcomes;

/// <summary>What an outcome says about a lead to the learner.</summary>
public enum Label
{
    Negative = 0,
    Positive = 1,

    /// <summary>Nothing up to its instant, like an open lead.</summary>
    Censored = 2,
}

/// <summary>
/// The one place that says what counts: won is the primary goal, lost and disqualified did not reach it, passed and
/// sold say nothing about the lead. Pure.
/// </summary>
public static class LabelRules
{
    /// <param name="kind">null = no outcome yet.</param>
    public static Label LabelOf(OutcomeKind? kind) =>
        kind switch
        {
            OutcomeKind.Won => Label.Positive,
            OutcomeKind.Lost or OutcomeKind.Disqualified => Label.Negative,
            _ => Label.Censored,
        };

    public static Label LabelOf(LeadStatus status) =>
        status switch
        {
            LeadStatus.Won => Label.Positive,
            LeadStatus.Lost => Label.Negative,
            _ => Label.Censored,
        };

    /// <summary>What lists and pages call a lead with such an outcome.</summary>
    public static LeadStatus StatusOf(OutcomeKind kind) =>
        LabelOf(kind) switch
        {
            Label.Positive => LeadStatus.Won,
            Label.Negative => LeadStatus.Lost,
            _ => LeadStatus.Open,
        };

    /// <summary>What an outcome brings: the revenue of a won deal, the price of a sold lead; null = nothing.</summary>
    public static decimal? IncomeOf(OutcomeKind kind, decimal? amount) =>
        kind is OutcomeKind.Won or OutcomeKind.Sold ? amount : null;
}
