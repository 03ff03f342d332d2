using System.Globalization;

namespace LeadDashboard.Cli;

/// <summary>A command cannot be carried out; the message says what was found and what to do.</summary>
public sealed class CommandException(string message) : Exception(message);

/// <summary>The words behind a command: one plain argument after the other, and named options.</summary>
public sealed class CommandLine
{
    private readonly List<string> _plain = [];
    private readonly Dictionary<string, List<string>> _options = new(StringComparer.Ordinal);

    private CommandLine() { }

    /// <param name="args">Without the command word.</param>
    /// <param name="valueOptions">Options that take a value (several words up to the next option for <paramref
    /// name="listOptions"/>).</param>
    /// <param name="listOptions">Those of <paramref name="valueOptions"/> that take a list.</param>
    /// <param name="switches">Options without a value.</param>
    public static CommandLine Parse(
        IReadOnlyList<string> args,
        IReadOnlyList<string> valueOptions,
        IReadOnlyList<string> listOptions,
        IReadOnlyList<string> switches
    )
    {
        var line = new CommandLine();
        for (var i = 0; i < args.Count; i++)
        {
            var word = args[i];
            if (!word.StartsWith('-') || word.Length < 2)
            {
                line._plain.Add(word);
                continue;
            }

            var values = line._options.TryGetValue(word, out var known) ? known : line._options[word] = [];
            if (switches.Contains(word, StringComparer.Ordinal))
            {
                continue;
            }

            if (!valueOptions.Contains(word, StringComparer.Ordinal))
            {
                throw new CommandException(
                    $"Unknown option '{word}'. Known here: {string.Join(", ", valueOptions.Concat(switches))}."
                );
            }

            if (i + 1 >= args.Count)
            {
                throw new CommandException($"Option '{word}' needs a value after it.");
            }

            values.Add(args[++i]);
            while (
                listOptions.Contains(word, StringComparer.Ordinal) && i + 1 < args.Count && !args[i + 1].StartsWith('-')
            )
            {
                values.Add(args[++i]);
            }
        }

        return line;
    }

    public string Plain(int index, string meaning) =>
        index < _plain.Count
            ? _plain[index]
            : throw new CommandException($"The {meaning} is missing. Run without arguments for the list of commands.");

    public string? FindPlain(int index) => index < _plain.Count ? _plain[index] : null;

    public bool Has(string option) => _options.ContainsKey(option);

    public string? Find(string option) =>
        _options.TryGetValue(option, out var values) && values.Count > 0 ? values[^1] : null;

    public string Required(string option, string meaning) =>
        Find(option) ?? throw new CommandException($"Option '{option}' ({meaning}) is missing.");

    public IReadOnlyList<string> All(string option) => _options.TryGetValue(option, out var values) ? values : [];

    public int Number(string option, int otherwise, int from, int to)
    {
        if (Find(option) is not { } text)
        {
            return otherwise;
        }

        return
            int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
            && number >= from
            && number <= to
            ? number
            : throw new CommandException(
                $"Option '{option}' is '{text}'; a whole number from {from} to {to} is expected."
            );
    }

    public static int PrintUsage(TextWriter output)
    {
        output.WriteLine(
            """
            LeadDashboard, without a browser:
              evaluate FILE --label COL [--positive VALUE] [--drop COL ...] [--folds K] [--seed N] [--threads N] [--json]
              replay FILE --label COL [--positive VALUE] [--drop COL ...] [--blocks 20] [--first 5] [--without drift level windows calendars] [--seed N] [--threads N] [--json]
              train FILE --label COL -o MODEL [--positive VALUE] [--drop COL ...] [--seed N] [--threads N]
              score FILE --model MODEL -o OUT.csv [--hot 0.5] [--warm 0.2] [--threads N]
              duplicates FILE [FILE2] [--truth COL] [--drop COL ...] [--probability 95] [--pairs] [--fields] [--json] [--threads N]
              sample-data --rows N --seed S [-o FOLDER] [--leads-only] [--columns N] [--truth]
              create-admin EMAIL [--name NAME] [--data FOLDER] [--postgres CONNECTION]
            """
        );
        return 1;
    }
}
