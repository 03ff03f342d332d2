using System.CommandLine;
using LeadDashboard.Core.Modeling;
using LeadDashboard.Core.Modeling.Exchange;
using LeadDashboard.Core.Modeling.Training;

namespace LeadDashboard.Cli;

/// <summary>
/// Writes a model of ours as one of XGBoost or LightGBM, or says which part of it their trees cannot say.
/// </summary>
internal static class ExportModelCommand
{
    private const string Xgboost = "xgboost";
    private const string LightGbm = "lightgbm";

    public static Command Create(CommandIo io)
    {
        var model = new Argument<string>("MODEL") { Description = CliTexts.Say("cli.own-model") };
        var program = CommandOptions.Required("--to", "cli.export-to", $"{Xgboost}|{LightGbm}");
        program.AcceptOnlyFromAmong(Xgboost, LightGbm);
        var target = CommandOptions.Out("cli.exported-model-file", "FILE");
        var isUncalibrated = CommandOptions.Switch("--uncalibrated", "cli.uncalibrated");
        var json = CommandOptions.Json();
        var command = new Command("export-model", CliTexts.Say("cli.export-model"))
        {
            model,
            program,
            target,
            isUncalibrated,
            json,
        };
        command.SetAction(async parsed =>
        {
            var path = parsed.GetRequiredValue(model);
            var bytes = await ScoringModel.BytesAsync(path);
            var trained = ScoringModel.Guarded(path, () => TrainedModel.FromBytes(bytes));
            ModelExport export;
            try
            {
                export = ModelExport.Make(
                    trained,
                    parsed.GetRequiredValue(program) == Xgboost,
                    parsed.GetValue(isUncalibrated)
                );
            }
            catch (ModelingException refusal)
            {
                throw CommandException.Refused(refusal.Said);
            }

            var written = parsed.GetRequiredValue(target);
            await WholeFile.WriteAsync(written, stream => stream.WriteAsync(export.File).AsTask());
            var made = export.Features.Where(feature => !feature.IsColumn).Select(feature => $"'{feature.Name}'");
            if (made.Any())
            {
                await io.Errors.WriteLineAsync(CliTexts.Say("cli.features-made", string.Join(", ", made)));
            }

            await io.Output.WriteLineAsync(
                parsed.GetValue(json)
                    ? CliJson.Write(
                        new
                        {
                            File = written,
                            Trees = export.TreeCount,
                            export.Features,
                        }
                    )
                    : CliTexts.Say("cli.model-exported", export.TreeCount, export.Features.Count, written)
            );
            return ExitCodes.Done;
        });
        return command;
    }
}
