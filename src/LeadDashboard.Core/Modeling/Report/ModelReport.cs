using LeadDashboard.Core.Messages;
using LeadDashboard.Learning.Evaluation;

namespace LeadDashboard.Core.Modeling.Report;

/// <summary>How unseen data was made.</summary>
public enum SplitKind
{
    /// <summary>The newest 20 % by date were held out.</summary>
    NewestTail = 0,

    /// <summary>No dates: every row was scored by a model that had not seen it (stratified folds).</summary>
    StratifiedFolds = 1,
}

/// <summary>One trained model of the comparison, measured on unseen rows.</summary>
public sealed record CandidateResult(
    string Kind,
    QualityMetrics Metrics,
    string Calibration,
    double FitSeconds,
    bool IsChosen,
    string Why
);

/// <summary>A feature's mean absolute share of the log-odds over the measured leads.</summary>
public sealed record GlobalDriver(string Feature, double MeanAbsoluteLogOdds);

/// <summary>A column the learner left out or was warned of, and why.</summary>
public sealed record ExcludedColumn(string Name, Message Reason);

/// <summary>Everything the Models screen shows about a version; all figures are of unseen rows.</summary>
public sealed record ModelReport
{
    public required string Kind { get; init; }
    public required SplitKind Split { get; init; }
    public DateTime? TestFromUtc { get; init; }
    public DateTime? TestToUtc { get; init; }
    public required int TrainRowCount { get; init; }
    public required int TestRowCount { get; init; }
    public required QualityMetrics Metrics { get; init; }
    public required IReadOnlyList<CandidateResult> Candidates { get; init; }

    /// <summary>At most 201 points, (0,0) and (1,1) included.</summary>
    public required IReadOnlyList<GainsPoint> Gains { get; init; }
    public required IReadOnlyList<LiftDecile> Deciles { get; init; }
    public required IReadOnlyList<CalibrationBin> Calibration { get; init; }
    public required IReadOnlyList<RocPoint> Roc { get; init; }
    public required IReadOnlyList<PrecisionRecallPoint> PrecisionRecall { get; init; }

    /// <summary>101 rows, thresholds 0.00, 0.01 .. 1.00.</summary>
    public required IReadOnlyList<Confusion> Confusions { get; init; }

    /// <summary>Threshold with the best F1.</summary>
    public required double RecommendedThreshold { get; init; }
    public required IReadOnlyList<GlobalDriver> Drivers { get; init; }
    public required IReadOnlyList<ExcludedColumn> Excluded { get; init; }

    /// <summary>
    /// Columns the model learnt from although they were flagged as known only after the outcome, with the evidence: a
    /// person let them in, and the figures may be too good because of them.
    /// </summary>
    public IReadOnlyList<ExcludedColumn> LeaksLetIn { get; init; } = [];

    /// <summary>What a reader must know, e.g. thin evidence.</summary>
    public required IReadOnlyList<Message> Warnings { get; init; }
    public required double TrainSeconds { get; init; }

    /// <summary>
    /// How the training followed a win rate that moves with time; null where it had no need to, or the order of the
    /// rows is unknown.
    /// </summary>
    public DriftReport? Drift { get; init; }

    /// <summary>True below 40 wins or 40 losses.</summary>
    public required bool IsThinEvidence { get; init; }

    /// <summary>The same without what differs from run to run: how long it took.</summary>
    public ModelReport WithoutTimes() =>
        this with
        {
            TrainSeconds = 0,
            Candidates = [.. Candidates.Select(candidate => candidate with { FitSeconds = 0 })],
        };
}

/// <summary>A stretch of the newest rows that one part of the model learnt from; all parts count the same.</summary>
/// <param name="RowCount">Newest rows it holds.</param>
/// <param name="FromUtc">Its oldest row; null without dates.</param>
public sealed record RecencyWindow(int RowCount, DateTime? FromUtc);

/// <summary>What a training under a moving win rate did.</summary>
/// <param name="LevelRowCount">Leads around each moment that make the level of its period.</param>
/// <param name="LowestRate">0..1, lowest win rate of a period.</param>
/// <param name="HighestRate">0..1.</param>
/// <param name="NewestRate">0..1, win rate that scores of new leads start from.</param>
/// <param name="Windows">Longest first.</param>
/// <param name="Dropped">Columns that tell the period rather than the lead and did not help on the next one.</param>
public sealed record DriftReport(
    int LevelRowCount,
    double LowestRate,
    double HighestRate,
    double NewestRate,
    IReadOnlyList<RecencyWindow> Windows,
    IReadOnlyList<ExcludedColumn> Dropped
);

/// <summary>Champion and challenger on the same, newest rows that neither has seen.</summary>
public sealed record PromotionComparison(
    int RowCount,
    int WinCount,
    QualityMetrics Champion,
    QualityMetrics Challenger,
    Estimate PrAucDifference,
    Estimate LogLossDifference,
    bool IsPromoted,
    Message Message
)
{
    /// <summary>
    /// Why these rows could not judge at all, for Home and Models; null when they could. Nothing is promoted with an
    /// alarm.
    /// </summary>
    public Message? Alarm { get; init; }
}
