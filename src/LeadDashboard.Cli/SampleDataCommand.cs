using System.CommandLine;
using System.Globalization;
using LeadDashboard.Core.Sampling;

namespace LeadDashboard.Cli;

/// <summary>`sample-data`: writes the files of the sample company.</summary>
internal static class SampleDataCommand
{
    public static Command Create(CommandIo io)
    {
        var options = new SampleDataOptions(
            CommandOptions.Whole("--rows", "cli.sample-rows", 6000, 1, SampleOptions.MaxRows),
            CommandOptions.Whole("--seed", "cli.sample-seed", 7, int.MinValue, int.MaxValue),
            CommandOptions.Whole("--months", "cli.sample-months", 18, 3, 60),
            CommandOptions.Text("--now", "cli.sample-now", "yyyy-MM-dd"),
            CommandOptions.Text("--out", "cli.sample-folder", "FOLDER", "-o"),
            CommandOptions.Switch("--leads-only", "cli.sample-leads-only"),
            CommandOptions.Whole(
                "--columns", "cli.sample-columns", SampleData.LeadColumns.Count, 1, SampleData.LeadColumns.Count
            ),
            CommandOptions.Switch("--truth", "cli.sample-truth")
        );
        var command = new Command("sample-data", CliTexts.Say("cli.sample-data"))
        {
            options.Rows,
            options.Seed,
            options.Months,
            options.Now,
            options.Folder,
            options.LeadsOnly,
            options.Columns,
            options.Truth,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, options, io, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed,
        SampleDataOptions options,
        CommandIo io,
        CancellationToken ct
    )
    {
        var nowUtc = io.Time.GetUtcNow().UtcDateTime;
        if (
            parsed.GetValue(options.Now) is { } day
            && !DateTime.TryParseExact(
                day,
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out nowUtc
            )
        )
        {
            throw new CommandException(CliTexts.Say("cli.not-a-day", "--now", day));
        }

        var data = SampleCompany.Generate(
            new SampleOptions(
                nowUtc,
                parsed.GetValue(options.Rows),
                parsed.GetValue(options.Seed),
                parsed.GetValue(options.Months)
            )
        );
        var folder = parsed.GetValue(options.Folder) ?? ".";
        Directory.CreateDirectory(folder);
        await WriteAsync(
            folder,
            "leads.csv",
            (stream, token) => data.WriteLeadsCsv(stream, parsed.GetValue(options.Columns), token),
            io.Output,
            ct
        );
        if (!parsed.GetValue(options.LeadsOnly))
        {
            await WriteAsync(folder, "activities.csv", data.WriteActivitiesCsv, io.Output, ct);
            await WriteAsync(folder, "spend.csv", data.WriteSpendCsv, io.Output, ct);
        }

        if (parsed.GetValue(options.Truth))
        {
            await WriteAsync(folder, "truth.csv", data.WriteTruthCsv, io.Output, ct);
        }

        return ExitCodes.Done;
    }

    private static async Task WriteAsync(
        string folder,
        string name,
        Action<Stream, CancellationToken> write,
        TextWriter output,
        CancellationToken ct
    )
    {
        var path = Path.Combine(folder, name);
        long size;
        await using (var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
        {
            write(stream, ct);
            size = stream.Length;
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{path}  {size} bytes"));
    }

    private sealed record SampleDataOptions(
        Option<int> Rows,
        Option<int> Seed,
        Option<int> Months,
        Option<string?> Now,
        Option<string?> Folder,
        Option<bool> LeadsOnly,
        Option<int> Columns,
        Option<bool> Truth
    );
}
