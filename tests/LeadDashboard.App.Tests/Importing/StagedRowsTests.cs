using System.Globalization;
using LeadDashboard.App.Importing.Upload;
using LeadDashboard.Core.Files;

namespace LeadDashboard.App.Tests.Importing;

public sealed class StagedRowsTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public StagedRowsTests() =>
        File.WriteAllText(
            _path,
            "Name\n"
                + string.Concat(
                    Enumerable.Range(0, 5_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"Row {i}\n"))
                )
        );

    public void Dispose() => File.Delete(_path);

    [Fact]
    public async Task Read_ForwardsBackwardsAndNothing_GivesTheRowsAskedFor()
    {
        FileFormat format;
        await using (var file = File.OpenRead(_path))
        {
            format = FileFormat.Detect(file).Value!;
        }

        await using var rows = new StagedRows(_path, format);
        foreach (var wanted in new int[][] { [7, 3], [8, 4_999], [], [0, 4_000], [4_001] })
        {
            var read = await rows.ReadAsync(wanted, CancellationToken.None);

            Assert.Equal(
                wanted.Order().Select(index => $"Row {index}"),
                read.OrderBy(row => row.Key).Select(row => row.Value.Cells[0])
            );
        }
    }

    [Fact]
    public async Task Read_BeyondTheEnd_GivesWhatIsThere()
    {
        await using var rows = new StagedRows(_path, new FileFormat());

        Assert.Empty(await rows.ReadAsync([9_999], CancellationToken.None));
    }
}
