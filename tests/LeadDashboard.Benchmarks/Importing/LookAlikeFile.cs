using System.Diagnostics;
using System.Globalization;
using LeadDashboard.Core.Sampling;

namespace LeadDashboard.Benchmarks.Importing;

/// <summary>
/// People with a tenth of spoilt copies as a file without a common key; made by a process of its own, whose memory is
/// not counted.
/// </summary>
internal static class LookAlikeFile
{
    private const double Share = 0.1;
    private const int MaxChanges = 2;
    private const int Seed = 11;
    private const string Header = "Lead ID,Name,Email,Phone,Company,City,Country,Notes,Status,Created Date,Closed Date";

    public static async Task MakeAsync(string path, int rowCount)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false };
        foreach (
            var argument in (string[])
                [
                    .. Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
                        ? [Environment.GetCommandLineArgs()[0]]
                        : Array.Empty<string>(),
                    "lookalikes",
                    "make",
                    path,
                    rowCount.ToString(CultureInfo.InvariantCulture),
                ]
        )
        {
            start.ArgumentList.Add(argument);
        }

        using var process =
            Process.Start(start) ?? throw new InvalidOperationException("The maker of the file could not be started.");
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"The maker of the file ended with {process.ExitCode}.");
        }
    }

    public static int Write(string path, int rowCount)
    {
        var sample = SampleDuplicates.Make(rowCount, Share, MaxChanges, Seed);
        using var file = new StreamWriter(path);
        file.WriteLine(Header);
        for (var row = 0; row < rowCount; row++)
        {
            file.Write(string.Create(CultureInfo.InvariantCulture, $"N{row}"));
            foreach (var column in sample.Columns)
            {
                file.Write(",\"" + (column[row] ?? "").Replace("\"", "\"\"", StringComparison.Ordinal) + "\"");
            }

            var status =
                row % 3 == 0 ? "Won"
                : row % 3 == 1 ? "Lost"
                : "Open";
            file.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $",Row {row},{status},2026-01-{1 + (row % 28):00},{(row % 3 == 2 ? "" : "2026-02-01")}"
                )
            );
        }

        return 0;
    }
}
