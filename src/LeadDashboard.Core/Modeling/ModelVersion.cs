using LeadDashboard.Core.Modeling.Report;

namespace LeadDashboard.Core.Modeling;

/// <summary>Stored as a number, never renumbered.</summary>
public enum ModelStatus
{
    /// <summary>Trained, wants to serve.</summary>
    Challenger = 0,

    /// <summary>Serves. At most one.</summary>
    Champion = 1,

    /// <summary>Served once; can be rolled back to.</summary>
    Retired = 2,
}

/// <summary>Recipe + scorer + calibrator + report, stored whole.</summary>
public sealed class ModelVersion
{
    public int Id { get; set; }

    /// <summary>1, 2, 3 ... as shown: "v3".</summary>
    public int Number { get; set; }
    public ModelStatus Status { get; set; }

    /// <summary>"logistic", "trees", "rates" ...</summary>
    public string Kind { get; set; } = "";
    public DateTime CreatedUtc { get; set; }
    public string ActorId { get; set; } = "";

    /// <summary>Why it was trained: by hand, schedule, new outcomes.</summary>
    public string Trigger { get; set; } = "";

    /// <summary>ModelFile bytes.</summary>
    public byte[] Content { get; set; } = [];

    /// <summary>JSON of <see cref="ModelReport"/>.</summary>
    public string ReportJson { get; set; } = "{}";

    public int TrainingRowCount { get; set; }
    public int TrainingWinCount { get; set; }
    public double Auc { get; set; }
    public double PrAuc { get; set; }
    public double LogLoss { get; set; }
    public double CalibrationError { get; set; }

    /// <summary>Highest Outcome.Id that was known when it was trained: newer ones are its unseen data.</summary>
    public int LastOutcomeId { get; set; }

    /// <summary>Verdict of the gate in words, with the compared figures.</summary>
    public string? GateMessage { get; set; }
    public bool? GatePassed { get; set; }

    /// <summary>JSON of <see cref="PromotionComparison"/>, null for the first version.</summary>
    public string? ComparisonJson { get; set; }
    public DateTime? PromotedUtc { get; set; }
    public string? PromotedById { get; set; }
}
