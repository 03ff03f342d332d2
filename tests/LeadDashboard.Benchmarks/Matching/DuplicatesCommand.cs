using System.Diagnostics;
using System.Globalization;
using LeadDashboard.Core.Matching;
using LeadDashboard.Core.Matching.Comparing;
using LeadDashboard.Core.Matching.Model;
using LeadDashboard.Core.Sampling;

namespace LeadDashboard.Benchmarks.Matching;

/// <summary>
/// Time, memory, precision and recall of the duplicate search over made leads with 10 % spoilt copies of one to four
/// changes.
/// </summary>
internal static class DuplicatesCommand
{
    public static int Run(IReadOnlyList<string> args)
    {
        var rows = args.Count > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
        var threads = args.Count > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 2;
        var share = args.Count > 2 ? double.Parse(args[2], CultureInfo.InvariantCulture) : 0.1;
        var sample = SampleDuplicates.Make(rows, share, 4, 5);
        var watch = Stopwatch.StartNew();
        var table = MatchTable.From(sample.Fields, sample.Columns);
        var steps = new List<string> { $"table {watch.Elapsed.TotalSeconds:0.0} s" };
        var result = DuplicateFinder.Find(
            table,
            MatchOptions.Default with
            {
                MaxThreads = threads,
            },
            new Steps(step => steps.Add($"{step:P0} {watch.Elapsed.TotalSeconds:0.0} s")),
            CancellationToken.None
        );
        var seconds = watch.Elapsed.TotalSeconds;
        var quality = MatchQuality.Measure(table, result, sample.Truth);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{rows} leads, {threads} threads: {seconds:0.0} s ({string.Join(", ", steps)}), "
                    + $"{result.CandidateCount} pairs compared, peak memory {Environment.WorkingSet / 1048576} MiB; "
                    + $"{quality.FoundPairs} found of {quality.TruePairs}, precision {quality.Precision:0.0000}, "
                    + $"recall {quality.Recall:0.0000}"
            )
        );
        Console.WriteLine(string.Join("; ", result.BlockingKeys));
        foreach (var (field, index) in table.Fields.Select((field, index) => (field, index)))
        {
            Console.WriteLine(
                $"{field.Name}: "
                    + string.Join(
                        ", ",
                        Enum.GetValues<MatchLevel>()
                            .Skip(1)
                            .Select(level =>
                                string.Create(
                                    CultureInfo.InvariantCulture,
                                    $"{level} {result.Model.Bits(index, level):+0.0;-0.0} (m "
                                        + $"{result.Model.MatchShare[index][(int)level]:0.000} u "
                                        + $"{result.Model.StrangerShare[index][(int)level]:0.000000})"
                                )
                            )
                    )
            );
        }

        foreach (
            var pair in result
                .Pairs.Where(pair => pair.IsJoined && sample.Truth[pair.Left] != sample.Truth[pair.Right])
                .Take(25)
        )
        {
            Console.WriteLine(
                $"WRONG {pair.Bits:0.0} "
                    + string.Join(" | ", result.Explain(pair).Select(e => $"{e.Left} / {e.Right} {e.Bits:0.0}"))
            );
        }

        var byThreshold = new[] { 0.5, 0.8, 0.9, 0.95, 0.99, 0.999 }.Select(limit =>
            (limit, result.Pairs.Where(pair => pair.Probability >= limit).ToArray())
        );
        foreach (var (limit, pairs) in byThreshold)
        {
            Console.WriteLine(
                $"p >= {limit}: {pairs.Length} pairs, "
                    + $"{pairs.Count(pair => sample.Truth[pair.Left] == sample.Truth[pair.Right])} true, expected "
                    + $"{pairs.Sum(pair => pair.Probability):0}"
            );
        }

        return 0;
    }

    private sealed class Steps(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
