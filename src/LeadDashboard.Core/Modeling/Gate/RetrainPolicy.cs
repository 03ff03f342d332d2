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

/// <summary>Decides whether a training is due.</summary>
public static class RetrainPolicy
{
    /// <summary>
    /// True when automatic training is on and no training is under way, and either there is no model yet and enough to
    /// learn from, or enough new outcomes have come, or any new outcome and the newest model is old.
    /// </summary>
    public static bool IsDue(RetrainFacts facts, RetrainOptions options)
    {
        if (!options.IsAutomatic || facts.IsTraining)
        {
            return false;
        }

        if (facts.NewestModelUtc is not { } newestUtc)
        {
            return facts.LabelCount >= TrainingOptions.Default.MinLabels;
        }

        return facts.NewOutcomeCount >= options.MinNewOutcomes
            || (facts.NewOutcomeCount > 0 && facts.NowUtc - newestUtc >= options.Every);
    }
}
