namespace LeadDashboard.Learning.Evaluation;

/// <summary>Mean probability against observed rate in equal-count bins.</summary>
public static class CalibrationCurve
{
    /// <summary>
    /// Bins of ascending probability (stable order, the first bins one row larger where it does not divide), each with
    /// a Wilson interval.
    /// </summary>
    public static IReadOnlyList<CalibrationBin> Bins(float[] labels, double[] probabilities, int binCount = 10)
    {
        RankedOutcomes.Require(labels, probabilities);
        var order = Enumerable.Range(0, labels.Length).OrderBy(row => probabilities[row]).ToArray();
        var bins = new List<CalibrationBin>(binCount);
        var start = 0;
        for (var bin = 0; bin < binCount; bin++)
        {
            var size = order.Length / binCount + (bin < order.Length % binCount ? 1 : 0);
            if (size == 0)
            {
                continue;
            }

            double wins = 0,
                sum = 0;
            for (var i = start; i < start + size; i++)
            {
                wins += labels[order[i]];
                sum += probabilities[order[i]];
            }

            var (low, high) = Wilson.Interval(wins, size);
            bins.Add(new CalibrationBin(sum / size, wins / size, size, low, high));
            start += size;
        }

        return bins;
    }

    /// <summary>
    /// Expected calibration error: mean over leads of |observed rate - mean probability| of their bin, 0..1.
    /// </summary>
    public static double Error(IReadOnlyList<CalibrationBin> bins)
    {
        double sum = 0,
            rows = 0;
        foreach (var bin in bins)
        {
            sum += bin.LeadCount * Math.Abs(bin.ObservedRate - bin.MeanProbability);
            rows += bin.LeadCount;
        }

        return rows == 0 ? 0 : sum / rows;
    }
}
