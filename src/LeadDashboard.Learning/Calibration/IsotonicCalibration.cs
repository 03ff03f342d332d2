using LeadDashboard.Learning.Losses;

namespace LeadDashboard.Learning.Calibration;

/// <summary>
/// The best rising step function (pool adjacent violators), read as straight lines between the middles of its blocks on
/// the log-odds scale,
/// so that leads inside a block keep their order. Block rates are shrunk by half a lead of the overall rate: never 0 or
/// 1.
/// Below the first and above the last block the line goes on with the overall slope 1.
/// </summary>
public sealed class IsotonicCalibration : ICalibrator
{
    private readonly double[] _raws;
    private readonly double[] _logOdds;

    private IsotonicCalibration(double[] raws, double[] logOdds)
    {
        _raws = raws;
        _logOdds = logOdds;
    }

    public string Kind => "isotonic";

    /// <param name="raw">double[rowCount] of scores of rows the model has not seen.</param>
    /// <param name="labels">float[rowCount], 0 = lost, 1 = won.</param>
    public static IsotonicCalibration Fit(double[] raw, float[] labels)
    {
        if (raw.Length == 0)
        {
            throw new ArgumentException(
                "There are no rows to calibrate on. Give out-of-fold scores with their labels.",
                nameof(raw)
            );
        }

        var (raws, rates, counts) = Pool(raw, labels);
        var overall = (labels.Sum() + 0.5) / (labels.Length + 1.0);
        var logOdds = new double[rates.Length];
        for (var b = 0; b < rates.Length; b++)
        {
            logOdds[b] = LogOdds.FromProbability((rates[b] * counts[b] + overall * 0.5) / (counts[b] + 0.5));
            if (b > 0)
            {
                // Shrinking small blocks more than large ones may break the order by a hair.
                logOdds[b] = Math.Max(logOdds[b], logOdds[b - 1]);
            }
        }

        return new IsotonicCalibration(raws, logOdds);
    }

    /// <summary>The pooled blocks: mean raw score (rising), win rate (rising) and rows of each.</summary>
    public static (double[] Raws, double[] Rates, double[] Counts) Pool(double[] raw, float[] labels)
    {
        var order = Enumerable.Range(0, raw.Length).ToArray();
        Array.Sort((double[])raw.Clone(), order);
        var sums = new List<(double Raw, double Wins, double Rows)>();
        for (var i = 0; i < order.Length;)
        {
            var value = raw[order[i]];
            double wins = 0,
                rows = 0;
            for (; i < order.Length && raw[order[i]] == value; i++)
            {
                wins += labels[order[i]];
                rows++;
            }

            var block = (Raw: value * rows, Wins: wins, Rows: rows);
            while (sums.Count > 0 && sums[^1].Wins * block.Rows >= block.Wins * sums[^1].Rows)
            {
                block = (block.Raw + sums[^1].Raw, block.Wins + sums[^1].Wins, block.Rows + sums[^1].Rows);
                sums.RemoveAt(sums.Count - 1);
            }

            sums.Add(block);
        }

        return (
            [.. sums.Select(block => block.Raw / block.Rows)],
            [.. sums.Select(block => block.Wins / block.Rows)],
            [.. sums.Select(block => block.Rows)]
        );
    }

    public double Calibrate(double raw)
    {
        if (raw <= _raws[0])
        {
            return _logOdds[0] + Math.Max(raw - _raws[0], -2);
        }

        if (raw >= _raws[^1])
        {
            return _logOdds[^1] + Math.Min(raw - _raws[^1], 2);
        }

        var upper = Array.BinarySearch(_raws, raw);
        if (upper >= 0)
        {
            return _logOdds[upper];
        }

        upper = ~upper;
        var share = (raw - _raws[upper - 1]) / (_raws[upper] - _raws[upper - 1]);
        return _logOdds[upper - 1] + share * (_logOdds[upper] - _logOdds[upper - 1]);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(_raws.Length);
        for (var i = 0; i < _raws.Length; i++)
        {
            writer.Write(_raws[i]);
            writer.Write(_logOdds[i]);
        }
    }

    internal static IsotonicCalibration Read(BinaryReader reader)
    {
        var count = reader.ReadInt32();
        var raws = new double[count];
        var logOdds = new double[count];
        for (var i = 0; i < count; i++)
        {
            raws[i] = reader.ReadDouble();
            logOdds[i] = reader.ReadDouble();
        }

        return new IsotonicCalibration(raws, logOdds);
    }
}
