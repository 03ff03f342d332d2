using System.CommandLine;
using System.Globalization;
using LeadDashboard.App.Messages;
using LeadDashboard.Core.Modeling;
using LeadDashboard.Core.Modeling.Exchange;
using LeadDashboard.Core.Modeling.Training;

namespace LeadDashboard.Cli;

/// <summary>
/// Makes a model of XGBoost or LightGBM one of ours: calibrated, with a range and a report of its own, on rows that it
/// has not learnt from. They are the held-out rows of an exported table, or a file with outcomes.
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
        var target = CommandOptions.Out("cli.model-file", "MODEL");
        var command = new Command("adopt", CliTexts.Say("cli.adopt")) { model, table, missing, target };
        input.AddTo(command, choosesCandidates: false);
        command.SetAction(async parsed =>
        {
            if (parsed.GetValue(table) is null == parsed.GetValue(input.File) is null)
            {
                throw new CommandException(CliTexts.Say("cli.file-or-table"));
            }

            var path = parsed.GetRequiredValue(model);
            var bytes = await ScoringModel.BytesAsync(path);
            var seed = input.Training(parsed).Seed;
            OutsideTrees Outside(TrainingTable? trainedOn) =>
                ScoringModel.Guarded(path, () => OutsideTrees.Read(bytes, trainedOn, parsed.GetValue(missing)))
                ?? throw CommandException.RefusedAs("cli.not-outside", path);
            try
            {
                var (program, adopted) = parsed.GetValue(table) is { } folder
                    ? await FromTableAsync(Outside, folder, seed)
                    : await FromFileAsync(Outside(null), input, parsed, seed, io);
                var written = parsed.GetRequiredValue(target);
                await WholeFile.WriteAsync(written, stream => stream.WriteAsync(adopted.ToBytes()).AsTask());
                foreach (var warning in adopted.Report.Warnings)
                {
                    await io.Output.WriteLineAsync(MessageTexts.Say(warning));
                }

                await io.Output.WriteLineAsync(Summary(program, adopted, written));
                return ExitCodes.Done;
            }
            catch (ModelingException refusal)
            {
                throw CommandException.Refused(refusal.Said);
            }
        });
        return command;
    }

    private static async Task<(string Program, TrainedModel Model)> FromTableAsync(
        Func<TrainingTable, OutsideTrees> read,
        string folder,
        int seed
    )
    {
        var table = await TableFolder.ReadAsync(folder);
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
        return (outside.Program, outside.Adopt(rows, outcomes.Labels, seed) with { Format = file.Format });
    }

    private static string Summary(string program, TrainedModel model, string path)
    {
        var metrics = model.Report.Metrics;
        string Text(double figure) => figure.ToString("0.0000", CultureInfo.InvariantCulture);
        return CliTexts.Say(
            "cli.adopted",
            program,
            metrics.RowCount,
            metrics.WinCount,
            Text(metrics.Auc.Value),
            Text(metrics.PrAuc.Value),
            Text(metrics.LogLoss.Value),
            Text(metrics.CalibrationError),
            model.Calibrator.Kind,
            path
        );
    }
}
