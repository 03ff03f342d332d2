using System.CommandLine;
using System.Globalization;
using LeadDashboard.App.Outcomes;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Outcomes;

namespace LeadDashboard.Cli.Database;

/// <summary>Records how a lead ended.</summary>
internal static class OutcomeCommand
{
    private static readonly Dictionary<string, OutcomeKind> Kinds = Enum.GetValues<OutcomeKind>()
        .ToDictionary(WordOf, kind => kind, StringComparer.Ordinal);

    public static Command Create(CommandIo io)
    {
        var lead = new Argument<string>("LEAD") { Description = CliTexts.Say("cli.lead") };
        var kind = new Argument<string>("OUTCOME") { Description = CliTexts.Say("cli.kind-of-outcome") };
        kind.AcceptOnlyFromAmong([.. Kinds.Keys]);
        var amount = new Option<decimal?>("--amount")
        {
            Description = CliTexts.Say("cli.amount"),
            HelpName = "A",
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number))
                {
                    return number;
                }

                result.AddError(CliTexts.Say("cli.not-amount", "--amount", text));
                return null;
            },
        };
        var reason = CommandOptions.Text("--reason", "cli.reason", "R");
        var database = new DatabaseOptions();
        var command = new Command("outcome", CliTexts.Say("cli.outcome")) { lead, kind, amount, reason };
        database.AddTo(command);
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var session = await database.OpenAsync(parsed, io, mustExist: true, cancellationToken);
                var found = await session
                    .Get<LeadFinder>()
                    .FindAsync(parsed.GetRequiredValue(lead), LeadStatus.Open, cancellationToken);
                if (!found.IsOk)
                {
                    throw CommandException.Refused(found.Error);
                }

                var recorded = await session
                    .Get<OutcomeService>()
                    .RecordAsync(
                        found.Value.Id,
                        new OutcomeEntry(
                            Kinds[parsed.GetRequiredValue(kind)],
                            parsed.GetValue(amount),
                            parsed.GetValue(reason)
                        ),
                        session.Actor,
                        cancellationToken: cancellationToken
                    );
                return recorded.IsOk
                    ? await PrintAsync(recorded.Value, found.Value, database.IsJson(parsed), io)
                    : throw CommandException.Refused(recorded.Error);
            }
        );
        return command;
    }

    internal static async Task<int> PrintAsync(Outcome outcome, FoundLead lead, bool isJson, CommandIo io)
    {
        var text = CliTexts.Say(
            outcome.UndoneUtc is not null ? "cli.outcome-undone" : "cli.outcome-" + WordOf(outcome.Kind),
            lead.Name,
            lead.Id.ToString(CultureInfo.InvariantCulture)
        );
        await io.Output.WriteLineAsync(
            isJson
                ? CliJson.Write(
                    new
                    {
                        outcome.Id,
                        outcome.LeadId,
                        outcome.Kind,
                        outcome.Amount,
                        outcome.Reason,
                        outcome.ClosedUtc,
                        outcome.UndoneUtc,
                        outcome.ProbabilityShown,
                        outcome.SegmentShown,
                        outcome.ModelVersionId,
                    }
                )
                : text
        );
        return ExitCodes.Done;
    }

    private static string WordOf(OutcomeKind kind) => kind.ToString().ToLowerInvariant();
}
