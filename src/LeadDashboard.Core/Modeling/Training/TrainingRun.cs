using LeadDashboard.Core.Modeling.Search;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Core.Modeling.Training;

/// <summary>What every step of one training works with.</summary>
/// <param name="Set">Labelled leads.</param>
/// <param name="Table">Their features, by a recipe of all of them.</param>
/// <param name="Options">Settings.</param>
internal sealed record TrainingRun(TrainingSet Set, FeatureTable Table, TrainingOptions Options)
{
    /// <summary>Outcomes are so few that only smoothed rates are trained.</summary>
    public bool IsThin { get; init; }

    /// <summary>True: every candidate is fitted on all rows; false: the chosen one alone.</summary>
    public bool KeepsAll { get; init; }

    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>All rows.</summary>
    public FitInput Input => new(Table, Set.Labels) { Seed = Options.Seed };

    /// <summary>Reports the share done of a stage as progress between two fractions of the whole.</summary>
    public Action<double, ModelKind> Stage(double from, double to) =>
        (share, kind) =>
            Progress?.Report(new TrainingProgress(from + share * (to - from), TrainingMessages.Stage(kind)));
}
