using LeadDashboard.Learning.Evaluation;
using LeadDashboard.Learning.Losses;

namespace LeadDashboard.Learning.Calibration;

/// <summary>Chooses, writes and reads calibrators.</summary>
public static class Calibrators
{
    /// <summary>Isotonic needs enough of both outcomes to beat a straight line.</summary>
    private const int MinIsotonicOutcomes = 200;

    /// <summary>
    /// The simplest of none, Platt and isotonic whose cross-fitted log-loss is not clearly worse (more than one
    /// standard error of the paired
    /// difference) than the best.
    /// </summary>
    /// <param name="raw">double[rowCount] of out-of-fold scores.</param>
    /// <param name="labels">float[rowCount], 0 = lost, 1 = won.</param>
    /// <param name="seed">Of the folds.</param>
    public static ICalibrator Choose(double[] raw, float[] labels, int seed)
    {
        double wins = labels.Sum(),
            losses = labels.Length - wins;
        if (Math.Min(wins, losses) < 10)
        {
            return PlattScaling.None;
        }

        var fits = new List<Func<double[], float[], ICalibrator>> { (_, _) => PlattScaling.None, PlattScaling.Fit };
        if (Math.Min(wins, losses) >= MinIsotonicOutcomes)
        {
            fits.Add(IsotonicCalibration.Fit);
        }

        var folds = StratifiedFolds.Assign(labels, 5, seed);
        var rowLosses = fits.Select(fit => CrossFittedLosses(raw, labels, folds, fit)).ToArray();
        var best = rowLosses.MinBy(values => values.Average())!;
        for (var i = 0; i < fits.Count; i++)
        {
            var differences = rowLosses[i].Zip(best, (mine, bests) => mine - bests).ToArray();
            if (differences.Average() <= Bootstrap.StandardError(differences))
            {
                return fits[i](raw, labels);
            }
        }

        return PlattScaling.Fit(raw, labels);
    }

    /// <summary>Calibrated log-odds of each row by a calibrator that has not seen its fold.</summary>
    public static double[] CrossFit(double[] raw, float[] labels, int[] folds, Func<double[], float[], ICalibrator> fit)
    {
        var calibrated = new double[raw.Length];
        foreach (var fold in folds.Distinct())
        {
            var others = Enumerable.Range(0, raw.Length).Where(row => folds[row] != fold).ToArray();
            var calibrator = fit([.. others.Select(row => raw[row])], [.. others.Select(row => labels[row])]);
            for (var row = 0; row < raw.Length; row++)
            {
                if (folds[row] == fold)
                {
                    calibrated[row] = calibrator.Calibrate(raw[row]);
                }
            }
        }

        return calibrated;
    }

    public static void Write(BinaryWriter writer, ICalibrator calibrator)
    {
        writer.Write(calibrator is IsotonicCalibration ? "isotonic" : "platt");
        calibrator.Write(writer);
    }

    public static ICalibrator Read(BinaryReader reader)
    {
        var kind = reader.ReadString();
        return kind switch
        {
            "platt" => PlattScaling.Read(reader),
            "isotonic" => IsotonicCalibration.Read(reader),
            _ => throw new InvalidDataException(
                $"The model file names the calibrator '{kind}', which this program does not know. Use the program "
                    + $"that wrote it, or train again."
            ),
        };
    }

    private static double[] CrossFittedLosses(
        double[] raw,
        float[] labels,
        int[] folds,
        Func<double[], float[], ICalibrator> fit
    ) => [.. CrossFit(raw, labels, folds, fit).Zip(labels, (logOdds, label) => LogOdds.Loss(logOdds, label))];
}
