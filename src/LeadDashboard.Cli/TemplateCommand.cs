using System.CommandLine;
using System.Globalization;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Rows;

namespace LeadDashboard.Cli;

/// <summary>`template`: writes the empty form of a kind of file, the same as the page for new imports offers.</summary>
internal static class TemplateCommand
{
    public static Command Create(CommandIo io)
    {
        var kind = new Argument<string>("KIND") { Description = CliTexts.Say("cli.template-kind") };
        kind.AcceptOnlyFromAmong([.. Enum.GetNames<ImportKind>().Select(name => name.ToLowerInvariant())]);
        var target = CommandOptions.Out("cli.template-out", "FILE.csv");
        var command = new Command("template", CliTexts.Say("cli.template")) { kind, target };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var path = parsed.GetRequiredValue(target);
                await using var file = File.Create(path);
                await TemplateCsv.WriteAsync(
                    file,
                    Enum.Parse<ImportKind>(parsed.GetRequiredValue(kind), ignoreCase: true),
                    CultureInfo.CurrentUICulture,
                    cancellationToken
                );
                await io.Output.WriteLineAsync(path);
                return ExitCodes.Done;
            }
        );
        return command;
    }
}
