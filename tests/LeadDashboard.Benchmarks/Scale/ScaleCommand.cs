using System.Diagnostics;
using System.Globalization;
using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Benchmarks.Scale;

/// <summary>
/// Boosted trees against XGBoost hist and LightGBM on the same rows, in the same minute and with the same settings: 100
/// trees, 31 leaves, learning rate 0.1, start from raw 0.
/// The peers folder is the third argument, or LEADDASHBOARD_PEERS, or ../shared/peers beside the repository.
/// </summary>
internal static class ScaleCommand
{
    private const int MaxExplained = 20_000;

    public static async Task<int> RunAsync(string[] args)
    {
        var rowCount = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
        var threads = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 2;
        var folder =
            args.Length > 2 ? args[2] : Environment.GetEnvironmentVariable("LEADDASHBOARD_PEERS") ?? FindPeers();
        var peer = new XgboostPeer(folder);
        var data = peer.Absence is null ? await peer.DataAsync(rowCount) : ScaleData.Generate(rowCount);
        var ours = Measure(data, threads);
        Print($"ours, {threads} threads", ours);
        if (peer.Absence is { } noXgboost)
        {
            Console.WriteLine($"No comparison with XGBoost: {noXgboost}.");
        }
        else
        {
            Compare(ours, "XGBoost hist, 2 threads", await peer.MeasureAsync(rowCount));
        }

        // After ours: the peak of memory is that of the process, and LightGBM runs in this one.
        if (LightGbmPeer.Absence is { } noLightGbm)
        {
            Console.WriteLine($"No comparison with LightGBM: {noLightGbm}.");
        }
        else
        {
            Compare(ours, $"LightGBM, {threads} threads", LightGbmPeer.Measure(data, threads));
        }

        return 0;
    }

    private static void Compare(ScaleFigures ours, string who, ScaleFigures theirs)
    {
        Print(who, theirs);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                {"ratio (target)",-24} fit {ours.FitSeconds
                    / theirs.FitSeconds:0.00} (0.8)   predict {ours.PredictSecondsPerMillion
                    / theirs.PredictSecondsPerMillion:0.00} (0.8)   reasons {ours.ReasonSecondsPer100k
                    / theirs.ReasonSecondsPer100k:0.00} (0.8)   AUC {ours.Auc
                    - theirs.Auc:+0.0000;-0.0000} (-0.0010)
                """
            )
        );
    }

    private static ScaleFigures Measure(ScaleData data, int threads)
    {
        var (train, trainLabels) = data.Slice(0, data.TrainCount);
        var (test, testLabels) = data.Slice(data.TrainCount, data.Labels.Length);
        var options = new BoostedTreesOptions
        {
            TreeCount = 100,
            LeafCount = 31,
            LearningRate = 0.1,
            MaxDepth = 64,
            MinRowsPerLeaf = 1,
            StartsFromMean = false,
            MaxThreads = threads,
        };
        var clock = Stopwatch.StartNew();
        var model = BoostedTrees.Fit(train, trainLabels, null, options);
        var fit = clock.Elapsed.TotalSeconds;
        clock.Restart();
        var raw = model.PredictRaw(test, threads);
        var predict = clock.Elapsed.TotalSeconds / test.RowCount * 1e6;
        var few = test.SelectRows([.. Enumerable.Range(0, Math.Min(MaxExplained, test.RowCount))]);
        clock.Restart();
        model.ExplainAll(few, out _, threads);
        var reasons = clock.Elapsed.TotalSeconds / few.RowCount * 1e5;
        return new ScaleFigures(
            fit,
            predict,
            reasons,
            ScaleFigures.AucOf(raw, testLabels),
            ScaleFigures.PeakOfThisProcess()
        );
    }

    private static void Print(string who, ScaleFigures f) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{who,-24} fit {f.FitSeconds:0.00} s   predict {f.PredictSecondsPerMillion:0.00} s/M   reasons "
                    + $"{f.ReasonSecondsPer100k:0.00} s/100k   AUC {f.Auc:0.0000}   peak {f.PeakMebibytes:0} MiB"
            )
        );

    private static string FindPeers()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "LeadDashboard.sln")))
        {
            at = at.Parent;
        }

        return Path.GetFullPath(Path.Combine(at?.FullName ?? ".", "..", "shared", "peers"));
    }
}
