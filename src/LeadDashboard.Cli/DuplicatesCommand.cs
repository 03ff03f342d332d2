using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using LeadDashboard.Core.Matching;
using LeadDashboard.Core.Matching.Comparing;
using LeadDashboard.Core.Matching.Model;

namespace LeadDashboard.Cli;

/// <summary>
/// `duplicates FILE [FILE2] [--truth COL]`: the pairs of one file that are the same, or of two files. With a truth
/// column, precision and recall:
/// two rows are the same in truth where the first number in that column (or the whole text where it has no number)
/// agrees. The column is not compared.
/// </summary>
internal static class DuplicatesCommand
{
    private const int SampleRows = 5000;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    public static Command Create(CommandIo io)
    {
        var options = new DuplicatesOptions(
            CommandOptions.File(),
            new Argument<string?>("FILE2")
            {
                Description = CliTexts.Say("cli.second-file"),
                Arity = ArgumentArity.ZeroOrOne,
            },
            CommandOptions.Text("--truth", "cli.truth-column", "COL"),
            CommandOptions.Words("--drop", "cli.drop", "COL"),
            CommandOptions.Whole(
                "--probability",
                "cli.match-probability",
                (int)(MatchOptions.Default.MatchProbability * 100),
                50,
                99
            ),
            CommandOptions.Threads(),
            CommandOptions.Switch("--pairs", "cli.pairs"),
            CommandOptions.Switch("--fields", "cli.fields"),
            CommandOptions.Json()
        );
        var command = new Command("duplicates", CliTexts.Say("cli.duplicates"))
        {
            options.First,
            options.Second,
            options.Truth,
            options.Drop,
            options.Probability,
            options.Threads,
            options.Pairs,
            options.Fields,
            options.Json,
        };
        command.SetAction(parsed => RunAsync(parsed, options, io.Output));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, DuplicatesOptions options, TextWriter output)
    {
        var first = await TableFile.ReadAsync(parsed.GetRequiredValue(options.First), FormatChoice.Detected);
        var second = parsed.GetValue(options.Second) is { } path
            ? await TableFile.ReadAsync(path, FormatChoice.Detected)
            : null;
        var truthColumn = parsed.GetValue(options.Truth);
        string[] dropped = [.. parsed.GetValue(options.Drop) ?? [], truthColumn ?? ""];
        var (fields, columns) = Columns(first, second, dropped);
        var match = MatchOptions.Default with
        {
            MaxThreads = parsed.GetValue(options.Threads),
            MatchProbability = parsed.GetValue(options.Probability) / 100.0,
            IsOneToOne = second is not null,
        };

        var watch = Stopwatch.StartNew();
        var table = MatchTable.From(fields, columns, second is null ? 0 : first.RowCount);
        var result = DuplicateFinder.Find(table, match, null, CancellationToken.None);
        var seconds = watch.Elapsed.TotalSeconds;
        var quality = truthColumn is { } truth
            ? MatchQuality.Measure(table, result, Truth(first, second, truth))
            : null;
        await PrintAsync(
            parsed,
            options,
            new Summary(
                table.RowCount,
                result.CandidateCount,
                result.Pairs.Count(pair => pair.IsJoined),
                Round(quality?.Precision),
                Round(quality?.Recall),
                quality?.TruePairs,
                Math.Round(seconds, 2)
            ),
            table,
            result,
            output
        );
        return ExitCodes.Done;
    }

    private static (List<MatchField> Fields, List<IReadOnlyList<string?>> Columns) Columns(
        TableFile first,
        TableFile? second,
        string[] dropped
    )
    {
        var fields = new List<MatchField>();
        var columns = new List<IReadOnlyList<string?>>();
        for (var index = 0; index < first.Header.Length && fields.Count < MatchTable.MaxFields; index++)
        {
            var header = first.Header[index];
            var cells = first.Column(index);
            if (
                !dropped.Contains(header, StringComparer.OrdinalIgnoreCase)
                && MatchFieldRules.Suggest(header, [.. cells.Take(SampleRows)]) is { } field
            )
            {
                fields.Add(field);
                columns.Add(second is null ? cells : [.. cells, .. second.Column(second.Require(header))]);
            }
        }

        return fields.Count > 0
            ? (fields, columns)
            : throw new CommandException(
                "No column of the file tells who a row is. Name, e-mail, phone, company, address or birth date are "
                    + "expected."
            );
    }

    private static string[] Truth(TableFile first, TableFile? second, string column)
    {
        string[] cells = second is null
            ? first.Column(first.Require(column))
            : [.. first.Column(first.Require(column)), .. second.Column(second.Require(column))];
        return [.. cells.Select(EntityOf)];
    }

    private static string EntityOf(string cell)
    {
        var start = cell.AsSpan().IndexOfAnyInRange('0', '9');
        if (start < 0)
        {
            return cell.Trim();
        }

        var length = cell.AsSpan(start).IndexOfAnyExceptInRange('0', '9');
        return length < 0 ? cell[start..] : cell.Substring(start, length);
    }

    private static async Task PrintAsync(
        ParseResult parsed,
        DuplicatesOptions options,
        Summary summary,
        MatchTable table,
        MatchResult result,
        TextWriter output
    )
    {
        if (parsed.GetValue(options.Json))
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(summary, Json));
        }
        else
        {
            await output.WriteLineAsync(summary.ToText());
        }

        if (parsed.GetValue(options.Fields))
        {
            foreach (var (field, index) in table.Fields.Select((field, index) => (field, index)))
            {
                var bits = Enum.GetValues<MatchLevel>()
                    .Skip(1)
                    .Select(level =>
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{level} {result.Model.Bits(index, level):+0.0;-0.0} (m "
                                + $"{result.Model.MatchShare[index][(int)level]:0.000}, u "
                                + $"{result.Model.StrangerShare[index][(int)level]:0.0000000})"
                        )
                    );
                await output.WriteLineAsync($"{field.Name} ({field.Kind}): {string.Join(", ", bits)}");
            }

            await output.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"prior {result.Model.Prior:0.000000000}; blocking by {string.Join("; ", result.BlockingKeys)}"
                )
            );
        }

        if (parsed.GetValue(options.Pairs))
        {
            foreach (var pair in result.Pairs)
            {
                var why = string.Join(
                    ", ",
                    result
                        .Explain(pair)
                        .Where(evidence => evidence.Level != MatchLevel.Missing)
                        .Select(evidence =>
                            string.Create(CultureInfo.InvariantCulture, $"{evidence.Field} {evidence.Bits:+0.0;-0.0}")
                        )
                );
                var verdict = pair.IsJoined ? "same" : "review";
                await output.WriteLineAsync(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{pair.Left + 1}\t{pair.Right + 1}\t{pair.Probability:0.000000}\t{verdict}\t{why}"
                    )
                );
            }
        }
    }

    private static double? Round(double? value) => value is { } number ? Math.Round(number, 5) : null;

    private sealed record DuplicatesOptions(
        Argument<string> First,
        Argument<string?> Second,
        Option<string?> Truth,
        Option<string[]> Drop,
        Option<int> Probability,
        Option<int> Threads,
        Option<bool> Pairs,
        Option<bool> Fields,
        Option<bool> Json
    );

    internal sealed record Summary(
        int Rows,
        long Candidates,
        int Pairs,
        double? Precision,
        double? Recall,
        long? TruePairs,
        double Seconds
    )
    {
        public string ToText()
        {
            var quality = Precision is null
                ? ""
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"; precision {Precision:0.0000}, recall {Recall:0.0000} of {TruePairs} true pairs"
                );
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{Rows} rows, {Candidates} pairs compared, {Pairs} pairs are the same{quality}; {Seconds:0.00} s"
            );
        }
    }
}
