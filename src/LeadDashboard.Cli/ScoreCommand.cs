using System.CommandLine;
using System.Globalization;
using LeadDashboard.Core.Files.Delimited;
using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Core.Scoring;
using LeadDashboard.Core.Segments;

namespace LeadDashboard.Cli;

/// <summary>Scores a file: its columns, then score, segment and reasons.</summary>
internal static class ScoreCommand
{
    private const int MaxReasons = 3;

    public static Command Create(CommandIo io)
    {
        var options = new ScoreOptions(
            CommandOptions.File(),
            CommandOptions.Required("--model", "cli.model", "MODEL"),
            CommandOptions.Out("cli.scored-file", "OUT.csv"),
            CommandOptions.Probability("--hot", "cli.hot", SegmentLimits.Default.HotFrom),
            CommandOptions.Probability("--warm", "cli.warm", SegmentLimits.Default.WarmFrom),
            CommandOptions.Threads(),
            CommandOptions.Switch("--strict", "cli.strict"),
            CommandOptions.Json()
        );
        var command = new Command("score", CliTexts.Say("cli.score"))
        {
            options.File,
            options.Model,
            options.Target,
            options.Hot,
            options.Warm,
            options.Threads,
            options.Strict,
            options.Json,
        };
        command.SetAction(parsed => RunAsync(parsed, options, io));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, ScoreOptions options, CommandIo io)
    {
        var target = parsed.GetRequiredValue(options.Target);
        var limits = new SegmentLimits(parsed.GetValue(options.Hot), parsed.GetValue(options.Warm));
        if (limits.WarmFrom > limits.HotFrom)
        {
            throw new CommandException(CliTexts.Say("cli.limits-crossed", limits.WarmFrom, limits.HotFrom));
        }

        var model = await ReadModelAsync(parsed.GetRequiredValue(options.Model));
        var file = await TableFile.ReadAsync(parsed.GetRequiredValue(options.File));
        var missing = file.MissingFor(model.Recipe);
        if (missing.Count > 0)
        {
            var names = string.Join(", ", missing.Select(name => $"'{name}'"));
            if (parsed.GetValue(options.Strict))
            {
                throw CommandException.RefusedAs("cli.columns-missing", names);
            }

            await io.Errors.WriteLineAsync(CliTexts.Say("cli.columns-missing", names));
        }

        var rows = file.ToRawTable(model.Recipe);
        var scores = LeadScorer.Score(model, rows, MaxReasons, parsed.GetValue(options.Threads));
        await using (var writer = new StreamWriter(target))
        {
            await WriteAsync(writer, file, scores, limits);
        }

        await io.Output.WriteLineAsync(
            parsed.GetValue(options.Json)
                ? CliJson.Write(
                    new
                    {
                        Rows = scores.Length,
                        File = target,
                        MissingColumns = missing,
                    }
                )
                : CliTexts.Say("cli.scored", scores.Length, target)
        );
        return ExitCodes.Done;
    }

    private static async Task<TrainedModel> ReadModelAsync(string path)
    {
        if (!File.Exists(path))
        {
            throw new CommandException(CliTexts.Say("cli.no-model-file", path));
        }

        try
        {
            return TrainedModel.FromBytes(await File.ReadAllBytesAsync(path));
        }
        catch (InvalidDataException damage)
        {
            throw CommandException.Refused(Message.Verbatim(damage.Message), $"{path}: {damage.Message}");
        }
    }

    private static async Task WriteAsync(TextWriter target, TableFile file, LeadScore[] scores, SegmentLimits limits)
    {
        await target.WriteLineAsync(
            SafeCsv.Line([.. file.Header, "Score", "Segment", "Reason 1", "Reason 2", "Reason 3"])
        );
        for (var row = 0; row < scores.Length; row++)
        {
            var cells = new List<string>(file.Row(row))
            {
                scores[row].Score.ToString("0.0", CultureInfo.InvariantCulture),
                SegmentRules.Assign(scores[row].Probability, limits).ToString(),
            };
            var reasons = scores[row]
                .Reasons.Where(reason =>
                    !string.Equals(reason.Feature, LeadScorer.OtherReason, StringComparison.Ordinal)
                )
                .ToArray();
            for (var r = 0; r < MaxReasons; r++)
            {
                cells.Add(
                    r < reasons.Length
                        ? string.Create(
                            CultureInfo.InvariantCulture,
                            $"{reasons[r].Feature} = {reasons[r].Value} ({reasons[r].LogOdds:+0.00;-0.00})"
                        )
                        : ""
                );
            }

            await target.WriteLineAsync(SafeCsv.Line(cells));
        }
    }

    private sealed record ScoreOptions(
        Argument<string> File,
        Option<string> Model,
        Option<string> Target,
        Option<double> Hot,
        Option<double> Warm,
        Option<int> Threads,
        Option<bool> Strict,
        Option<bool> Json
    );
}
