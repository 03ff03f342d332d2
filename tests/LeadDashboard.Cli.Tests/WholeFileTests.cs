namespace LeadDashboard.Cli.Tests;

public sealed class WholeFileTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "whole-file-" + Guid.NewGuid().ToString("N"));

    public WholeFileTests() => Directory.CreateDirectory(_folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Write_ThatFailsInTheMiddle_LeavesTheFileAsItWas()
    {
        var path = Path.Combine(_folder, "scored.csv");
        await File.WriteAllTextAsync(path, "before");

        await Assert.ThrowsAsync<OperationCanceledException>(() =>
            WholeFile.WriteAsync(
                path,
                async stream =>
                {
                    await stream.WriteAsync("half"u8.ToArray());
                    await stream.FlushAsync();
                    Assert.Equal("before", await File.ReadAllTextAsync(path));
                    throw new OperationCanceledException();
                }
            )
        );

        Assert.Equal("before", await File.ReadAllTextAsync(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task Write_ThatEnds_ReplacesTheFile()
    {
        var path = Path.Combine(_folder, "scored.csv");
        await File.WriteAllTextAsync(path, "before");

        await WholeFile.WriteAsync(path, stream => stream.WriteAsync("after"u8.ToArray()).AsTask());

        Assert.Equal("after", await File.ReadAllTextAsync(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }
}
