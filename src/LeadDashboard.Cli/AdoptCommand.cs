using System.CommandLine;
using System.Globalization;
using LeadDashboard.App.Messages;
using LeadDashboard.App.Models;
using LeadDashboard.Cli.Database;
using LeadDashboard.Core.Modeling;
using LeadDashboard.Core.Modeling.Exchange;
using LeadDashboard.Core.Modeling.Training;

namespace LeadDashboard.Cli;

/// <summary>
/// Makes a model of XGBoost or LightGBM one of ours: calibrated, with a range and a report of its own, on rows that it
/// has not learnt from. They are the held-out rows of an exported table, or a file with outcomes. It becomes a file, or
/// a challenger in the database that the table was exported from.
/// </summary>
internal static class AdoptCommand
{
    public static Command Create(CommandIo io)
    {
        var input = new LabelledOptions();
        input.File.Arity = ArgumentArity.ZeroOrOne;
        var model = new Argument<string>("MODEL") { Description = CliTexts.Say("cli.outside-file") };
        var table = CommandOptions.Text("--table", "cli.table", "FOLDER");
        var missing = CommandOptions.Number("--missing", "cli.missing");
        var target = CommandOptions.Text("--out", "cli.model-file", "MODEL", "-o");
        var database = new DatabaseOptions();
        var command = new Command("adopt", CliTexts.Say("cli.adopt")) { model, table, missing, target };
        input.AddTo(command, choosesCandidates: false);
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(table) is null == parsed.GetValue(input.File) is null)
            {
                throw new CommandException(CliTexts.Say("cli.file-or-table"));
            }

            if (
                database.IsNamed(parsed) == parsed.GetValue(target) is not null
                || (database.IsNamed(parsed) && parsed.GetValue(table) is null)
            )
            {
                throw new CommandException(CliTexts.Say("cli.adopt-where"));
            }

            var path = parsed.GetRequiredValue(model);
            var bytes = await ScoringModel.BytesAsync(path);
            var seed = input.Training(parsed).Seed;
            OutsideTrees Outside(TrainingTable? trainedOn) =>
                ScoringModel.Guarded(path, () => OutsideTrees.Read(bytes, trainedOn, parsed.GetValue(missing)))
                ?? throw CommandException.RefusedAs("cli.not-outside", path);
            try
            {
                var read = parsed.GetValue(table) is { } folder ? await TableFolder.ReadAsync(folder) : null;
                var (program, adopted) = read is null
                    ? await FromFileAsync(Outside(null), input, parsed, seed, io)
                    : FromTable(Outside, read, parsed.GetValue(table)!, seed);
                var added = database.IsNamed(parsed)
                    ? await ChallengerAsync(parsed, database, adopted, read!, io, cancellationToken)
                    : null;
                var written = parsed.GetValue(target);
                if (written is not null)
                {
                    await WholeFile.WriteAsync(written, stream => stream.WriteAsync(adopted.ToBytes()).AsTask());
                }

                var warnings = adopted.Report.Warnings.Select(warning => MessageTexts.Say(warning));
                await io.Output.WriteLineAsync(
                    database.IsJson(parsed)
                        ? Json(program, adopted, added, written)
                        : string.Join(Environment.NewLine, [.. warnings, Summary(program, adopted, added, written)])
                );
                return ExitCodes.Done;
            }
            catch (ModelingException refusal)
            {
                throw CommandException.Refused(refusal.Said);
            }
        });
        return command;
    }

    private static async Task<VersionRow> ChallengerAsync(
        ParseResult parsed,
        DatabaseOptions database,
        TrainedModel adopted,
        TrainingTable table,
        CommandIo io,
        CancellationToken cancellationToken
    )
    {
        await using var session = await database.OpenAsync(parsed, io, mustExist: true, cancellationToken);
        var added = await session
            .Get<OutsideTraining>()
            .AddChallengerAsync(adopted, table, session.Actor, cancellationToken);
        var number = added.IsOk ? added.Value : throw CommandException.Refused(added.Error);
        var versions = await session.Get<ModelQueries>().ListAsync(session.Actor, cancellationToken);
        return versions.First(version => version.Number == number);
    }

    private static (string Program, TrainedModel Model) FromTable(
        Func<TrainingTable, OutsideTrees> read,
        TrainingTable table,
        string folder,
        int seed
    )
    {
        var outside = read(table);
        using var heldOut = File.OpenText(TableFolder.HeldOutPath(folder));
        return (
            outside.Program,
            ScoringModel.Guarded(TableFolder.HeldOutPath(folder), () => outside.Adopt(table, heldOut, seed))
        );
    }

    private static async Task<(string Program, TrainedModel Model)> FromFileAsync(
        OutsideTrees outside,
        LabelledOptions input,
        ParseResult parsed,
        int seed,
        CommandIo io
    )
    {
        var recipe = outside.Recipe;
        var (file, outcomes) = await input.ReadOutcomesAsync(parsed);
        foreach (var note in file.Notes.Concat(outcomes.Notes))
        {
            await io.Errors.WriteLineAsync(note);
        }

        var missing = RecipeTable.Missing(file.Header, recipe);
        if (missing.Count > 0)
        {
            throw CommandException.RefusedAs(
                "cli.adopt-columns",
                string.Join(", ", missing.Select(name => $"'{name}'"))
            );
        }

        var rows = file.ToRawTable(recipe).SelectRows(outcomes.Rows);
        var adopted = outside.Adopt(rows, outcomes.Labels, seed);
        return (
            outside.Program,
            adopted with
            {
                Format = file.Format,
                LeftOut = [parsed.GetRequiredValue(input.Label)!],
            }
        );
    }

    private static string Json(string program, TrainedModel model, VersionRow? added, string? path)
    {
        var metrics = model.Report.Metrics;
        return CliJson.Write(
            new
            {
                Program = program,
                HeldOutRows = metrics.RowCount,
                Wins = metrics.WinCount,
                Auc = metrics.Auc.Value,
                PrAuc = metrics.PrAuc.Value,
                LogLoss = metrics.LogLoss.Value,
                metrics.CalibrationError,
                Calibration = model.Calibrator.Kind,
                Out = path,
                Version = added?.Number,
                Gate = added is null ? null : TrainDatabase.Gate(added),
            }
        );
    }

    private static string Summary(string program, TrainedModel model, VersionRow? added, string? path)
    {
        var metrics = model.Report.Metrics;
        string Text(double figure) => figure.ToString("0.0000", CultureInfo.InvariantCulture);
        var said = CliTexts.Say(
            "cli.adopted",
            program,
            metrics.RowCount,
            metrics.WinCount,
            Text(metrics.Auc.Value),
            Text(metrics.PrAuc.Value),
            Text(metrics.LogLoss.Value),
            Text(metrics.CalibrationError),
            model.Calibrator.Kind,
            added is null ? path! : CliTexts.Say("cli.challenger", added.Number)
        );
        return added is not null && TrainDatabase.Gate(added) is { } gate ? $"{said}{Environment.NewLine}{gate}" : said;
    }
}
