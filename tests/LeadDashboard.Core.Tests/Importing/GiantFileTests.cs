using System.IO.Compression;
using LeadDashboard.Core.Files;
using LeadDashboard.Testing;

namespace LeadDashboard.Core.Tests.Importing;

/// <summary>Files made to exhaust a machine are refused in a sentence, soon and in bounded memory.</summary>
public sealed class GiantFileTests
{
    private const long MostAllocated = 200L * 1024 * 1024;

    [Fact]
    public void Detect_ABillionColumns_IsRefusedWithoutReadingThemAll()
    {
        using var file = new EndlessColumns(1_000_000_000L * 2);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var error = FileFormat.Detect(file).Error!;

        Assert.Equal("import.too-many-columns", error.Code);
        Assert.Contains("2,000", error.Message.English(), StringComparison.Ordinal);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < MostAllocated);
    }

    [Fact]
    public void Detect_ABillionColumns_ReadsABoundedPartOfTheFile()
    {
        using var file = new EndlessColumns(1_000_000_000L * 2);

        Assert.False(FileFormat.Detect(file).IsOk);

        // As far as the encoding is looked for, and a little more; the file holds four times as much.
        Assert.InRange(file.ReadBytes, 1, 576L * 1024 * 1024);
    }

    [Fact]
    public void Detect_ZipBomb_IsRefusedBeforeItIsUnpacked()
    {
        using var bomb = Zip(("xl/worksheets/sheet1.xml", Enumerable.Repeat(new byte[1024 * 1024], 160)));
        var packed = bomb.Length;
        var before = GC.GetAllocatedBytesForCurrentThread();

        var error = FileFormat.Detect(bomb).Error!;

        Assert.Equal("import.broken-workbook", error.Code);
        Assert.Contains("67,108,864", error.Message.English(), StringComparison.Ordinal);
        Assert.InRange(packed, 1, 1024 * 1024);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8L * 1024 * 1024);
    }

    [Fact]
    public void Detect_SharedTextsTooLargeForMemory_AreRefusedBeforeTheyAreUnpacked()
    {
        // Large enough in itself that the ratio of packed to unpacked lets it pass.
        var noise = new byte[4 * 1024 * 1024];
        new Random(1).NextBytes(noise);
        var bomb = WithSizes(
            Zip(("xl/worksheets/sheet1.xml", [noise]), ("xl/sharedStrings.xml", [noise[..100]])).ToArray(),
            300u * 1024 * 1024
        );
        var before = GC.GetAllocatedBytesForCurrentThread();

        var error = FileFormat.Detect(new MemoryStream(bomb)).Error!;

        Assert.Contains("268,435,456", error.Message.English(), StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8L * 1024 * 1024);
    }

    [Fact]
    public async Task Import_ZipBombThatLiesAboutItsSize_IsRefusedOrBounded()
    {
        var honest = TableText
            .Workbook(
                (
                    "Leads",
                    [
                        ["name", "won"],
                        .. Enumerable.Range(0, 20_000).Select(i => new[] { new string('a', 500), "yes" }),
                    ]
                )
            )
            .ToArray();
        var bomb = WithSizes(honest, 100);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var outcome = await TableText.ImportAsync(new MemoryStream(bomb));

        Assert.True(
            outcome.Refusal is not null
                || outcome.RowCount == outcome.Leads.Count + outcome.Errors.Count + outcome.SkippedCount
        );
        Assert.True(outcome.Refusal is null || outcome.Message!.Length > 20);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostAllocated);
    }

    [Fact]
    public async Task Import_WorkbookCellFarToTheRight_IsRefusedInASentence()
    {
        var outcome = await TableText.ImportAsync(Far("XFD9"));

        Assert.Equal("import.too-many-columns", outcome.Refusal);
        Assert.Contains("2,000", outcome.Message, StringComparison.Ordinal);
    }

    private static MemoryStream Zip(params (string Name, IEnumerable<byte[]> Parts)[] entries)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, parts) in entries)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
                foreach (var part in parts)
                {
                    entry.Write(part);
                }
            }
        }

        stream.Position = 0;
        return stream;
    }

    private static MemoryStream Far(string cell)
    {
        var sound = TableText.Workbook(
            (
                "Leads",
                [
                    ["name", "won"],
                    ["Ann", "yes"],
                ]
            )
        );
        using (var zip = new ZipArchive(sound, ZipArchiveMode.Update, leaveOpen: true))
        {
            var entry = zip.GetEntry("xl/worksheets/sheet1.xml")!;
            string xml;
            using (var reader = new StreamReader(entry.Open()))
            {
                xml = reader.ReadToEnd();
            }

            entry.Delete();
            using var writer = new StreamWriter(zip.CreateEntry("xl/worksheets/sheet1.xml").Open());
            writer.Write(
                xml.Replace(
                    "</sheetData>",
                    $"<row r=\"9\"><c r=\"{cell}\" t=\"inlineStr\"><is><t>x</t></is></c></row></sheetData>",
                    StringComparison.Ordinal
                )
            );
        }

        sound.Position = 0;
        return sound;
    }

    /// <summary>Writes another uncompressed size into every entry of the central directory.</summary>
    private static byte[] WithSizes(byte[] zip, uint size)
    {
        for (var i = 0; i + 46 < zip.Length; i++)
        {
            if (zip.AsSpan(i, 4).SequenceEqual((ReadOnlySpan<byte>)[0x50, 0x4B, 0x01, 0x02]))
            {
                BitConverter.TryWriteBytes(zip.AsSpan(i + 24), size);
            }
        }

        return zip;
    }

    /// <summary>"a,a,a," for gigabytes, made as it is read.</summary>
    private sealed class EndlessColumns(long length) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get; set; }

        public long ReadBytes { get; private set; }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var count = (int)Math.Min(buffer.Length, length - Position);
            for (var i = 0; i < count; i++)
            {
                buffer[i] = (Position + i) % 2 == 0 ? (byte)'a' : (byte)',';
            }

            Position += count;
            ReadBytes += count;
            return count;
        }

        public override long Seek(long offset, SeekOrigin origin) =>
            Position =
                origin == SeekOrigin.Begin ? offset
                : origin == SeekOrigin.Current ? Position + offset
                : length + offset;

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() { }
    }
}
