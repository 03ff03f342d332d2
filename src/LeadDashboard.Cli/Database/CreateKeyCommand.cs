using System.CommandLine;
using LeadDashboard.App.Access;

namespace LeadDashboard.Cli.Database;

/// <summary>Makes a key that lets another program in; its text is shown once and stored nowhere.</summary>
internal static class CreateKeyCommand
{
    public static Command Create(CommandIo io)
    {
        var name = new Argument<string>("NAME") { Description = CliTexts.Say("cli.key-name") };
        var scopes = new Option<string[]>("--scope")
        {
            Description = CliTexts.Say("cli.key-scope"),
            HelpName = string.Join('|', ApiScopes.All),
            Required = true,
        };
        scopes.AcceptOnlyFromAmong([.. ApiScopes.All]);
        var database = new DatabaseOptions();
        var command = new Command("create-key", CliTexts.Say("cli.create-key")) { name, scopes };
        database.AddTo(command);
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var session = await database.OpenAsync(parsed, io, mustExist: true, cancellationToken);
                var made = await session
                    .Get<ApiKeyService>()
                    .CreateAsync(
                        parsed.GetRequiredValue(name),
                        parsed.GetRequiredValue(scopes),
                        session.Actor,
                        cancellationToken
                    );
                if (!made.IsOk)
                {
                    throw CommandException.Refused(made.Error);
                }

                var (row, key) = made.Value;
                await io.Output.WriteLineAsync(
                    database.IsJson(parsed)
                        ? CliJson.Write(
                            new
                            {
                                row.Id,
                                row.Name,
                                row.Prefix,
                                row.Scopes,
                                Key = key,
                            }
                        )
                        : CliTexts.Say("cli.key-created", row.Name, row.Scopes, key)
                );
                return ExitCodes.Done;
            }
        );
        return command;
    }
}
