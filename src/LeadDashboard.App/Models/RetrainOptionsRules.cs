using FluentValidation;
using LeadDashboard.App.Validation;
using LeadDashboard.Core.Modeling.Gate;

namespace LeadDashboard.App.Models;

/// <summary>How seldom and how often the program may retrain.</summary>
public sealed class RetrainOptionsRules : EntryRules<RetrainOptions>
{
    private const int MaxOutcomes = 100_000;
    private const int MaxDays = 365;
    private const string Outcomes = "models.retrain-outcomes";
    private const string Days = "models.retrain-days";

    public RetrainOptionsRules()
    {
        RuleFor(options => options.MinNewOutcomes).InclusiveBetween(1, MaxOutcomes).Saying(Outcomes, MaxOutcomes);
        RuleFor(options => options.Every)
            .InclusiveBetween(TimeSpan.FromDays(1), TimeSpan.FromDays(MaxDays))
            .Saying(Days, MaxDays);
    }
}
