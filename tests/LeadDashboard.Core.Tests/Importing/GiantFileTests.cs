using System.IO.Compression;
using System.Text;
using LeadDashboard.Core.Importing;

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
        Assert.Contains("2000", error.Message, StringComparison.Ordinal);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < MostAllocated);
    }

    [Fact]
    public async Task Import_ZipBombThatLiesAboutItsSize_IsRefusedOrBounded()
    {
        var honest = TableText.Workbook(("Leads", [["name", "won"], .. Enumerable.Range(0, 20_000).Select(i => new[] { new string('a', 500), "yes" })])).ToArray();
        var bomb = WithSizes(honest, 100);

        var outcome = await TableText.ImportAsync(new MemoryStream(bomb));

        Assert.True(outcome.Refusal is not null || outcome.RowCount == outcome.Leads.Count + outcome.Errors.Count + outcome.SkippedCount);
        Assert.True(outcome.Refusal is null || outcome.Message!.Length > 20);
    }

    [Fact]
    public async Task Import_WorkbookCellFarToTheRight_IsRefusedInASentence()
    {
        var outcome = await TableText.ImportAsync(Far("XFD9"));

        Assert.Equal("import.too-many-columns", outcome.Refusal);
        Assert.Contains("2000", outcome.Message, StringComparison.Ordinal);
    }

    private static MemoryStream Far(string cell)
    {
        var sound = TableText.Workbook(("Leads", [["name", "won"], ["Ann", "yes"]]));
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
            writer.Write(xml.Replace("</sheetData>", $"<row r=\"9\"><c r=\"{cell}\" t=\"inlineStr\"><is><t>x</t></is></c></row></sheetData>", StringComparison.Ordinal));
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

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var count = (int)Math.Min(buffer.Length, length - Position);
            for (var i = 0; i < count; i++)
            {
                buffer[i] = (Position + i) % 2 == 0 ? (byte)'a' : (byte)',';
            }

            Position += count;
            return count;
        }

        public override long Seek(long offset, SeekOrigin origin) => Position = origin == SeekOrigin.Begin ? offset : origin == SeekOrigin.Current ? Position + offset : length + offset;

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }
    }
}
