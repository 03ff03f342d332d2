using System.Globalization;
using LeadDashboard.Core.Modeling.Training;

namespace LeadDashboard.Core.Modeling.Gate;

/// <summary>When a new model is trained by itself.</summary>
public sealed record RetrainOptions
{
    public static RetrainOptions Default { get; } = new();

    public bool IsAutomatic { get; init; } = true;

    /// <summary>1 or more: new outcomes since the newest version that trigger a training at once.</summary>
    public int MinNewOutcomes { get; init; } = 50;

    /// <summary>At the latest after this long, if there is any new outcome.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromDays(15);
}

/// <summary>What the policy looks at.</summary>
/// <param name="NowUtc">The instant of the decision.</param>
/// <param name="NewestModelUtc">When the newest version was trained; null without any.</param>
/// <param name="NewOutcomeCount">Outcomes recorded since.</param>
/// <param name="LabelCount">All closed leads.</param>
/// <param name="IsTraining">A training waits or runs.</param>
public sealed record RetrainFacts(
    DateTime NowUtc,
    DateTime? NewestModelUtc,
    int NewOutcomeCount,
    int LabelCount,
    bool IsTraining
);

/// <summary>Train or wait, with the reason in words.</summary>
public sealed record RetrainDecision(bool IsTrain, string Reason);

/// <summary>Decides whether a training is due.</summary>
public static class RetrainPolicy
{
    public static RetrainDecision Decide(RetrainFacts facts, RetrainOptions options)
    {
        if (!options.IsAutomatic)
        {
            return Wait("Automatic retraining is switched off.");
        }

        if (facts.IsTraining)
        {
            return Wait("A training is already under way.");
        }

        if (facts.NewestModelUtc is not { } newestUtc)
        {
            return facts.LabelCount >= TrainingOptions.Default.MinLabels
                ? Train($"There is no model yet and {facts.LabelCount} closed leads to learn from.")
                : Wait(
                    $"{facts.LabelCount} closed leads are too few for a first model; "
                        + $"{TrainingOptions.Default.MinLabels} are needed."
                );
        }

        if (facts.NewOutcomeCount >= options.MinNewOutcomes)
        {
            return Train(
                $"{facts.NewOutcomeCount} new outcomes have arrived since the newest model; {options.MinNewOutcomes} "
                    + $"are enough."
            );
        }

        var age = facts.NowUtc - newestUtc;
        if (age >= options.Every && facts.NewOutcomeCount > 0)
        {
            return Train(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The newest model is {age.TotalDays:0} days old and {facts.NewOutcomeCount} new outcomes have "
                        + $"arrived since."
                )
            );
        }

        return facts.NewOutcomeCount == 0
            ? Wait("No new outcomes since the newest model.")
            : Wait(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{facts.NewOutcomeCount} of {options.MinNewOutcomes} new outcomes; the newest model is "
                        + $"{Math.Max(0, age.TotalDays):0} of {options.Every.TotalDays:0} days old."
                )
            );
    }

    private static RetrainDecision Train(string reason) => new(true, reason);

    private static RetrainDecision Wait(string reason) => new(false, reason);
}
