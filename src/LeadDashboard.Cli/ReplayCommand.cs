using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
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

    public static Command Create(CommandIo io)
    {
        var input = new LabelledOptions();
        var options = new ReplayOptions(
            CommandOptions.Whole("--blocks", "cli.blocks", 20, 2, 1000),
            CommandOptions.Whole("--first", "cli.first", 5, 1, 999),
            CommandOptions.Words("--without", "cli.without", "PART"),
            CommandOptions.Json()
        );
        var command = new Command("replay", CliTexts.Say("cli.replay"))
        {
            options.Blocks,
            options.First,
            options.Without,
            options.Json,
        };
        input.AddTo(command, choosesCandidates: true);
        command.SetAction(parsed => RunAsync(parsed, input, options, io));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed,
        LabelledOptions input,
        ReplayOptions options,
        CommandIo io
    )
    {
        var blockCount = parsed.GetValue(options.Blocks);
        var first = parsed.GetValue(options.First);
        if (first >= blockCount)
        {
            throw new CommandException(CliTexts.Say("cli.first-block", first, blockCount));
        }

        var training = input.Training(parsed) with { Drift = Without(parsed.GetValue(options.Without) ?? []) };
        var file = await input.ReadAsync(parsed, RowOrder.AsWritten);
        foreach (var note in file.Notes)
        {
            await io.Errors.WriteLineAsync(note);
        }

        try
        {
            foreach (var isRetrained in (bool[])[false, true])
            {
                var played = Play(file.Set, training, blockCount, first, isRetrained, io.Errors.WriteLine);
                await io.Output.WriteLineAsync(
                    parsed.GetValue(options.Json) ? JsonSerializer.Serialize(played, Json) : played.ToText()
                );
            }
        }
        catch (ModelingException refusal)
        {
            throw CommandException.Refused(refusal.Said);
        }

        return ExitCodes.Done;
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
            var dropped = model.Report.Drift?.Dropped.Select(column => column.Name).ToArray() ?? [];
            var without = dropped.Length > 0 ? ", without " + string.Join(", ", dropped) : "";
            note(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"block {b}: {model.Kind}, AUC {RocCurve.Area(ranked):0.0000}, "
                        + $"{WinsAmongBest(labels, probabilities)} of {ranked.WinCount} wins, rate "
                        + $"{labels.Average():0.000} against {probabilities.Average():0.000} expected{without}"
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

    private sealed record ReplayOptions(
        Option<int> Blocks,
        Option<int> First,
        Option<string[]> Without,
        Option<bool> Json
    );

    internal sealed record Line(string Model, string Mode, int Blocks, double MeanAuc, double Wins20, double Seconds)
    {
        public string ToText() =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Model,-10} {Mode,-9}  mean AUC {MeanAuc:0.0000} over {Blocks} blocks  wins in the best fifth "
                    + $"{Wins20:0.0000}  {Seconds:0.0} s"
            );
    }
}
