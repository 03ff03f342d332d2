using System.CommandLine;
using LeadDashboard.Core.Modeling.Features;
using LeadDashboard.Learning.Evaluation;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Cli;

/// <summary>
/// Writes the features of a labelled file for a program that trains elsewhere, see <see cref="ExportedTable"/>. One row
/// in five is held out; what the features learn from outcomes they learn from the others alone.
/// </summary>
internal static class ExportCommand
{
    private const int FoldCount = 5;

    public static Command Create(CommandIo io)
    {
        var input = new LabelledOptions();
        var folder = CommandOptions.Out("cli.table-folder", "FOLDER");
        var parts = CommandOptions.Whole("--parts", "cli.parts", 1, 1, 9999);
        var json = CommandOptions.Json();
        var command = new Command("export", CliTexts.Say("cli.export")) { folder, parts, json };
        input.AddTo(command, choosesCandidates: false);
        command.SetAction(async parsed =>
        {
            var target = parsed.GetRequiredValue(folder);
            if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
            {
                throw new CommandException(CliTexts.Say("cli.folder-not-empty", target));
            }

            var file = await input.ReadAsync(parsed);
            foreach (var note in file.Notes)
            {
                await io.Errors.WriteLineAsync(note);
            }

            var table = await WriteAsync(file, target, parsed.GetValue(parts), input.Training(parsed).Seed);
            await io.Output.WriteLineAsync(
                parsed.GetValue(json)
                    ? CliJson.Write(
                        new
                        {
                            table.TrainRows,
                            table.HeldOutRows,
                            table.Parts,
                            Features = table.Features.Count,
                            Folder = target,
                        }
                    )
                    : CliTexts.Say("cli.exported", table.TrainRows, table.Parts, table.HeldOutRows, target)
            );
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task<ExportedTable> WriteAsync(LabelledFile file, string folder, int parts, int seed)
    {
        var set = file.Set;
        var folds = StratifiedFolds.Assign(set.Labels, FoldCount, seed);
        int[] Rows(bool areHeldOut) =>
            [.. Enumerable.Range(0, set.RowCount).Where(row => folds[row] == 0 == areHeldOut)];
        var (train, heldOut) = (set.Select(Rows(false)), set.Select(Rows(true)));
        var recipe = FeatureRecipe.Fit(train);
        FeatureTable learnt = LeadFeatures.BuildForTraining(recipe, train),
            measured = LeadFeatures.Build(recipe, heldOut.Rows);
        var table = ExportedTable.Of(learnt, heldOut.RowCount, parts, recipe, file.Format);
        Directory.CreateDirectory(folder);
        for (var part = 0; part < parts; part++)
        {
            await table.WriteRowsAsync(
                Path.Combine(folder, ExportedTable.PartName(part)),
                learnt,
                train.Labels,
                (int)((long)part * train.RowCount / parts),
                (int)((long)(part + 1) * train.RowCount / parts)
            );
        }

        await table.WriteRowsAsync(
            Path.Combine(folder, ExportedTable.HeldOutName),
            measured,
            heldOut.Labels,
            0,
            heldOut.RowCount
        );
        await table.WriteAsync(folder);
        return table;
    }
}
