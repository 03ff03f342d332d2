using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using LeadDashboard.App.Messages;
using LeadDashboard.Core.Modeling;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Learning.Evaluation;

namespace LeadDashboard.Cli;

/// <summary>
/// Plays a file in date order again: it is cut into consecutive blocks, and each block from the first tested one on is
/// scored by the automatic pipeline trained on
/// all blocks before it ("retrained") and by one trained once on the blocks before the first tested one ("static").
/// </summary>
internal static class ReplayCommand
{
    /// <summary>Share of each block that is called, best score first.</summary>
    private const double CalledShare = 0.2;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output)
    {
        var line = CommandLine.Parse(
            args,
            [
                "--label",
                "--positive",
                "--drop",
                "--blocks",
                "--first",
                "--seed",
                "--threads",
                "--candidates",
                "--without",
            ],
            ["--drop", "--candidates", "--without"],
            ["--json"]
        );
        var path = line.Plain(0, "file");
        var blockCount = line.Number("--blocks", 20, 2, 1000);
        var first = line.Number("--first", 5, 1, blockCount - 1);
        var file = await LabelledFile.ReadAsync(
            path,
            line.Required("--label", "the outcome column"),
            line.Find("--positive"),
            line.All("--drop"),
            isOrdered: true
        );
        var options = TrainingOptions.Default with
        {
            Seed = line.Number("--seed", 1, 0, int.MaxValue),
            MaxThreads = line.Number("--threads", Environment.ProcessorCount, 1, 1024),
        };
        if (line.Has("--candidates"))
        {
            options = options with { Candidates = line.All("--candidates") };
        }

        options = options with { Drift = Without(line.All("--without")) };
        foreach (var note in file.Notes)
        {
            await Console.Error.WriteLineAsync(note);
        }

        try
        {
            foreach (var isRetrained in (bool[])[false, true])
            {
                var played = Play(
                    file.Set,
                    options,
                    blockCount,
                    first,
                    isRetrained,
                    text => Console.Error.WriteLine(text)
                );
                await output.WriteLineAsync(
                    line.Has("--json") ? JsonSerializer.Serialize(played, Json) : played.ToText()
                );
            }
        }
        catch (ModelingException refusal)
        {
            throw new CommandException(MessageTexts.Say(refusal.Said));
        }

        return 0;
    }

    /// <summary>What following time is made of, less the parts named.</summary>
    internal static DriftOptions Without(IReadOnlyList<string> parts)
    {
        var drift = DriftOptions.Default;
        foreach (var part in parts)
        {
            drift = part switch
            {
                "drift" => drift with { IsFollowed = false },
                "level" => drift with { UsesLevel = false },
                "windows" => drift with { MaxWindows = 1 },
                "calendars" => drift with { ScreensCalendars = false },
                _ => throw new CommandException(
                    $"Option '--without' names '{part}'; known are drift, level, windows and calendars."
                ),
            };
        }

        return drift;
    }

    /// <summary>
    /// Row ranges of consecutive blocks as equal as can be: the first rowCount % blockCount blocks hold one row more.
    /// </summary>
    internal static IReadOnlyList<(int From, int To)> Blocks(int rowCount, int blockCount)
    {
        var blocks = new (int From, int To)[blockCount];
        var from = 0;
        for (var b = 0; b < blockCount; b++)
        {
            var to = from + rowCount / blockCount + (b < rowCount % blockCount ? 1 : 0);
            blocks[b] = (from, to);
            from = to;
        }

        return blocks;
    }

    /// <summary>
    /// Wins among the best-scored share of the rows (rounded half to even, ties in row order), as Python's round and a
    /// stable sort give them.
    /// </summary>
    internal static int WinsAmongBest(float[] labels, double[] probabilities)
    {
        var count = (int)Math.Round(labels.Length * CalledShare, MidpointRounding.ToEven);
        return (int)
            Enumerable
                .Range(0, labels.Length)
                .OrderByDescending(row => probabilities[row])
                .Take(count)
                .Sum(row => labels[row]);
    }

    internal static Line Play(
        TrainingSet set,
        TrainingOptions options,
        int blockCount,
        int first,
        bool isRetrained,
        Action<string> note
    )
    {
        var blocks = Blocks(set.RowCount, blockCount);
        var watch = Stopwatch.StartNew();
        TrainedModel? model = null;
        var areas = new List<double>();
        double found = 0,
            wins = 0;
        for (var b = first; b < blockCount; b++)
        {
            if (model is null || isRetrained)
            {
                model = ModelTrainer.Train(set.Select([.. Enumerable.Range(0, blocks[b].From)]), options);
            }

            var rows = Enumerable.Range(blocks[b].From, blocks[b].To - blocks[b].From).ToArray();
            var labels = rows.Select(row => set.Labels[row]).ToArray();
            var probabilities = model.Probabilities(set.Rows.SelectRows(rows), options.MaxThreads);
            var ranked = RankedOutcomes.From(labels, probabilities);
            if (ranked.WinCount > 0 && ranked.LossCount > 0)
            {
                areas.Add(RocCurve.Area(ranked));
            }

            found += WinsAmongBest(labels, probabilities);
            wins += labels.Sum();
            note(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"block {b}: {model.Kind}, AUC {RocCurve.Area(ranked):0.0000}, {WinsAmongBest(labels, probabilities)} of {ranked.WinCount} wins, rate {labels.Average():0.000} against {probabilities.Average():0.000} expected{(model.Report.Drift is { } drift && drift.Dropped.Count > 0 ? ", without " + string.Join(", ", drift.Dropped.Select(column => column.Name)) : "")}"
                )
            );
        }

        return new Line(
            "automatic",
            isRetrained ? "retrained" : "static",
            blockCount - first,
            Round(areas.Count == 0 ? double.NaN : areas.Average()),
            Round(wins == 0 ? double.NaN : found / wins),
            Math.Round(watch.Elapsed.TotalSeconds, 1)
        );
    }

    private static double Round(double value) => Math.Round(value, 4);

    internal sealed record Line(string Model, string Mode, int Blocks, double MeanAuc, double Wins20, double Seconds)
    {
        public string ToText() =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Model, -10} {Mode, -9}  mean AUC {MeanAuc:0.0000} over {Blocks} blocks  wins in the best fifth "
                    + $"{Wins20:0.0000}  {Seconds:0.0} s"
            );
    }
}
