using System.CommandLine;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Files.Encodings;

namespace LeadDashboard.Cli;

/// <summary>
/// How a file is read: as the model's own file was, as guessed, or as the words of the command say. Parts of one table
/// are read alike only by the first and the last: what one part shows, another may not.
/// </summary>
/// <param name="key">Of the text that describes it.</param>
internal sealed class FormatOption(string key = "cli.format")
{
    private const string Model = "model";
    private const string Detect = "detect";

    private static readonly Dictionary<string, DateOrder> Orders = new(StringComparer.OrdinalIgnoreCase)
    {
        ["year-first"] = DateOrder.YearFirst,
        ["day-first"] = DateOrder.DayFirst,
        ["month-first"] = DateOrder.MonthFirst,
    };

    public Option<string[]> Words { get; } = CommandOptions.Words("--format", key, "WORD");

    public static string NameOf(DateOrder order) => Orders.First(pair => pair.Value == order).Key;

    public FormatChoice Read(ParseResult parsed)
    {
        var words = parsed.GetValue(Words) ?? [];
        var choice = new FormatChoice();
        foreach (var word in words)
        {
            choice = With(choice, word);
        }

        return choice;
    }

    private static FormatChoice With(FormatChoice choice, string word)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        var (name, value) = equals < 0 ? (word, "") : (word[..equals], word[(equals + 1)..]);
        return (name.ToLowerInvariant(), value) switch
        {
            (Model, "") => choice,
            (Detect, "") => choice with { IsDetected = true },
            ("decimal", "." or ",") => choice with { DecimalSeparator = value[0] },
            ("dates", _) when Orders.TryGetValue(value, out var order) => choice with { DateOrder = order },
            ("delimiter", "tab") => choice with { Delimiter = '\t' },
            ("delimiter", { Length: 1 }) => choice with { Delimiter = value[0] },
            ("encoding", _) when TextEncodings.Names.Contains(value, StringComparer.OrdinalIgnoreCase) => choice with
            {
                EncodingName = TextEncodings.Names.First(known =>
                    known.Equals(value, StringComparison.OrdinalIgnoreCase)
                ),
            },
            _ => throw new CommandException(
                CliTexts.Say("cli.not-a-format", word, string.Join(", ", TextEncodings.Names))
            ),
        };
    }
}

/// <summary>What a command says of the format; null = not said.</summary>
internal sealed record FormatChoice
{
    /// <summary>All of it is guessed.</summary>
    public static FormatChoice Detected { get; } = new() { IsDetected = true };

    /// <summary>True: what is not said is guessed from the file, whatever the model has.</summary>
    public bool IsDetected { get; init; }

    public char? DecimalSeparator { get; init; }

    public DateOrder? DateOrder { get; init; }

    public char? Delimiter { get; init; }

    public string? EncodingName { get; init; }

    /// <summary>Numbers and dates are told, so that nothing of a value is left to a guess.</summary>
    public bool TellsValues => DecimalSeparator is not null && DateOrder is not null;

    /// <param name="detected">As guessed from the file.</param>
    /// <param name="known">Of the model's own file; null = not known. Numbers and dates of a text file are written as
    /// there; a workbook or JSON has its own way.</param>
    public FileFormat Apply(FileFormat detected, FileFormat? known)
    {
        var format = detected;
        if (!IsDetected && known?.Kind == FileKind.Delimited && detected.Kind == FileKind.Delimited)
        {
            format = format with
            {
                DecimalSeparator = known.DecimalSeparator,
                DateOrder = known.DateOrder,
                EncodingName =
                    detected.EncodingName == TextEncodings.Utf8 || known.EncodingName == TextEncodings.Utf8
                        ? detected.EncodingName
                        : known.EncodingName,
            };
        }

        return format with
        {
            DecimalSeparator = DecimalSeparator ?? format.DecimalSeparator,
            DateOrder = DateOrder ?? format.DateOrder,
            Delimiter = Delimiter ?? format.Delimiter,
            EncodingName = EncodingName ?? format.EncodingName,
        };
    }
}
