using LeadDashboard.Core.Importing;

namespace LeadDashboard.Core.Files;

/// <summary>What a file is by its first bytes, when it is not a plain text.</summary>
internal sealed record FileSignature(string Name, bool IsWorkbook)
{
    private static readonly (byte[] Bytes, string Name)[] Known =
    [
        ([0x25, 0x50, 0x44, 0x46], ImportSentences.PdfDocument),
        ([0x89, 0x50, 0x4E, 0x47], ImportSentences.Image),
        ([0xFF, 0xD8, 0xFF], ImportSentences.Image),
        ([0x47, 0x49, 0x46, 0x38], ImportSentences.Image),
        ([0x1F, 0x8B], ImportSentences.Archive),
        ([0x37, 0x7A, 0xBC, 0xAF], ImportSentences.Archive),
        ([0x52, 0x61, 0x72, 0x21], ImportSentences.Archive),
        ([0x42, 0x5A, 0x68], ImportSentences.Archive),
        ([0x28, 0xB5, 0x2F, 0xFD], ImportSentences.Archive),
        ([0x53, 0x51, 0x4C, 0x69, 0x74, 0x65, 0x20], ImportSentences.Database),
        ([0x50, 0x41, 0x52, 0x31], "Parquet"),
        ([0x7F, 0x45, 0x4C, 0x46], ImportSentences.Program),
        ([0x7B, 0x5C, 0x72, 0x74, 0x66], ImportSentences.RichText),
    ];

    /// <summary>null = nothing known, so most likely a text.</summary>
    public static FileSignature? Of(ReadOnlySpan<byte> head)
    {
        if (
            head.StartsWith((ReadOnlySpan<byte>)[0x50, 0x4B, 0x03, 0x04])
            || head.StartsWith((ReadOnlySpan<byte>)[0x50, 0x4B, 0x05, 0x06])
        )
        {
            return new FileSignature("a ZIP archive or a workbook", IsWorkbook: true);
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
        {
            return new FileSignature("an old Office document", IsWorkbook: true);
        }

        foreach (var (bytes, name) in Known)
        {
            if (head.StartsWith(bytes))
            {
                return new FileSignature(name, IsWorkbook: false);
            }
        }

        return null;
    }

    /// <summary>Texts that are not tables: web pages (some programs save one as .xls).</summary>
    public static string? OfText(string text)
    {
        var start = text.AsSpan().TrimStart();
        foreach (var tag in (string[])["<!doctype html", "<html", "<table", "<?xml"])
        {
            if (start.StartsWith(tag, StringComparison.OrdinalIgnoreCase))
            {
                return tag[1] == '?' ? "XML" : ImportSentences.WebPage;
            }
        }

        return null;
    }
}
