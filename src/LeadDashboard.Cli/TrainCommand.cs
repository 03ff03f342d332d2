using System.CommandLine;
using System.Globalization;
using LeadDashboard.App.Messages;
using LeadDashboard.Cli.Database;
using LeadDashboard.Core.Modeling;
using LeadDashboard.Core.Modeling.Training;

namespace LeadDashboard.Cli;

/// <summary>Trains on a labelled file and writes the model, or trains a version in a database.</summary>
internal static class TrainCommand
{
    public static Command Create(CommandIo io)
    {
        var input = new LabelledOptions();
        input.File.Arity = ArgumentArity.ZeroOrOne;
        var target = CommandOptions.Text("--out", "cli.model-file", "MODEL", "-o");
        var database = new DatabaseOptions();
        var command = new Command("train", CliTexts.Say("cli.train")) { target };
        input.AddTo(command, choosesCandidates: true);
        database.AddTo(command);
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                if (!database.IsNamed(parsed))
                {
                    return await TrainFileAsync(parsed, input, target, io);
                }

                if (
                    parsed.GetValue(input.File) is not null
                    || parsed.GetValue(input.Label) is not null
                    || parsed.GetValue(target) is not null
                    || input.ChoosesCandidates(parsed)
                )
                {
                    throw new CommandException(CliTexts.Say("cli.file-or-database"));
                }

                return await TrainDatabase.RunAsync(parsed, database, io, cancellationToken);
            }
        );
        return command;
    }

    private static async Task<int> TrainFileAsync(
        ParseResult parsed,
        LabelledOptions input,
        Option<string?> target,
        CommandIo io
    )
    {
        var path = parsed.GetValue(target) ?? throw new CommandException(CliTexts.Say("cli.model-file-missing"));
        var file = await input.ReadAsync(parsed);
        TrainedModel model;
        try
        {
            model = ModelTrainer.Train(file.Set, input.Training(parsed)) with
            {
                Format = file.Format,
                LeftOut = file.LeftOut,
            };
        }
        catch (ModelingException refusal)
        {
            throw CommandException.Refused(refusal.Said);
        }

        await WholeFile.WriteAsync(path, stream => stream.WriteAsync(model.ToBytes()).AsTask());
        var metrics = model.Report.Metrics;
        foreach (
            var note in file
                .Notes.Concat(model.Report.Warnings.Select(warning => MessageTexts.Say(warning)))
                .Concat(
                    model.Report.Excluded.Select(column =>
                        $"Left out '{column.Name}': {MessageTexts.Say(column.Reason)}"
                    )
                )
        )
        {
            await io.Output.WriteLineAsync(note);
        }

        await io.Output.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{model.Kind} on {metrics.RowCount} leads, {metrics.WinCount} won ('{file.Positive}'): AUC "
                    + $"{metrics.Auc.Value:0.0000}, PR-AUC {metrics.PrAuc.Value:0.0000}, log-loss "
                    + $"{metrics.LogLoss.Value:0.0000}, ECE {metrics.CalibrationError:0.0000} on unseen rows, "
                    + $"{model.Report.TrainSeconds:0.0} s -> {path}"
            )
        );
        return ExitCodes.Done;
    }
}
