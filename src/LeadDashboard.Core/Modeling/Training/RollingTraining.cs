using System.Diagnostics;
using LeadDashboard.Core.Modeling.Drift;
using LeadDashboard.Core.Modeling.Features;
using LeadDashboard.Core.Modeling.Search;
using LeadDashboard.Learning;
using LeadDashboard.Learning.Calibration;
using LeadDashboard.Learning.Drift;

namespace LeadDashboard.Core.Modeling.Training;

/// <summary>
/// Training where the win rate moves with time. The newest rows are cut into periods; each is scored by models of the
/// rows before it alone, which is how
/// the model will be used. Models learn what sets a lead apart within its period; the level comes from the newest rows
/// known.
/// </summary>
internal static class RollingTraining
{
    private const int MaxPeriods = 4;
    private const int MinWinsPerPeriod = 10;

    /// <summary>Start rows of the periods at the end of the rows, and the row after the last.</summary>
    public static int[] Periods(float[] labels, TrainingOptions options)
    {
        var first = labels.Length - (int)Math.Round(labels.Length * options.TestShare);
        var wins = labels.Skip(first).Count(label => label > 0.5f);
        var count = Math.Clamp(Math.Min(wins, labels.Length - first - wins) / MinWinsPerPeriod, 1, MaxPeriods);
        return
        [
            .. Enumerable
                .Range(0, count + 1)
                .Select(period => first + (int)((long)period * (labels.Length - first) / count)),
        ];
    }

    /// <param name="set">In time order.</param>
    /// <param name="list">What to fit.</param>
    /// <param name="options">Seed, threads, share of the newest rows.</param>
    /// <param name="finished">Called after each fit with the share done; one call at a time.</param>
    /// <param name="cancellationToken">Asked before and during each fit.</param>
    public static RollingScores Score(
        TrainingSet set,
        CandidateList list,
        TrainingOptions options,
        Action<double, ModelKind> finished,
        CancellationToken cancellationToken
    )
    {
        var borders = Periods(set.Labels, options);
        var first = borders[0];
        var raw = list.Learners.Select(_ => new double[set.RowCount - first]).ToArray();
        var lastKnown = new double[set.RowCount - first];
        var seconds = new double[list.Learners.Count];
        var gate = new Lock();
        var done = 0;
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = Math.Max(1, options.MaxThreads),
            CancellationToken = cancellationToken,
        };
        Parallel.For(
            0,
            borders.Length - 1,
            parallel,
            period =>
            {
                int from = borders[period],
                    to = borders[period + 1];
                var older = set.Select([.. Enumerable.Range(0, from)]);
                var recipe = FeatureRecipe.Fit(older);
                var table = LeadFeatures.BuildForTraining(recipe, older);
                var next = LeadFeatures.Build(recipe, set.Rows.SelectRows([.. Enumerable.Range(from, to - from)]));
                var level = LocalBaseRate.Fit(older.Labels);
                Array.Fill(lastKnown, level.Newest, from - first, to - from);
                var starts = RecencyEnsemble.Windows(older.Labels, options);
                var input = new FitInput(table, older.Labels) { Offsets = Levels(older.Labels, level, options) };
                for (var l = 0; l < list.Learners.Count; l++)
                {
                    var watch = Stopwatch.StartNew();
                    var model = RecencyEnsemble.Fit(
                        list.Learners[l],
                        input with
                        {
                            Seed = options.Seed + 1000 * (period + 1) + 100 * l,
                        },
                        starts,
                        cancellationToken
                    );
                    model.PredictRaw(next).CopyTo(raw[l], from - first);
                    lock (gate)
                    {
                        seconds[l] += watch.Elapsed.TotalSeconds;
                        finished((double)++done / (list.Learners.Count * (borders.Length - 1)), list.Learners[l].Kind);
                    }
                }
            }
        );
        return new RollingScores(borders, raw, lastKnown, seconds);
    }

    /// <summary>Fits the learners of the list on all rows.</summary>
    public static ILearnedModel[] FitAll(
        TrainingRun run,
        LocalBaseRate level,
        CandidateList list,
        CancellationToken cancellationToken
    )
    {
        var (labels, options) = (run.Set.Labels, run.Options);
        var input = run.Input with { Offsets = Levels(labels, level, options) };
        var finished = run.Stage(0.65, 0.85);
        var starts = RecencyEnsemble.Windows(labels, options);
        var fitted = new ILearnedModel[list.Learners.Count];
        var gate = new Lock();
        var done = 0;
        Parallel.For(
            0,
            fitted.Length,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = Math.Max(1, options.MaxThreads),
                CancellationToken = cancellationToken,
            },
            l =>
            {
                fitted[l] = RecencyEnsemble.Fit(
                    list.Learners[l],
                    input with
                    {
                        Seed = options.Seed + 100 * l,
                    },
                    starts,
                    cancellationToken
                );
                lock (gate)
                {
                    finished((double)++done / fitted.Length, list.Learners[l].Kind);
                }
            }
        );
        return fitted;
    }

    /// <summary>The level of each row as the learners take it.</summary>
    public static float[] Offsets(double[] levels) => [.. levels.Select(level => (float)level)];

    private static float[] Levels(float[] labels, LocalBaseRate level, TrainingOptions options) =>
        Offsets(options.Drift.UsesLevel ? level.LogOdds : LocalBaseRate.At(labels, 0).LogOdds);
}

/// <summary>Scores of the newest rows by models of older ones.</summary>
/// <param name="Borders">First row of each period, and the row after the last.</param>
/// <param name="Raw">double[learnerCount][newestRowCount], without the level.</param>
/// <param name="LastKnown">double[newestRowCount], the level before the row's period.</param>
/// <param name="Seconds">double[learnerCount].</param>
internal sealed record RollingScores(int[] Borders, double[][] Raw, double[] LastKnown, double[] Seconds)
{
    /// <summary>Mean of the members of a candidate.</summary>
    public double[] Mean(Candidate candidate)
    {
        var joined = new double[LastKnown.Length];
        foreach (var member in candidate.Members)
        {
            for (var row = 0; row < joined.Length; row++)
            {
                joined[row] += Raw[member][row] / candidate.Members.Length;
            }
        }

        return joined;
    }

    /// <summary>Calibrated log-odds of each row by what was known before its period.</summary>
    /// <param name="raw">double[newestRowCount].</param>
    /// <param name="labels">float[rowCount] of all rows, not of the newest alone.</param>
    /// <param name="neighbourCount">Of the level.</param>
    public double[] Calibrated(double[] raw, float[] labels, int neighbourCount)
    {
        var first = Borders[0];
        var calibrated = new double[raw.Length];
        for (var period = 0; period + 1 < Borders.Length; period++)
        {
            int from = Borders[period] - first,
                to = Borders[period + 1] - first;
            var scaling = Scaling(raw[..from], labels[..Borders[period]], neighbourCount, LastKnown[from]);
            for (var row = from; row < to; row++)
            {
                calibrated[row] = scaling.Calibrate(raw[row]);
            }
        }

        return calibrated;
    }

    /// <summary>The calibrator of leads to come.</summary>
    /// <param name="raw">Scores of the last rows of <paramref name="labels"/>.</param>
    /// <param name="labels">float[rowCount] of all rows known.</param>
    /// <param name="neighbourCount">Of the level.</param>
    /// <param name="newestLevel">Log-odds to start from.</param>
    public static PlattScaling Scaling(double[] raw, float[] labels, int neighbourCount, double newestLevel)
    {
        var first = labels.Length - raw.Length;
        return OffsetCalibration.Fit(
            raw,
            labels[first..],
            LocalBaseRate.At(labels, neighbourCount).LogOdds[first..],
            newestLevel
        );
    }
}
