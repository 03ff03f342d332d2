using System.CommandLine;
using LeadDashboard.App.Models;
using LeadDashboard.Core.Jobs;

namespace LeadDashboard.Cli.Database;

/// <summary>Scores all open leads with the version that serves.</summary>
internal static class RescoreCommand
{
    public static Command Create(CommandIo io)
    {
        var database = new DatabaseOptions();
        var command = new Command("rescore", CliTexts.Say("cli.rescore"));
        database.AddTo(command);
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var session = await database.OpenAsync(parsed, io, mustExist: true, cancellationToken);
                var queued = await session.Get<ModelService>().RescoreAsync(session.Actor, cancellationToken);
                if (!queued.IsOk)
                {
                    throw CommandException.Refused(queued.Error);
                }

                var follower = new JobFollower(session, io);
                var job = await follower.WorkAsync(queued.Value, JobLane.Learning, cancellationToken);
                JobFollower.Require(job);
                var queries = session.Get<ModelQueries>();
                var open = (await queries.StateAsync(session.Actor, cancellationToken)).OpenCount;
                var champion = (await queries.FindAsync(session.Actor, null, cancellationToken))!.Version;
                await io.Output.WriteLineAsync(
                    database.IsJson(parsed)
                        ? CliJson.Write(
                            new
                            {
                                JobId = job.Id,
                                Version = champion.Number,
                                Scored = open,
                            }
                        )
                        : CliTexts.Say("cli.rescored", open, champion.Number)
                );
                return ExitCodes.Done;
            }
        );
        return command;
    }
}
