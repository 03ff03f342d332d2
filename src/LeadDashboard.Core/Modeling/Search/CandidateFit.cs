using LeadDashboard.Learning;
using LeadDashboard.Learning.Blending;
using LeadDashboard.Learning.Calibration;
using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Core.Modeling.Search;

/// <summary>A candidate fitted on all given rows.</summary>
/// <param name="Candidate">What it is.</param>
/// <param name="Model">Fitted on all rows.</param>
/// <param name="Calibrator">Fitted on out-of-fold scores.</param>
/// <param name="UnseenLogOdds">double[rowCount], calibrated log-odds of each row by members, weights and calibrator
/// that have not seen its fold.</param>
/// <param name="FitSeconds">Of its members, folds included.</param>
/// <param name="Intercept">Of the members' weighted sum.</param>
/// <param name="Weights">double[memberCount].</param>
internal sealed record CandidateFit(
    Candidate Candidate,
    ILearnedModel Model,
    ICalibrator Calibrator,
    double[] UnseenLogOdds,
    double FitSeconds,
    double Intercept,
    double[] Weights
)
{
    /// <summary>Joins members, chooses the calibrator, and cross-fits both.</summary>
    /// <param name="candidate">Which members.</param>
    /// <param name="fitted">Of every learner.</param>
    /// <param name="input">What they learnt from.</param>
    /// <param name="folds">int[rowCount].</param>
    public static CandidateFit Join(
        Candidate candidate,
        IReadOnlyList<FittedLearner> fitted,
        FitInput input,
        int[] folds
    )
    {
        var labels = input.Labels;
        var raw = candidate.Members.Select(member => fitted[member].OutOfFold).ToArray();
        var members = candidate.Members.Select(member => fitted[member].Model).ToArray();
        var (intercept, weights) = FitWeights(candidate, raw, labels);
        var joined = Combine(raw, intercept, weights);
        var calibrator = Calibrators.Choose(joined, labels, input.Seed);

        var crossFitted = candidate.IsStacked ? CrossFitWeights(candidate, raw, labels, folds) : joined;
        Func<double[], float[], ICalibrator> fit = calibrator.Kind switch
        {
            "isotonic" => IsotonicCalibration.Fit,
            "platt" => PlattScaling.Fit,
            _ => (_, _) => PlattScaling.None,
        };
        var unseen = Calibrators.CrossFit(crossFitted, labels, folds, fit);
        return new CandidateFit(
            candidate,
            Assemble(candidate, intercept, weights, members),
            calibrator,
            unseen,
            candidate.Members.Sum(member => fitted[member].Seconds),
            intercept,
            weights
        );
    }

    private static ILearnedModel Assemble(
        Candidate candidate,
        double intercept,
        double[] weights,
        ILearnedModel[] members
    )
    {
        if (members.Length == 1 && !candidate.IsStacked)
        {
            return members[0];
        }

        // A member without weight would only cost time with every score.
        var kept = Enumerable.Range(0, members.Length).Where(member => weights[member] > 0).ToArray();
        return new BlendModel(
            candidate.Kind.Name(),
            intercept,
            [.. kept.Select(member => weights[member])],
            [.. kept.Select(member => members[member])]
        );
    }

    private static (double Intercept, double[] Weights) FitWeights(
        Candidate candidate,
        double[][] raw,
        float[] labels
    ) => candidate.IsStacked ? StackedBlend.Fit(raw, labels) : (0, [.. raw.Select(_ => 1.0 / raw.Length)]);

    private static double[] Combine(double[][] raw, double intercept, double[] weights)
    {
        var joined = new double[raw[0].Length];
        Array.Fill(joined, intercept);
        for (var member = 0; member < raw.Length; member++)
        {
            for (var row = 0; row < joined.Length; row++)
            {
                joined[row] += weights[member] * raw[member][row];
            }
        }

        return joined;
    }

    private static double[] CrossFitWeights(Candidate candidate, double[][] raw, float[] labels, int[] folds)
    {
        var joined = new double[labels.Length];
        foreach (var fold in folds.Distinct().Order())
        {
            var others = Enumerable.Range(0, labels.Length).Where(row => folds[row] != fold).ToArray();
            var (intercept, weights) = FitWeights(
                candidate,
                [.. raw.Select(member => others.Select(row => member[row]).ToArray())],
                [.. others.Select(row => labels[row])]
            );
            var all = Combine(raw, intercept, weights);
            for (var row = 0; row < joined.Length; row++)
            {
                joined[row] = folds[row] == fold ? all[row] : joined[row];
            }
        }

        return joined;
    }

    /// <summary>Calibrated log-odds by members fitted anew.</summary>
    public double[] Calibrated(ILearnedModel[] members, FeatureTable table)
    {
        var raw = Combine([.. members.Select(member => member.PredictRaw(table))], Intercept, Weights);
        for (var row = 0; row < raw.Length; row++)
        {
            raw[row] = Calibrator.Calibrate(raw[row]);
        }

        return raw;
    }

    public double[] UnseenProbabilities() => [.. UnseenLogOdds.Select(LogOdds.ToProbability)];
}
