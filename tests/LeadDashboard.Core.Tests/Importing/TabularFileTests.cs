using LeadDashboard.Core.Files;
using LeadDashboard.Testing;

namespace LeadDashboard.Core.Tests.Importing;

public sealed class TabularFileTests
{
    [Fact]
    public async Task ReadRows_LinesWithBreaksInQuotes_KeepTrueLineNumbers()
    {
        var rows = await ReadAsync("name,notes\nAnn,\"a\nb\r\nc\"\n\nBob,x\n", new FileFormat());

        Assert.Equal([(0, 2), (1, 5), (2, 6)], rows.Select(r => (r.RowIndex, r.LineNumber)));
        Assert.Equal(["Ann", "a\nb\r\nc"], rows[0].Cells);
        Assert.True(rows[1].IsBlank);
    }

    [Fact]
    public async Task ReadRows_ByAnyChunkSize_GivesTheSameRows()
    {
        const string Text = "name,notes\r\nAnn,\"said \"\"hi\"\"\"\r\n\"Bob\",\"a\r\nb\" ,\r\nCid,x\r";
        var whole = await ReadAsync(Text, new FileFormat());
        for (var size = 1; size < 12; size++)
        {
            var rows = new List<FileRow>();
            await foreach (
                var row in TabularFile.ReadRowsAsync(new DrippingStream(TableText.Utf8(Text), size), new FileFormat())
            )
            {
                rows.Add(row);
            }

            Assert.Equal(
                whole.Select(r => (r.LineNumber, string.Join('|', r.Cells), r.Problem)),
                rows.Select(r => (r.LineNumber, string.Join('|', r.Cells), r.Problem))
            );
        }
    }

    [Fact]
    public async Task ReadRows_RaggedRow_SaysHowManyCellsAndWhere()
    {
        var rows = await ReadAsync("a,b,c\n1,2\n1,2,3\n", new FileFormat());

        Assert.Equal(
            "Line 2 does not fit the header: cells found 2, expected 3. Add or remove delimiters, or put the cell "
                + "that contains one in quotes.",
            rows[0].Problem.English()
        );
        Assert.Null(rows[1].Problem);
    }

    [Fact]
    public async Task ReadRows_Progress_EndsAtTheLengthOfTheFile()
    {
        var stream = TableText.Utf8("name,city\n" + string.Concat(Enumerable.Repeat("Ann,Rome\n", 50_000)));
        var progress = new Reported();

        await foreach (var _ in TabularFile.ReadRowsAsync(stream, new FileFormat(), bytesRead: progress)) { }

        Assert.Equal(stream.Length, progress.Values[^1]);
        Assert.True(progress.Values.Count > 3);
        Assert.Equal(progress.Values.Order(), progress.Values);
    }

    [Fact]
    public async Task ReadRows_Canceled_Stops()
    {
        using var source = new CancellationTokenSource();
        var stream = TableText.Utf8("name,city\n" + string.Concat(Enumerable.Repeat("Ann,Rome\n", 50_000)));
        var read = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in TabularFile.ReadRowsAsync(stream, new FileFormat(), ct: source.Token))
            {
                if (++read == 10)
                {
                    await source.CancelAsync();
                }
            }
        });
        Assert.InRange(read, 10, 20_000);
    }

    [Fact]
    public async Task Preview_WithoutHeader_NumbersTheColumns()
    {
        var preview = (
            await FilePreview.ReadAsync(
                TableText.Utf8("Ann,5\nBob,6\nCid,7\n"),
                new FileFormat { HasHeader = false },
                2
            )
        ).Value!;

        Assert.Equal(["Column 1", "Column 2"], preview.Header);
        Assert.Equal(["Ann", "Bob"], preview.Rows.Select(r => r.Cells[0]));
        Assert.Empty(preview.Notes);
    }

    [Fact]
    public async Task Preview_OtherDelimiterChosen_RedrawsWithIt()
    {
        var file = TableText.Utf8("a;b,c\n1;2,3\n");

        var header = (await FilePreview.ReadAsync(file, new FileFormat { Delimiter = ';' }, 5)).Value!.Header;

        Assert.Equal(["a", "b,c"], header);
    }

    [Fact]
    public async Task Sample_LongFile_TakesRowsFromAllOverAndRepeats()
    {
        var file = TableText.Utf8("n\n" + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"{i}\n")));

        var sample = (await FileSample.ReadAsync(file, new FileFormat(), 200, seed: 4)).Value!;
        var again = (await FileSample.ReadAsync(file, new FileFormat(), 200, seed: 4)).Value!;

        var numbers = sample
            .Rows.Select(r => int.Parse(r[0], System.Globalization.CultureInfo.InvariantCulture))
            .ToList();
        Assert.Equal(200, numbers.Distinct().Count());
        Assert.Equal(numbers.Order(), numbers);
        Assert.InRange(numbers.Average(), 4_000, 6_000);
        Assert.Equal((10_000, true), (sample.ReadRowCount, sample.IsComplete));
        Assert.Equal(sample.Rows.Select(r => r[0]), again.Rows.Select(r => r[0]));
    }

    [Fact]
    public async Task Sample_FileBeyondTheLimit_SaysItIsIncomplete()
    {
        var file = TableText.Utf8("n\n" + string.Concat(Enumerable.Range(0, 100).Select(i => $"{i}\n")));

        var sample = (await FileSample.ReadAsync(file, new FileFormat(), 10, maxReadRows: 50)).Value!;

        Assert.Equal((50, false), (sample.ReadRowCount, sample.IsComplete));
    }

    private static async Task<List<FileRow>> ReadAsync(string text, FileFormat format)
    {
        var rows = new List<FileRow>();
        await foreach (var row in TabularFile.ReadRowsAsync(TableText.Utf8(text), format))
        {
            rows.Add(row);
        }

        return rows;
    }

    private sealed class Reported : IProgress<long>
    {
        public List<long> Values { get; } = [];

        public void Report(long value) => Values.Add(value);
    }

    /// <summary>Gives a few bytes at a time, as a slow network does.</summary>
    private sealed class DrippingStream(MemoryStream inner, int size) : ReadOnlyStream
    {
        public override int Read(Span<byte> buffer) => inner.Read(buffer[..Math.Min(size, buffer.Length)]);
    }
}
