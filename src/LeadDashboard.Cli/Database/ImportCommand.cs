using System.CommandLine;
using LeadDashboard.App.Importing;
using LeadDashboard.App.Importing.Upload;
using LeadDashboard.App.Messages;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Rows;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Results;

namespace LeadDashboard.Cli.Database;

/// <summary>Imports a file as the import pages do: same reading, same suggested columns, same job.</summary>
internal static class ImportCommand
{
    private static readonly Dictionary<string, ImportMode> Modes = new(StringComparer.Ordinal)
    {
        ["create"] = ImportMode.CreateOnly,
        ["update"] = ImportMode.UpdateOnly,
        ["upsert"] = ImportMode.CreateAndUpdate,
    };

    public static Command Create(CommandIo io)
    {
        string[] kinds = [.. Enum.GetNames<ImportKind>().Select(name => name.ToLowerInvariant())];
        var kind = CommandOptions.Text("--kind", "cli.kind", string.Join('|', kinds));
        kind.AcceptOnlyFromAmong(kinds);
        var mode = CommandOptions.Text("--mode", "cli.mode", "create|update|upsert");
        mode.AcceptOnlyFromAmong([.. Modes.Keys]);
        var options = new ImportFileOptions(
            CommandOptions.File(),
            kind,
            CommandOptions.Text("--map", "cli.map", "MAP.json"),
            mode,
            CommandOptions.Text("--rejected", "cli.rejected", "OUT.csv"),
            CommandOptions.Switch("--wait", "cli.wait"),
            new DatabaseOptions()
        );
        var command = new Command("import", CliTexts.Say("cli.import"))
        {
            options.File,
            options.Kind,
            options.Map,
            options.Mode,
            options.Rejected,
            options.Wait,
        };
        options.Database.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, options, io, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed,
        ImportFileOptions options,
        CommandIo io,
        CancellationToken cancellationToken
    )
    {
        var path = parsed.GetRequiredValue(options.File);
        if (!File.Exists(path))
        {
            throw new CommandException(CliTexts.Say("cli.no-file", path));
        }

        var given = await GivenMap.ReadAsync(parsed.GetValue(options.Map), cancellationToken);
        await using var session = await options.Database.OpenAsync(parsed, io, mustExist: false, cancellationToken);
        ImportKind? kind = parsed.GetValue(options.Kind) is { } word
            ? Enum.Parse<ImportKind>(word, ignoreCase: true)
            : given?.Kind;
        var batchId = await StageAsync(session, path, kind, cancellationToken);
        var jobId = await StartAsync(session, batchId, Change, io, cancellationToken);
        var follower = new JobFollower(session, io);
        var job = await follower.WorkAsync(jobId, JobLane.Data, cancellationToken);
        JobFollower.Require(job);

        var batch = (await session.Get<ImportQueries>().FindAsync(session.Actor, batchId, cancellationToken))!;
        if (parsed.GetValue(options.Rejected) is { } target)
        {
            await WriteRejectedAsync(session, batch, target, cancellationToken);
        }

        var reasons = await ImportResult.ReasonsAsync(session, batchId, cancellationToken);
        var brought =
            batch.Kind == ImportKind.LeadsAndActivities
                ? await session.Get<ImportQueries>().BroughtLeadsAsync(session.Actor, batchId, cancellationToken)
                : ((int Leads, int Activities)?)null;
        var followUps = parsed.GetValue(options.Wait) ? await follower.WorkAllAsync(cancellationToken) : [];
        await io.Output.WriteLineAsync(
            options.Database.IsJson(parsed)
                ? ImportResult.Json(batch, reasons, brought, followUps)
                : ImportResult.Text(batch, reasons, brought)
        );
        followUps.ToList().ForEach(JobFollower.Require);
        return ExitCodes.Done;

        Result<ColumnMap> Change(ColumnMap suggested)
        {
            var map = given is null ? suggested : given.Over(suggested);
            return map.IsOk && parsed.GetValue(options.Mode) is { } name ? map.Value with { Mode = Modes[name] } : map;
        }
    }

    private static async Task<int> StageAsync(
        DatabaseSession session,
        string path,
        ImportKind? kind,
        CancellationToken cancellationToken
    )
    {
        await using var content = File.OpenRead(path);
        var staged = await session
            .Get<ImportService>()
            .StageAsync(content, Path.GetFileName(path), kind, session.Actor, cancellationToken);
        return staged.IsOk
            ? staged.Value.Id
            : throw CommandException.Refused(staged.Error.Message, $"{path}: {MessageTexts.Say(staged.Error.Message)}");
    }

    /// <summary>A mapping that is refused leaves no uploaded file behind: the next call brings its own.</summary>
    private static async Task<int> StartAsync(
        DatabaseSession session,
        int batchId,
        Func<ColumnMap, Result<ColumnMap>> change,
        CommandIo io,
        CancellationToken cancellationToken
    )
    {
        var imports = session.Get<ImportService>();
        var files = session.Get<StagedFiles>();
        var entry = await files.FindAsync(batchId, session.Actor, cancellationToken);
        var opened = await imports.OpenAsync(batchId, null, session.Actor, cancellationToken);
        var map = opened.IsOk ? change(opened.Value.Map) : opened.Error;

        // Nobody is there to be asked: the first file with amounts says what a new company counts in.
        var currency =
            map.IsOk && !opened.Value!.Money.IsChosen ? opened.Value.Money.Offer(opened.Value, map.Value) : null;
        var started = map.IsOk
            ? await imports.StartAsync(
                batchId,
                opened.Value!.Format,
                map.Value,
                opened.Value.Sample.Header,
                session.Actor,
                currency,
                cancellationToken
            )
            : map.Error;
        if (!started.IsOk)
        {
            await files.RemoveAsync(batchId, session.Actor, cancellationToken);
            throw CommandException.Refused(started.Error);
        }

        foreach (var question in (entry.Value?.Questions ?? []).Concat(opened.Value!.Format.Warnings))
        {
            await io.Errors.WriteLineAsync(MessageTexts.Say(question));
        }

        if (currency is not null)
        {
            await io.Errors.WriteLineAsync(MessageTexts.Say(new Message(ImportMessages.CurrencyTaken, currency)));
        }

        return started.Value;
    }

    private static async Task WriteRejectedAsync(
        DatabaseSession session,
        ImportBatch batch,
        string target,
        CancellationToken cancellationToken
    )
    {
        await using var file = File.Create(target);
        await RejectedRowsCsv.WriteAsync(
            file,
            [.. ColumnMap.FromJson(batch.MapJson!).Columns.Select(column => column.Header)],
            session.Get<ImportQueries>().StreamRejectedAsync(session.Actor, batch.Id, isKept: false, cancellationToken),
            said => MessageTexts.Say(said),
            cancellationToken
        );
    }

    private sealed record ImportFileOptions(
        Argument<string> File,
        Option<string?> Kind,
        Option<string?> Map,
        Option<string?> Mode,
        Option<string?> Rejected,
        Option<bool> Wait,
        DatabaseOptions Database
    );
}
