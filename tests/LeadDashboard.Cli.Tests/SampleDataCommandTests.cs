namespace LeadDashboard.Cli.Tests;

public sealed class SampleDataCommandTests : IDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), "sample-data-" + Guid.NewGuid().ToString("N"));
    private readonly StringWriter output = new();
    private readonly StringWriter errors = new();

    public void Dispose()
    {
        output.Dispose();
        errors.Dispose();
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task RunAsync_RowsAndSeed_WritesThreeFiles()
    {
        var code = await SampleDataCommand.RunAsync(
            ["--rows", "50", "--seed", "3", "-o", folder],
            output,
            errors,
            CancellationToken.None
        );

        Assert.Equal(0, code);
        Assert.Equal(
            ["activities.csv", "leads.csv", "spend.csv"],
            Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
        Assert.Equal(51, File.ReadLines(Path.Combine(folder, "leads.csv")).Count());
        Assert.Contains("leads.csv", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_LeadsOnlyAndTruth_WritesThoseTwo()
    {
        await SampleDataCommand.RunAsync(
            ["--rows", "50", "--leads-only", "--truth", "--now", "2026-03-31", "-o", folder],
            output,
            errors,
            CancellationToken.None
        );

        Assert.Equal(
            ["leads.csv", "truth.csv"],
            Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
        Assert.Equal(51, File.ReadLines(Path.Combine(folder, "truth.csv")).Count());
    }

    [Theory]
    [InlineData("--rows", "many", "'many' is not a whole number")]
    [InlineData("--rows", "0", "1 to 10000000")]
    [InlineData("--months", "61", "3 to 60")]
    [InlineData("--now", "31.3.2026", "2026-03-31")]
    [InlineData("--colour", "red", "'--colour' is not an option")]
    [InlineData("--leads-only", "--rows", "its value is missing")]
    public async Task RunAsync_WrongArgument_SaysWhatAndWritesNothing(string name, string value, string expected)
    {
        var code = await SampleDataCommand.RunAsync(
            [name, value, .. name == "--leads-only" ? Array.Empty<string>() : ["-o", folder]],
            output,
            errors,
            CancellationToken.None
        );

        Assert.Equal(2, code);
        Assert.Contains(expected, errors.ToString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }
}
