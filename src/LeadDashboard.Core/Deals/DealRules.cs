using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Outcomes;

namespace LeadDashboard.Core.Deals;

/// <summary>How a lead ended, going by its deals.</summary>
public sealed record DealOutcome(
    LeadStatus Status,
    DateTime? ClosedUtc = null,
    decimal? WonAmount = null,
    string? LossReason = null
)
{
    public static DealOutcome Open { get; } = new(LeadStatus.Open);
}

/// <summary>What deals do to their lead. See decision 12.</summary>
public static class DealRules
{
    /// <summary>
    /// Won as soon as one deal is won: at the first win, with the sum of the won amounts in the company's currency.
    /// Lost when every deal is lost: at the last loss, for its reason. Else open.
    /// </summary>
    /// <param name="deals">All deals of one lead.</param>
    /// <param name="currency">The company's; amounts in another one are not added, because nobody gave a rate.</param>
    public static DealOutcome OutcomeOf(IReadOnlyCollection<Deal> deals, string currency)
    {
        var won = deals.Where(deal => deal.Status == LeadStatus.Won).ToList();
        if (won.Count > 0)
        {
            var amounts = won.Where(deal => deal.Amount is not null && IsIn(deal, currency))
                .Select(deal => deal.Amount!.Value)
                .ToList();
            return new DealOutcome(
                LeadStatus.Won,
                won.Min(deal => deal.ClosedUtc),
                amounts.Count == 0 ? null : amounts.Sum()
            );
        }

        if (deals.Count > 0 && deals.All(deal => deal.Status == LeadStatus.Lost))
        {
            var last = deals.OrderByDescending(deal => deal.ClosedUtc).ThenByDescending(deal => deal.Id).First();
            return new DealOutcome(LeadStatus.Lost, last.ClosedUtc, LossReason: last.LossReason);
        }

        return DealOutcome.Open;
    }

    /// <summary>
    /// True where the deals may decide: nobody else said how the lead ended, and it still shows what the deals said
    /// last.
    /// </summary>
    /// <param name="live">The outcomes of the lead that were not undone, the newest last.</param>
    public static bool Decide(Lead lead, IReadOnlyList<Outcome> live)
    {
        if (live.Count == 0)
        {
            return lead.Status == LeadStatus.Open;
        }

        var status = LabelRules.StatusOf(live[^1].Kind);
        return live.All(outcome => outcome.Source == OutcomeSource.Deal)
            && lead.Status == status
            && (lead.WonAmount == live[^1].Amount || lead.WonAmount == live.Sum(outcome => outcome.Amount ?? 0));
    }

    public static bool IsIn(Deal deal, string currency) =>
        deal.Currency is null || string.Equals(deal.Currency, currency, StringComparison.OrdinalIgnoreCase);
}
