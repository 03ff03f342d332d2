namespace LeadDashboard.Cli.Tests;

public sealed class SampleDataCommandTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "sample-data-" + Guid.NewGuid().ToString("N"));

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public async Task RunAsync_RowsAndSeed_WritesThreeFiles()
    {
        var run = await CliRun.OfAsync("sample-data", "--rows", "50", "--seed", "3", "-o", _folder);

        Assert.Equal(ExitCodes.Done, run.Code);
        Assert.Equal(
            ["activities.csv", "leads.csv", "spend.csv"],
            Directory.GetFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
        Assert.Equal(51, File.ReadLines(Path.Combine(_folder, "leads.csv")).Count());
        Assert.Contains("leads.csv", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_LeadsOnlyAndTruth_WritesThoseTwo()
    {
        await CliRun.OfAsync(
            "sample-data", "--rows", "50", "--leads-only", "--truth", "--now", "2026-03-31", "-o",
            _folder
        );

        Assert.Equal(
            ["leads.csv", "truth.csv"],
            Directory.GetFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
        Assert.Equal(51, File.ReadLines(Path.Combine(_folder, "truth.csv")).Count());
    }

    [Theory]
    [InlineData("--rows", "many", "'--rows' is 'many'; a whole number")]
    [InlineData("--rows", "0", "from 1 to 10000000")]
    [InlineData("--months", "61", "from 3 to 60")]
    [InlineData("--now", "31.3.2026", "2026-03-31")]
    [InlineData("--colour", "red", "'--colour'")]
    [InlineData("--leads-only", "--rows", "Required argument missing for option: '--rows'")]
    public async Task RunAsync_WrongArgument_SaysWhatAndWritesNothing(string name, string value, string expected)
    {
        var run = await CliRun.OfAsync([
            "sample-data",
            name,
            value,
            .. name == "--leads-only" ? Array.Empty<string>() : ["-o", _folder],
        ]);

        Assert.Equal(ExitCodes.WrongUse, run.Code);
        Assert.Contains(expected, run.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder));
    }
}
