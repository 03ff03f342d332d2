using System.Globalization;
using LeadDashboard.Core.Files.Delimited;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Core.Scoring;
using LeadDashboard.Core.Segments;

namespace LeadDashboard.Cli;

/// <summary>Scores a file: its columns, then score, segment and reasons.</summary>
internal static class ScoreCommand
{
    private const int MaxReasons = 3;

    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output)
    {
        var line = CommandLine.Parse(args, ["--model", "-o", "--hot", "--warm", "--threads"], [], []);
        var modelPath = line.Required("--model", "the model file");
        var target = line.Required("-o", "the file to write");
        var limits = new SegmentLimits(
            Limit(line, "--hot", SegmentLimits.Default.HotFrom),
            Limit(line, "--warm", SegmentLimits.Default.WarmFrom)
        );
        if (limits.WarmFrom > limits.HotFrom)
        {
            throw new CommandException(
                $"Warm begins at {limits.WarmFrom} and hot at {limits.HotFrom}; warm must not begin above hot."
            );
        }

        if (!File.Exists(modelPath))
        {
            throw new CommandException($"There is no file '{modelPath}'. Write one with 'train'.");
        }

        TrainedModel model;
        try
        {
            model = TrainedModel.FromBytes(await File.ReadAllBytesAsync(modelPath));
        }
        catch (InvalidDataException damage)
        {
            throw new CommandException($"{modelPath}: {damage.Message}");
        }

        var file = await TableFile.ReadAsync(line.Plain(0, "file"));
        var rows = file.ToRawTable(model.Recipe);
        var scores = LeadScorer.Score(
            model,
            rows,
            MaxReasons,
            line.Number("--threads", Environment.ProcessorCount, 1, 1024)
        );
        await using (var writer = new StreamWriter(target))
        {
            await WriteAsync(writer, file, scores, limits);
        }

        await output.WriteLineAsync($"{scores.Length} rows scored -> {target}");
        return 0;
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

    private static double Limit(CommandLine line, string option, double otherwise)
    {
        if (line.Find(option) is not { } text)
        {
            return otherwise;
        }

        return
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var limit)
            && limit is >= 0 and <= 1
            ? limit
            : throw new CommandException($"Option '{option}' is '{text}'; a probability from 0 to 1 is expected.");
    }
}
