using System.CommandLine;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Modeling.Training;
using LeadDashboard.Core.Scoring;
using LeadDashboard.Core.Segments;

namespace LeadDashboard.Cli;

/// <summary>Scores a file of any length: see <see cref="ScoredRows"/> for what it writes.</summary>
internal static class ScoreCommand
{
    /// <summary>Rows in memory at a time, for each thread.</summary>
    private const int RowsPerThread = 4096;

    /// <summary>Scores that lack this share of what the model goes by are those of another model.</summary>
    private const double MostMissingWeight = 1.0 / 3;

    public static Command Create(CommandIo io)
    {
        var options = new ScoreOptions(
            CommandOptions.File(),
            CommandOptions.Required("--model", "cli.model", "MODEL"),
            CommandOptions.Out("cli.scored-file", "OUT.csv"),
            CommandOptions.Probability("--hot", "cli.hot", SegmentLimits.Default.HotFrom),
            CommandOptions.Probability("--warm", "cli.warm", SegmentLimits.Default.WarmFrom),
            new FormatOption(),
            CommandOptions.Threads(),
            CommandOptions.Switch("--strict", "cli.strict"),
            CommandOptions.Switch("--anyway", "cli.anyway"),
            CommandOptions.Json()
        );
        var command = new Command("score", CliTexts.Say("cli.score"))
        {
            options.File,
            options.Model,
            options.Target,
            options.Hot,
            options.Warm,
            options.Format.Words,
            options.Threads,
            options.Strict,
            options.Anyway,
            options.Json,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, options, io, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed,
        ScoreOptions options,
        CommandIo io,
        CancellationToken cancellationToken
    )
    {
        var target = parsed.GetRequiredValue(options.Target);
        var limits = new SegmentLimits(parsed.GetValue(options.Hot), parsed.GetValue(options.Warm));
        if (limits.WarmFrom > limits.HotFrom)
        {
            throw new CommandException(CliTexts.Say("cli.limits-crossed", limits.WarmFrom, limits.HotFrom));
        }

        var choice = options.Format.Read(parsed);
        var model = await ScoringModel.ReadAsync(parsed.GetRequiredValue(options.Model));
        await using var file = await ScoringFile.OpenAsync(
            parsed.GetRequiredValue(options.File),
            choice,
            model.Model.Format,
            [.. model.Model.Recipe.Sources()]
        );
        var missing = RecipeTable.Missing(file.Header, model.Model.Recipe);
        var unknown = Unknown(file.Header, model.Model);
        var missingWeight = model.Model.WeightOf(missing);
        if (missing.Count > 0)
        {
            object[] said = [Quoted(missing), missingWeight];
            if (parsed.GetValue(options.Strict))
            {
                throw CommandException.RefusedAs("cli.columns-missing", said);
            }

            if (missingWeight > MostMissingWeight && !parsed.GetValue(options.Anyway))
            {
                throw CommandException.RefusedAs("cli.columns-weigh", [.. said, Quoted(unknown)]);
            }

            await io.Errors.WriteLineAsync(CliTexts.Say("cli.columns-missing", said));
        }

        if (unknown.Count > 0)
        {
            await io.Errors.WriteLineAsync(CliTexts.Say("cli.columns-unknown", Quoted(unknown)));
        }

        foreach (var note in Notes(model, file, choice))
        {
            await io.Errors.WriteLineAsync(note);
        }

        var rowCount = await WriteAsync(
            target,
            model,
            file,
            limits,
            parsed.GetValue(options.Threads),
            cancellationToken
        );
        if (file.ProblemCount > 0)
        {
            await io.Errors.WriteLineAsync(
                CliTexts.Say("cli.rows-left-out", file.ProblemCount, file.FirstProblem)
            );
        }

        await io.Output.WriteLineAsync(
            parsed.GetValue(options.Json)
                ? CliJson.Write(
                    new
                    {
                        Rows = rowCount,
                        File = target,
                        MissingColumns = missing,
                        MissingWeight = missingWeight,
                        UnknownColumns = unknown,
                        RowsLeftOut = file.ProblemCount,
                        HasRange = model.IsOurs,
                    }
                )
                : CliTexts.Say("cli.scored", rowCount, target)
        );
        return ExitCodes.Done;
    }

    /// <summary>Columns of the file that the model has not met in training, not even to leave them out.</summary>
    private static IReadOnlyList<string> Unknown(string[] header, TrainedModel model)
    {
        string[] known =
        [
            .. model.Recipe.Sources(),
            .. model.Recipe.Excluded.Select(column => column.Name),
            .. model.LeftOut,
        ];
        return [.. header.Where(name => name.Length > 0 && RecipeTable.Find(known, name) < 0)];
    }

    private static string Quoted(IReadOnlyList<string> names) =>
        names.Count == 0 ? "-" : string.Join(", ", names.Select(name => $"'{name}'"));

    /// <summary>What a reader of the scores should know before any row is read.</summary>
    private static IEnumerable<string> Notes(ScoringModel model, ScoringFile file, FormatChoice choice)
    {
        if (!model.IsOurs)
        {
            yield return CliTexts.Say("cli.outside-model", model.Origin!);
        }

        if (file.Format.Kind != FileKind.Delimited || choice.IsDetected || choice.TellsValues)
        {
            yield break;
        }

        if (model.Model.Format is null)
        {
            yield return CliTexts.Say(
                "cli.format-guessed",
                file.Format.DecimalSeparator,
                FormatOption.NameOf(file.Format.DateOrder)
            );
        }
        else if (file is { Detected.DecimalSeparator: ',', Format.DecimalSeparator: '.' })
        {
            // A comma is only ever guessed on evidence; a point is what is left.
            yield return CliTexts.Say("cli.format-differs", '.', ',');
        }
    }

    private static async Task<int> WriteAsync(
        string target,
        ScoringModel model,
        ScoringFile file,
        SegmentLimits limits,
        int threads,
        CancellationToken cancellationToken
    )
    {
        var rowCount = 0;
        await WholeFile.WriteAsync(
            target,
            async stream =>
            {
                await using var writer = new StreamWriter(stream, leaveOpen: true);
                var scored = new ScoredRows(writer, limits, model.IsOurs);
                await scored.WriteHeaderAsync(file.Header);
                var guessesDates = model.IsOurs && model.Model.Format is null;
                await foreach (var rows in file.ChunksAsync(RowsPerThread * threads, cancellationToken))
                {
                    var scores = LeadScorer.Score(
                        model.Model,
                        file.ToRawTable(rows, model.Model.Recipe, guessesDates),
                        ScoredRows.MaxReasons,
                        threads,
                        cancellationToken
                    );
                    await scored.WriteAsync(rows, scores);
                    rowCount += scores.Length;
                }
            }
        );
        return rowCount;
    }

    private sealed record ScoreOptions(
        Argument<string> File,
        Option<string> Model,
        Option<string> Target,
        Option<double> Hot,
        Option<double> Warm,
        FormatOption Format,
        Option<int> Threads,
        Option<bool> Strict,
        Option<bool> Anyway,
        Option<bool> Json
    );
}
