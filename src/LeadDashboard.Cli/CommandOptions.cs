using System.CommandLine;
using System.Globalization;

namespace LeadDashboard.Cli;

/// <summary>The options that several commands share the form of.</summary>
internal static class CommandOptions
{
    public static Argument<string> File(string name = "FILE") => new(name) { Description = CliTexts.Say("cli.file") };

    public static Option<string?> Text(string name, string key, string helpName, params string[] aliases) =>
        new(name, aliases) { Description = CliTexts.Say(key), HelpName = helpName };

    public static Option<string> Required(string name, string key, string helpName, params string[] aliases) =>
        new(name, aliases)
        {
            Description = CliTexts.Say(key),
            HelpName = helpName,
            Required = true,
        };

    public static Option<bool> Switch(string name, string key) => new(name) { Description = CliTexts.Say(key) };

    public static Option<bool> Json() => Switch("--json", "cli.json");

    /// <summary>Several words up to the next option.</summary>
    public static Option<string[]> Words(string name, string key, string helpName) =>
        new(name)
        {
            Description = CliTexts.Say(key),
            HelpName = helpName + " ...",
            AllowMultipleArgumentsPerToken = true,
            Arity = ArgumentArity.OneOrMore,
            DefaultValueFactory = _ => [],
        };

    public static Option<int> Whole(string name, string key, int otherwise, int from, int to) =>
        new(name)
        {
            Description = CliTexts.Say(key),
            HelpName = "N",
            DefaultValueFactory = _ => otherwise,
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (
                    int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                    && number >= from
                    && number <= to
                )
                {
                    return number;
                }

                var range = new object[] { from, to }.Select(end =>
                    string.Create(CultureInfo.InvariantCulture, $"{end}")
                );
                result.AddError(CliTexts.Say("cli.not-whole", [name, text, .. range]));
                return otherwise;
            },
        };

    /// <summary>Any number; null = not said.</summary>
    public static Option<float?> Number(string name, string key) =>
        new(name)
        {
            Description = CliTexts.Say(key),
            HelpName = "N",
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                {
                    return number;
                }

                result.AddError(CliTexts.Say("cli.not-number", name, text));
                return null;
            },
        };

    /// <summary>A probability from 0 to 1.</summary>
    public static Option<double> Probability(string name, string key, double otherwise) =>
        new(name)
        {
            Description = CliTexts.Say(key),
            HelpName = "P",
            DefaultValueFactory = _ => otherwise,
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (
                    double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    && number is >= 0 and <= 1
                )
                {
                    return number;
                }

                result.AddError(CliTexts.Say("cli.not-probability", name, text));
                return otherwise;
            },
        };

    public static Option<int> Threads() => Whole("--threads", "cli.threads", Environment.ProcessorCount, 1, 1024);

    public static Option<int> Seed() => Whole("--seed", "cli.seed", 1, 0, int.MaxValue);

    public static Option<string> Out(string key, string helpName) => Required("--out", key, helpName, "-o");
}
