using FluentValidation;
using LeadDashboard.App.Validation;
using LeadDashboard.Core.Outcomes;

namespace LeadDashboard.App.Outcomes;

/// <summary>How a lead ended, as somebody enters it.</summary>
/// <param name="Kind">What it says about the lead, see <see cref="LabelRules"/>: a lead that was passed on or sold
/// stays open, and takes no other outcome until that one is undone.</param>
/// <param name="Amount">Of a won deal; null takes the expected value of the lead. Of a sold lead its price. 0 to
/// <see cref="OutcomeEntryRules.MaxAmount"/>, in the currency of the company.</param>
/// <param name="Reason">Optional, at most <see cref="OutcomeEntryRules.MaxReasonLength"/> characters.</param>
public sealed record OutcomeEntry(OutcomeKind Kind, decimal? Amount = null, string? Reason = null);

/// <summary>What an outcome needs: the same for a page, a program and the command line.</summary>
public sealed class OutcomeEntryRules : EntryRules<OutcomeEntry>
{
    public const int MaxReasonLength = 500;

    /// <summary>No deal is larger, and sums of such amounts still fit the column.</summary>
    public const decimal MaxAmount = 1_000_000_000_000m;

    private const string NegativeAmount = "outcomes.negative-amount";
    private const string AmountHigh = "outcomes.amount-high";
    private const string ReasonLong = "outcomes.reason-long";
    private const string ReasonWrong = "outcomes.reason-wrong";

    public OutcomeEntryRules()
    {
        RuleFor(entry => entry.Amount)
            .GreaterThanOrEqualTo(0)
            .Saying(NegativeAmount)
            .LessThanOrEqualTo(MaxAmount)
            .Saying(AmountHigh, MaxAmount);
        RuleFor(entry => entry.Reason).StorableText(MaxReasonLength, ReasonLong, ReasonWrong);
    }
}
