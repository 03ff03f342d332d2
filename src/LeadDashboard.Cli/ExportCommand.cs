using System.CommandLine;
using LeadDashboard.Core.Modeling.Exchange;

namespace LeadDashboard.Cli;

/// <summary>
/// Writes the features of a labelled file for a program that trains elsewhere, see <see cref="TrainingTable"/> and
/// <see cref="TableFolder"/>. One row in five is held out: the newest where a column dates the rows.
/// </summary>
internal static class ExportCommand
{
    private const string Csv = "csv";
    private const string Parquet = "parquet";

    public static Command Create(CommandIo io)
    {
        var input = new LabelledOptions();
        var folder = CommandOptions.Out("cli.table-folder", "FOLDER");
        var parts = CommandOptions.Whole("--parts", "cli.parts", 1, 1, 9999);
        var date = CommandOptions.Text("--date", "cli.date", "COL");
        var kind = CommandOptions.Text("--to", "cli.part-kind", $"{Csv}|{Parquet}");
        kind.AcceptOnlyFromAmong(Csv, Parquet);
        var json = CommandOptions.Json();
        var command = new Command("export", CliTexts.Say("cli.export")) { folder, parts, kind, date, json };
        input.AddTo(command, choosesCandidates: false);
        command.SetAction(async parsed =>
        {
            var target = parsed.GetRequiredValue(folder);
            if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
            {
                throw new CommandException(CliTexts.Say("cli.folder-not-empty", target));
            }

            var file = await input.ReadAsync(parsed, new RowOrder(false, parsed.GetValue(date)));
            foreach (var note in file.Notes)
            {
                await io.Errors.WriteLineAsync(note);
            }

            var export = TableExport.Make(file.Set, file.Format, parsed.GetValue(parts), input.Training(parsed).Seed);
            await TableFolder.WriteAsync(target, export, parsed.GetValue(kind) == Parquet);
            var table = export.Table;
            await io.Output.WriteLineAsync(
                parsed.GetValue(json)
                    ? CliJson.Write(
                        new
                        {
                            table.TrainRows,
                            table.HeldOutRows,
                            table.Parts,
                            table.HeldOutFromUtc,
                            Features = table.Features.Count,
                            Folder = target,
                        }
                    )
                    : CliTexts.Say(
                        table.HeldOutFromUtc is null ? "cli.exported" : "cli.exported-newest",
                        table.TrainRows,
                        table.Parts,
                        table.HeldOutRows,
                        target,
                        $"{table.HeldOutFromUtc:yyyy-MM-dd}"
                    )
            );
            return ExitCodes.Done;
        });
        return command;
    }
}
