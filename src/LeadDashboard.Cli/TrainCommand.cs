using System.Globalization;
using LeadDashboard.App.Messages;
using LeadDashboard.Core.Modeling;
using LeadDashboard.Core.Modeling.Training;

namespace LeadDashboard.Cli;

/// <summary>Trains on a labelled file and writes the model.</summary>
internal static class TrainCommand
{
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output)
    {
        var line = CommandLine.Parse(
            args,
            ["--label", "--positive", "--drop", "-o", "--seed", "--threads"],
            ["--drop"],
            []
        );
        var target = line.Required("-o", "the model file to write");
        var file = await LabelledFile.ReadAsync(
            line.Plain(0, "file"),
            line.Required("--label", "the outcome column"),
            line.Find("--positive"),
            line.All("--drop")
        );
        var options = TrainingOptions.Default with
        {
            Seed = line.Number("--seed", 1, 0, int.MaxValue),
            MaxThreads = line.Number("--threads", Environment.ProcessorCount, 1, 1024),
        };
        TrainedModel model;
        try
        {
            model = ModelTrainer.Train(file.Set, options);
        }
        catch (ModelingException refusal)
        {
            throw new CommandException(MessageTexts.Say(refusal.Said));
        }

        await File.WriteAllBytesAsync(target, model.ToBytes());
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
            await output.WriteLineAsync(note);
        }

        await output.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{model.Kind} on {metrics.RowCount} leads, {metrics.WinCount} won ('{file.Positive}'): AUC "
                    + $"{metrics.Auc.Value:0.0000}, PR-AUC {metrics.PrAuc.Value:0.0000}, log-loss "
                    + $"{metrics.LogLoss.Value:0.0000}, ECE {metrics.CalibrationError:0.0000} on unseen rows, "
                    + $"{model.Report.TrainSeconds:0.0} s -> {target}"
            )
        );
        return 0;
    }
}
