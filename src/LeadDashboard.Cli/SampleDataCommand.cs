using System.Globalization;
using LeadDashboard.Core.Sampling;

namespace LeadDashboard.Cli;

/// <summary>`sample-data`: writes the files of the sample company.</summary>
internal static class SampleDataCommand
{
    private const string Usage = """
        sample-data [--rows N] [--seed S] [--months M] [--now DATE] [-o FOLDER] [--leads-only] [--columns N] [--truth]
          Writes leads.csv, activities.csv and spend.csv of a made-up company.
          --rows N      number of leads, 1 to 10000000 (default 6000)
          --seed S      another number gives another company (default 7)
          --months M    how far back it reaches, 3 to 60 (default 18)
          --now DATE    newest day, yyyy-MM-dd (default today): a fixed one makes the files repeatable
          -o FOLDER     where the files go (default: here)
          --leads-only  leads.csv alone
          --columns N   only the first N of its 28 columns, 1 to 28
          --truth       also truth.csv with the true chance of every lead, to measure a model against the best possible one
        """;

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors, CancellationToken ct) =>
        await RunAsync(args, output, errors, TimeProvider.System, ct);

    internal static async Task<int> RunAsync(
        string[] args,
        TextWriter output,
        TextWriter errors,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (args.Contains("--help", StringComparer.Ordinal))
        {
            await output.WriteLineAsync(Usage);
            return 0;
        }

        var (request, problem) = Parse(args, clock.GetUtcNow().UtcDateTime);
        if (request is null)
        {
            await errors.WriteLineAsync(problem);
            await errors.WriteLineAsync(Usage);
            return 2;
        }

        SampleData data;
        try
        {
            data = SampleCompany.Generate(request.Options);
        }
        catch (ArgumentOutOfRangeException exception)
        {
            await errors.WriteLineAsync(exception.Message);
            return 2;
        }

        Directory.CreateDirectory(request.Folder);
        await WriteAsync(
            request.Folder,
            "leads.csv",
            (stream, token) => data.WriteLeadsCsv(stream, request.Columns, token),
            output,
            ct
        );
        if (!request.LeadsOnly)
        {
            await WriteAsync(request.Folder, "activities.csv", data.WriteActivitiesCsv, output, ct);
            await WriteAsync(request.Folder, "spend.csv", data.WriteSpendCsv, output, ct);
        }

        if (request.WithTruth)
        {
            await WriteAsync(request.Folder, "truth.csv", data.WriteTruthCsv, output, ct);
        }

        return 0;
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

    private static (Request? Request, string Problem) Parse(string[] args, DateTime nowUtc)
    {
        var request = new Request(
            new SampleOptions(nowUtc),
            ".",
            LeadsOnly: false,
            WithTruth: false,
            SampleData.LeadColumns.Count
        );
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] is "--leads-only" or "--truth")
            {
                request = args[i] == "--truth" ? request with { WithTruth = true } : request with { LeadsOnly = true };
                continue;
            }

            if (i + 1 == args.Length)
            {
                return (null, $"'{args[i]}' is not an option of sample-data, or its value is missing.");
            }

            var (name, value) = (args[i], args[++i]);
            var isNumber = int.TryParse(
                value,
                NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out var number
            );
            switch (name)
            {
                case "--rows" when isNumber:
                    request = request with { Options = request.Options with { Rows = number } };
                    break;
                case "--seed" when isNumber:
                    request = request with { Options = request.Options with { Seed = number } };
                    break;
                case "--months" when isNumber:
                    request = request with { Options = request.Options with { Months = number } };
                    break;
                case "--columns" when isNumber && number >= 1 && number <= SampleData.LeadColumns.Count:
                    request = request with { Columns = number };
                    break;
                case "--columns":
                    return (
                        null,
                        $"--columns '{value}' is not a whole number from 1 to {SampleData.LeadColumns.Count}."
                    );
                case "--rows" or "--seed" or "--months":
                    return (null, $"{name} '{value}' is not a whole number.");
                case "--now":
                    if (
                        !DateTime.TryParseExact(
                            value,
                            "yyyy-MM-dd",
                            CultureInfo.InvariantCulture,
                            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                            out var now
                        )
                    )
                    {
                        return (null, $"--now '{value}' is not a date written like 2026-03-31.");
                    }

                    request = request with { Options = request.Options with { NowUtc = now } };
                    break;
                case "-o" or "--out":
                    request = request with { Folder = value };
                    break;
                default:
                    return (null, $"'{name}' is not an option of sample-data.");
            }
        }

        return (request, "");
    }

    private sealed record Request(SampleOptions Options, string Folder, bool LeadsOnly, bool WithTruth, int Columns);
}
