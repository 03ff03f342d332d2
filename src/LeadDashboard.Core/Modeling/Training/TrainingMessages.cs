using LeadDashboard.Core.Messages;

namespace LeadDashboard.Core.Modeling.Training;

/// <summary>What a training says while it runs, and why there can be none.</summary>
public static class TrainingMessages
{
    public const string PreparingColumns = "training.preparing-columns";
    public const string ChoosingSettings = "training.choosing-settings";
    public const string Measuring = "training.measuring";
    public const string Done = "training.done";
    public const string TooFewClosed = "training.too-few-closed";
    public const string AllLost = "training.all-lost";
    public const string AllWon = "training.all-won";

    /// <summary>{0} the name of the goal.</summary>
    public const string GoalNotLearnt = "training.goal-not-learnt";
    public const string NoSuchKind = "training.no-such-kind";

    /// <summary>{0} the kinds that were asked for.</summary>
    public const string KindsNotLoadable = "training.kinds-not-loadable";

    /// <summary>{0} the kind of the model, {1} the kinds of its parts that are no trees.</summary>
    public const string NotTrees = "training.not-trees";

    /// <summary>{0} the kind of the calibration.</summary>
    public const string CalibrationNotTrees = "training.calibration-not-trees";

    /// <summary>Every kind of learner that is at work while a training goes on.</summary>
    public static IReadOnlyList<Message> Stages { get; } = [.. Enum.GetValues<ModelKind>().Select(Stage)];

    public static Message Stage(ModelKind kind) => new("training.stage-" + kind.Name().Replace(' ', '-'));
}
