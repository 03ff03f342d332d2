using System.CommandLine;
using System.Globalization;
using LeadDashboard.Data;

namespace LeadDashboard.Cli.Database;

/// <summary>The options of every command that works on a database.</summary>
internal sealed class DatabaseOptions
{
    private static readonly string DefaultFolder = Path.Combine("src", "LeadDashboard.Web", "data");

    private readonly Option<string?> _folder = CommandOptions.Text("--database", "cli.database", "DIR", "--data");
    private readonly Option<string?> _postgres = CommandOptions.Text("--postgres", "cli.postgres", "CONN");
    private readonly Option<string?> _actor = CommandOptions.Text("--as", "cli.as", "EMAIL");
    private readonly Option<string?> _clock = CommandOptions.Text("--clock", "cli.clock", "2026-01-31T09:00:00Z");
    private readonly Option<bool> _json = CommandOptions.Json();

    /// <param name="command">Extended.</param>
    /// <param name="takesActor">It can be done in the name of a person.</param>
    public void AddTo(Command command, bool takesActor = true)
    {
        command.Options.Add(_folder);
        command.Options.Add(_postgres);
        if (takesActor)
        {
            command.Options.Add(_actor);
        }

        command.Options.Add(_clock);
        command.Options.Add(_json);
    }

    /// <summary>The call says which database.</summary>
    public bool IsNamed(ParseResult parsed) =>
        parsed.GetValue(_folder) is not null || parsed.GetValue(_postgres) is not null;

    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    /// <summary>Opens the database as the web program does.</summary>
    /// <param name="parsed">The call.</param>
    /// <param name="io">The world.</param>
    /// <param name="mustExist">A folder without a database is refused rather than filled with an empty one.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<DatabaseSession> OpenAsync(
        ParseResult parsed,
        CommandIo io,
        bool mustExist,
        CancellationToken cancellationToken
    )
    {
        var connection = parsed.GetValue(_postgres);
        var folder = Path.GetFullPath(parsed.GetValue(_folder) ?? DefaultFolder);
        if (mustExist && connection is null && !File.Exists(Path.Combine(folder, "leads.db")))
        {
            throw CommandException.RefusedAs("cli.no-database", folder);
        }

        var options = connection is null
            ? new DataOptions()
            : new DataOptions { Provider = "Postgres", ConnectionString = connection };
        return await DatabaseSession.OpenAsync(
            options,
            folder,
            ClockOf(parsed),
            parsed.GetResult(_actor) is null ? null : parsed.GetValue(_actor),
            io,
            cancellationToken
        );
    }

    private DateTimeOffset? ClockOf(ParseResult parsed)
    {
        if (parsed.GetValue(_clock) is not { } text)
        {
            return null;
        }

        return DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var start
        )
            ? start
            : throw new CommandException(CliTexts.Say("cli.not-an-instant", "--clock", text));
    }
}
