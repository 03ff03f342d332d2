namespace LeadDashboard.Learning.Evaluation;

/// <summary>
/// One point of the cumulative gains curve: the best-scored <paramref name="LeadShare"/> (0..1) of leads hold <paramref
/// name="WinShare"/> (0..1) of all wins.
/// </summary>
public sealed record GainsPoint(double LeadShare, double WinShare);

/// <summary>One tenth of the leads, number 1 the best scored.</summary>
/// <param name="Number">1..10.</param>
/// <param name="LeadCount">Leads in the decile (fractional where equal scores straddle a border).</param>
/// <param name="WinCount">Wins in the decile, likewise.</param>
/// <param name="MinProbability">Score limit of the decile, 0..1.</param>
/// <param name="WinRate">WinCount / LeadCount.</param>
/// <param name="Lift">WinRate / overall win rate.</param>
/// <param name="CumulativeLift">The same over deciles 1..Number.</param>
/// <param name="CumulativeWinShare">Share of all wins in deciles 1..Number.</param>
public sealed record LiftDecile(
    int Number,
    double LeadCount,
    double WinCount,
    double MinProbability,
    double WinRate,
    double Lift,
    double CumulativeLift,
    double CumulativeWinShare
);

/// <summary>One equal-count bin of the calibration curve with a 95 % Wilson interval of the observed rate.</summary>
public sealed record CalibrationBin(
    double MeanProbability,
    double ObservedRate,
    int LeadCount,
    double ObservedLow,
    double ObservedHigh
);

/// <summary>A point of the ROC curve.</summary>
public sealed record RocPoint(double FalsePositiveRate, double TruePositiveRate, double Threshold);

/// <summary>A point of the precision-recall curve.</summary>
public sealed record PrecisionRecallPoint(double Recall, double Precision, double Threshold);

/// <summary>Counts when every lead with probability >= Threshold is called a win.</summary>
public sealed record Confusion(
    double Threshold,
    long TruePositives,
    long FalsePositives,
    long TrueNegatives,
    long FalseNegatives
)
{
    private long Total => TruePositives + FalsePositives + TrueNegatives + FalseNegatives;

    public double Accuracy => Total == 0 ? 0 : (double)(TruePositives + TrueNegatives) / Total;

    /// <summary>The called among all, 0..1; 0 without rows.</summary>
    public double CalledShare => Total == 0 ? 0 : (double)(TruePositives + FalsePositives) / Total;

    /// <summary>Wins among the called; 0 when nobody is called.</summary>
    public double Precision =>
        TruePositives + FalsePositives == 0 ? 0 : (double)TruePositives / (TruePositives + FalsePositives);

    /// <summary>Called among the wins; 0 without wins.</summary>
    public double Recall =>
        TruePositives + FalseNegatives == 0 ? 0 : (double)TruePositives / (TruePositives + FalseNegatives);

    public double F1 =>
        2 * TruePositives + FalsePositives + FalseNegatives == 0
            ? 0
            : 2.0 * TruePositives / (2.0 * TruePositives + FalsePositives + FalseNegatives);
}

/// <summary>A measured value with its interval (95 % unless told otherwise).</summary>
public sealed record Estimate(double Value, double Low, double High);

/// <summary>Scalar quality of probabilities against outcomes.</summary>
/// <param name="RowCount">Leads measured.</param>
/// <param name="WinCount">Wins among them.</param>
/// <param name="Auc">Area under the ROC curve, 0..1, 0.5 = chance; ties count half.</param>
/// <param name="PrAuc">Average precision, 0..1, chance = win rate.</param>
/// <param name="LogLoss">Mean of -log P(what happened), nats, lower is better.</param>
/// <param name="Brier">Mean squared error of the probability, lower is better.</param>
/// <param name="CalibrationError">ECE over 10 equal-count bins, 0..1, lower is better.</param>
/// <param name="Ks">Largest distance between the cumulative wins and losses, 0..1.</param>
/// <param name="Top10">Share of wins in the best-scored 10 %.</param>
/// <param name="Top30">Share of wins in the best-scored 30 %.</param>
/// <param name="Top50">Share of wins in the best-scored 50 %.</param>
public sealed record QualityMetrics(
    int RowCount,
    int WinCount,
    Estimate Auc,
    Estimate PrAuc,
    Estimate LogLoss,
    double Brier,
    double CalibrationError,
    double Ks,
    double Top10,
    double Top30,
    double Top50
)
{
    public double WinRate => RowCount == 0 ? 0 : (double)WinCount / RowCount;
}
