using System.CommandLine;
using LeadDashboard.App.Models;
using LeadDashboard.Cli.Database;
using LeadDashboard.Core.Modeling;
using LeadDashboard.Core.Modeling.Exchange;

namespace LeadDashboard.Cli;

/// <summary>
/// Writes the features of a labelled file, or of the closed leads of a database, for a program that trains elsewhere,
/// see <see cref="TrainingTable"/> and <see cref="TableFolder"/>. One row in five is held out: the newest where a
/// column dates the rows.
/// </summary>
internal static class ExportCommand
{
    private const string Csv = "csv";
    private const string Parquet = "parquet";

    public static Command Create(CommandIo io)
    {
        var input = new LabelledOptions();
        input.File.Arity = ArgumentArity.ZeroOrOne;
        var database = new DatabaseOptions();
        var folder = CommandOptions.Out("cli.table-folder", "FOLDER");
        var parts = CommandOptions.Whole("--parts", "cli.parts", 1, 1, 9999);
        var date = CommandOptions.Text("--date", "cli.date", "COL");
        var kind = CommandOptions.Text("--to", "cli.part-kind", $"{Csv}|{Parquet}");
        kind.AcceptOnlyFromAmong(Csv, Parquet);
        var command = new Command("export", CliTexts.Say("cli.export")) { folder, parts, kind, date };
        input.AddTo(command, choosesCandidates: false);
        database.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var target = parsed.GetRequiredValue(folder);
            if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
            {
                throw new CommandException(CliTexts.Say("cli.folder-not-empty", target));
            }

            if (database.IsNamed(parsed) == parsed.GetValue(input.File) is not null)
            {
                throw new CommandException(CliTexts.Say("cli.export-file-or-database"));
            }

            var (count, seed) = (parsed.GetValue(parts), input.Training(parsed).Seed);
            var export = database.IsNamed(parsed)
                ? await OfDatabaseAsync(parsed, database, count, seed, io, cancellationToken)
                : await OfFileAsync(parsed, input, new RowOrder(false, parsed.GetValue(date)), count, seed, io);
            await TableFolder.WriteAsync(target, export, parsed.GetValue(kind) == Parquet);
            var table = export.Table;
            await io.Output.WriteLineAsync(
                database.IsJson(parsed)
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

    private static async Task<TableExport> OfFileAsync(
        ParseResult parsed,
        LabelledOptions input,
        RowOrder order,
        int parts,
        int seed,
        CommandIo io
    )
    {
        var file = await input.ReadAsync(parsed, order);
        foreach (var note in file.Notes)
        {
            await io.Errors.WriteLineAsync(note);
        }

        try
        {
            return TableExport.Make(file.Set, file.Format, parts, seed).From(leftOut: file.LeftOut);
        }
        catch (ModelingException refusal)
        {
            throw CommandException.Refused(refusal.Said);
        }
    }

    private static async Task<TableExport> OfDatabaseAsync(
        ParseResult parsed,
        DatabaseOptions database,
        int parts,
        int seed,
        CommandIo io,
        CancellationToken cancellationToken
    )
    {
        await using var session = await database.OpenAsync(parsed, io, mustExist: true, cancellationToken);
        var made = await session
            .Get<OutsideTraining>()
            .ExportAsync(parts, seed, session.Actor, cancellationToken);
        return made.IsOk ? made.Value : throw CommandException.Refused(made.Error);
    }
}
