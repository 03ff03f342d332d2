using System.CommandLine;
using LeadDashboard.App.Outcomes;

namespace LeadDashboard.Cli.Database;

/// <summary>Takes the newest outcome of a lead back and opens the lead again.</summary>
internal static class UndoOutcomeCommand
{
    public static Command Create(CommandIo io)
    {
        var lead = new Argument<string>("LEAD") { Description = CliTexts.Say("cli.lead") };
        var database = new DatabaseOptions();
        var command = new Command("undo-outcome", CliTexts.Say("cli.undo-outcome")) { lead };
        database.AddTo(command);
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var session = await database.OpenAsync(parsed, io, mustExist: true, cancellationToken);
                var found = await session
                    .Get<LeadFinder>()
                    .FindAsync(parsed.GetRequiredValue(lead), cancellationToken: cancellationToken);
                if (!found.IsOk)
                {
                    throw CommandException.Refused(found.Error);
                }

                var undone = await session
                    .Get<OutcomeService>()
                    .UndoOfLeadAsync(found.Value.Id, session.Actor, cancellationToken);
                return undone.IsOk
                    ? await OutcomeCommand.PrintAsync(undone.Value, found.Value, database.IsJson(parsed), io)
                    : throw CommandException.Refused(undone.Error);
            }
        );
        return command;
    }
}
