using LeadDashboard.Core.Messages;

namespace LeadDashboard.Core.Modeling.Training;

/// <summary>What a lead can reach. Stored as numbers: never renumbered.</summary>
public enum PrimaryGoal
{
    Won = 0,
    Renewed = 1,
    BoughtAgain = 2,

    /// <summary>Its customer has reached an amount.</summary>
    ReachedValue = 3,
}

/// <summary>What the serving model learns to foresee, decided once for the company.</summary>
public sealed record LearningGoal
{
    public static LearningGoal Default { get; } = new();

    /// <summary>The goal whose model writes the stored score; only <see cref="PrimaryGoal.Won"/> is learnt.</summary>
    public PrimaryGoal PrimaryGoal { get; init; } = PrimaryGoal.Won;

    /// <summary>
    /// True: a lead that did not fit counts as lost. False: it is left out, as if its outcome were not known.
    /// </summary>
    public bool CountDisqualified { get; init; } = true;

    /// <summary>Why no model can be learnt for this goal; null where one can.</summary>
    public Message? Refusal() =>
        PrimaryGoal == PrimaryGoal.Won ? null : new Message(TrainingMessages.GoalNotLearnt, PrimaryGoal.ToString());
}
