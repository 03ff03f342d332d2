using LeadDashboard.App.Messages;
using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Results;

namespace LeadDashboard.Cli;

/// <summary>A command cannot be carried out; the message says what was found and what to do.</summary>
internal sealed class CommandException : Exception
{
    /// <summary>Wrong use.</summary>
    public CommandException(string message)
        : base(message) { }

    private CommandException(string key, string message, int exitCode)
        : base(message) => (Key, ExitCode) = (key, exitCode);

    /// <summary>Of the message, for programs that read the result; "wrong-use" where the call is wrong.</summary>
    public string Key { get; } = "wrong-use";

    public int ExitCode { get; } = ExitCodes.WrongUse;

    /// <summary>The program refuses, as a page would.</summary>
    public static CommandException Refused(Error error) => Refused(error.Message);

    /// <summary>The program refuses, as a page would.</summary>
    public static CommandException Refused(Message message) => Refused(message, MessageTexts.Say(message));

    /// <summary>The same with more words around the message.</summary>
    public static CommandException Refused(Message message, string text) => new(message.Key, text, ExitCodes.Refused);

    /// <summary>The value, or the refusal with the file that it is of.</summary>
    public static T ValueOf<T>(Result<T> result, string path) =>
        result.IsOk ? result.Value : throw Refused(result.Error.Message, $"{path}: {MessageTexts.Say(result.Error)}");

    /// <summary>A refusal that only the command line knows; see <see cref="CliTexts"/>.</summary>
    public static CommandException RefusedAs(string key, params object[] values) =>
        new(key, CliTexts.Say(key, values), ExitCodes.Refused);
}
