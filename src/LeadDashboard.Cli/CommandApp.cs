using System.CommandLine;
using System.CommandLine.Invocation;
using System.Globalization;
using LeadDashboard.Cli.Database;
using LeadDashboard.Core.Access;

namespace LeadDashboard.Cli;

/// <summary>Reads the command line, runs the command it names, and says how it ended.</summary>
internal static class CommandApp
{
    private const string CultureOption = "--culture";
    private const string JsonOption = "--json";
    private static readonly string[] Cultures = ["en", "zh-CN"];
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(20);

    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> args,
        CommandIo io,
        CancellationToken cancellationToken = default
    )
    {
        // Before the commands are made: their descriptions are texts too.
        CultureInfo.CurrentUICulture = CultureOf(args, io.Variable);
        var root = Create(io);
        if (args.Count == 0)
        {
            await root.Parse(["--help"]).InvokeAsync(Configuration(io), cancellationToken);
            return ExitCodes.WrongUse;
        }

        var parsed = root.Parse([.. args], new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is ParseErrorAction)
        {
            return await TellAsync(
                new CommandException(string.Join(Environment.NewLine, parsed.Errors.Select(error => error.Message))),
                args,
                io
            );
        }

        try
        {
            return await parsed.InvokeAsync(Configuration(io), cancellationToken);
        }
        catch (CommandException refusal)
        {
            return await TellAsync(refusal, args, io);
        }
        catch (AccessDeniedException refusal)
        {
            return await TellAsync(
                CommandException.RefusedAs("cli.access-denied", refusal.Role.ToString(), refusal.Permission.ToString()),
                args,
                io
            );
        }
        catch (OperationCanceledException)
        {
            return await TellAsync(CommandException.RefusedAs("cli.stopped"), args, io);
        }
    }

    internal static RootCommand Create(CommandIo io)
    {
        var culture = new Option<string>(CultureOption)
        {
            Description = CliTexts.Say("cli.culture"),
            Recursive = true,
            HelpName = string.Join('|', Cultures),
        };
        culture.AcceptOnlyFromAmong(Cultures);
        return new RootCommand(CliTexts.Say("cli.root"))
        {
            culture,
            EvaluateCommand.Create(io),
            ReplayCommand.Create(io),
            TrainCommand.Create(io),
            ScoreCommand.Create(io),
            ExportCommand.Create(io),
            AdoptCommand.Create(io),
            ExportModelCommand.Create(io),
            DuplicatesCommand.Create(io),
            SampleDataCommand.Create(io),
            TemplateCommand.Create(io),
            ImportCommand.Create(io),
            RescoreCommand.Create(io),
            OutcomeCommand.Create(io),
            UndoOutcomeCommand.Create(io),
            CreateAdminCommand.Create(io),
            CreateKeyCommand.Create(io),
        };
    }

    private static InvocationConfiguration Configuration(CommandIo io) =>
        new()
        {
            Output = io.Output,
            Error = io.Errors,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeToStop,
        };

    private static async Task<int> TellAsync(CommandException refusal, IReadOnlyList<string> args, CommandIo io)
    {
        await io.Errors.WriteLineAsync(refusal.Message);
        if (args.Contains(JsonOption, StringComparer.Ordinal))
        {
            var error = new { refusal.Key, refusal.Message };
            await io.Output.WriteLineAsync(CliJson.Write(new { Error = error }));
        }

        if (refusal.ExitCode == ExitCodes.WrongUse)
        {
            await io.Errors.WriteLineAsync(CliTexts.Say("cli.see-help"));
        }

        return refusal.ExitCode;
    }

    /// <summary>As asked for, else as the environment says, else English.</summary>
    private static CultureInfo CultureOf(IReadOnlyList<string> args, Func<string, string?> variable)
    {
        var at = args.ToList().FindIndex(word => word.StartsWith(CultureOption, StringComparison.Ordinal));
        var given =
            at < 0 ? null
            : args[at].Contains('=', StringComparison.Ordinal) ? args[at][(args[at].IndexOf('=') + 1)..]
            : at + 1 < args.Count ? args[at + 1]
            : null;
        var name =
            given
            ?? new[] { "LC_ALL", "LC_MESSAGES", "LANG" }
                .Select(variable)
                .FirstOrDefault(value => !string.IsNullOrEmpty(value))
            ?? "";
        return CultureInfo.GetCultureInfo(name.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? "zh-CN" : "en");
    }
}
