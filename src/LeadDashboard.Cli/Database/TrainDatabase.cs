using System.CommandLine;
using System.Globalization;
using LeadDashboard.App.Jobs;
using LeadDashboard.App.Messages;
using LeadDashboard.App.Models;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Modeling;

namespace LeadDashboard.Cli.Database;

/// <summary>
/// Trains a version in a database as the button of the models page does: comparison with the version that serves,
/// promotion, rescoring.
/// </summary>
internal static class TrainDatabase
{
    /// <summary>The kind of job that scores the open leads with the version that serves.</summary>
    private const string Scoring = "ScoreLeads";

    public static async Task<int> RunAsync(
        ParseResult parsed,
        DatabaseOptions database,
        CommandIo io,
        CancellationToken cancellationToken
    )
    {
        await using var session = await database.OpenAsync(parsed, io, mustExist: true, cancellationToken);
        var queries = session.Get<ModelQueries>();
        var known = await queries.ListAsync(session.Actor, cancellationToken);
        var before = known.Select(version => version.Number).FirstOrDefault();
        var jobId = await session.Get<ModelService>().TrainNowAsync(session.Actor, cancellationToken);
        var follower = new JobFollower(session, io);
        JobFollower.Require(await follower.WorkAsync(jobId, JobLane.Learning, cancellationToken));
        var version = (await queries.ListAsync(session.Actor, cancellationToken)).First(row => row.Number > before);
        var isServing = version.Status == ModelStatus.Champion;
        // Queued by every training that was promoted: this one, or one that waited before it and ran first.
        var active = await session.Get<JobQueries>().ActiveAsync(session.Actor, cancellationToken);
        foreach (var scoring in active.Where(job => job.Kind == Scoring))
        {
            JobFollower.Require(await follower.WorkAsync(scoring.Id, JobLane.Learning, cancellationToken));
        }

        var gate = Gate(version);
        await io.Output.WriteLineAsync(
            database.IsJson(parsed)
                ? CliJson.Write(
                    new
                    {
                        Version = version.Number,
                        version.Kind,
                        IsServing = isServing,
                        Rows = version.TrainingRowCount,
                        version.Auc,
                        version.PrAuc,
                        version.LogLoss,
                        version.CalibrationError,
                        Gate = gate,
                    }
                )
                : Text(version, isServing, gate)
        );
        return ExitCodes.Done;
    }

    /// <summary>What the comparison with the version that serves says; null = none served.</summary>
    public static string? Gate(VersionRow version) =>
        Message.FromStored(version.GateMessage) is { } said ? MessageTexts.Say(said) : null;

    private static string Text(VersionRow version, bool isServing, string? gate) =>
        string.Join(
            Environment.NewLine,
            new[]
            {
                CliTexts.Say(
                    "cli.trained",
                    version.Number,
                    version.Kind,
                    version.TrainingRowCount,
                    Figure(version.Auc),
                    Figure(version.PrAuc),
                    Figure(version.LogLoss),
                    Figure(version.CalibrationError)
                ),
                gate,
                CliTexts.Say(isServing ? "cli.serves" : "cli.serves-not", version.Number),
            }.Where(line => line is not null)
        );

    private static string Figure(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
}
