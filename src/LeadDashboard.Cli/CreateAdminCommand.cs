using System.CommandLine;
using LeadDashboard.App.Users;
using LeadDashboard.Cli.Database;
using LeadDashboard.Core.Access;

namespace LeadDashboard.Cli;

/// <summary>A way back in when nobody can sign in as admin.</summary>
internal static class CreateAdminCommand
{
    public static Command Create(CommandIo io)
    {
        var email = new Argument<string>("EMAIL") { Description = CliTexts.Say("cli.admin-email") };
        email.Validators.Add(result =>
        {
            if (!result.Tokens[0].Value.Contains('@', StringComparison.Ordinal))
            {
                result.AddError(CliTexts.Say("cli.not-email", result.Tokens[0].Value));
            }
        });
        var name = CommandOptions.Text("--name", "cli.admin-name", "NAME");
        var database = new DatabaseOptions();
        var command = new Command("create-admin", CliTexts.Say("cli.create-admin")) { email, name };
        database.AddTo(command, takesActor: false);
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var session = await database.OpenAsync(parsed, io, mustExist: false, cancellationToken);
                var address = parsed.GetRequiredValue(email);
                var invited = await session
                    .Get<UserService>()
                    .InviteAsync(new UserEntry(parsed.GetValue(name) ?? address, address, Role.Admin), Actor.System);
                if (!invited.IsOk)
                {
                    throw CommandException.Refused(invited.Error);
                }

                if (database.IsJson(parsed))
                {
                    var (_, made, password) = invited.Value;
                    await io.Output.WriteLineAsync(CliJson.Write(new { Email = made, OneTimePassword = password }));
                    return ExitCodes.Done;
                }

                await io.Output.WriteLineAsync(CliTexts.Say("cli.admin-created", address, session.Folder));
                await io.Output.WriteLineAsync(CliTexts.Say("cli.one-time-password", invited.Value.OneTimePassword));
                return ExitCodes.Done;
            }
        );
        return command;
    }
}
