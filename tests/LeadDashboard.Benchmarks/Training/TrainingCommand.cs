using System.Diagnostics;
using System.Globalization;
using LeadDashboard.Benchmarks.Scale;
using LeadDashboard.Core.Modeling.Features;
using LeadDashboard.Core.Modeling.Training;

namespace LeadDashboard.Benchmarks.Training;

/// <summary>
/// The whole automatic training on generated rows: screening, candidates, folds, calibration, ranges and report.
/// Targets for 1M rows: 300 s, 3 GiB.
/// </summary>
internal static class TrainingCommand
{
    public static int Run(string[] args)
    {
        var rowCount = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        var threads = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 2;
        var isOrdered = args.Contains("ordered", StringComparer.Ordinal);
        var set = Set(rowCount, isOrdered);
        var clock = Stopwatch.StartNew();
        var model = ModelTrainer.Train(set, TrainingOptions.Default with { MaxThreads = threads }, new Printer(clock));
        using var process = Process.GetCurrentProcess();
        process.Refresh();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{rowCount} rows x {ScaleData.ColumnCount} columns, {threads} threads: "
                    + $"{clock.Elapsed.TotalSeconds:0.0} s (processor {process.TotalProcessorTime.TotalSeconds:0.0} s),"
                    + $" "
                    + $"peak {process.PeakWorkingSet64 / 1048576.0:0} MiB; {model.Kind}, "
                    + $"AUC {model.Report.Metrics.Auc.Value:0.0000}"
            )
        );
        return 0;
    }

    // A method of its own, so that the generated data can be collected once the set holds what it needs.
    private static TrainingSet Set(int rowCount, bool isOrdered)
    {
        var data = ScaleData.Generate(rowCount);
        var table = new RawTable(
            [.. data.Columns.Select((column, c) => RawColumn.OfNumbers($"c{c}", $"c{c}", column))],
            rowCount
        );
        return isOrdered ? TrainingSet.FromOrderedTable(table, data.Labels) : TrainingSet.FromTable(table, data.Labels);
    }

    private sealed class Printer(Stopwatch clock) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) =>
            Console.Error.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{clock.Elapsed.TotalSeconds,6:0.0} s {value.Fraction,4:P0} {value.Message}"
                )
            );
    }
}
