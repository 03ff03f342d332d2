using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Messages;

namespace LeadDashboard.Core.Files;

/// <summary>What a file is by its first bytes, when it is not a plain text.</summary>
/// <param name="Name">null = a workbook, old or new.</param>
internal sealed record FileSignature(Message? Name)
{
    private static readonly (byte[] Bytes, Message Name)[] Known =
    [
        ([0x25, 0x50, 0x44, 0x46], new Message(ImportMessages.PdfDocument)),
        ([0x89, 0x50, 0x4E, 0x47], new Message(ImportMessages.Image)),
        ([0xFF, 0xD8, 0xFF], new Message(ImportMessages.Image)),
        ([0x47, 0x49, 0x46, 0x38], new Message(ImportMessages.Image)),
        ([0x1F, 0x8B], new Message(ImportMessages.Archive)),
        ([0x37, 0x7A, 0xBC, 0xAF], new Message(ImportMessages.Archive)),
        ([0x52, 0x61, 0x72, 0x21], new Message(ImportMessages.Archive)),
        ([0x42, 0x5A, 0x68], new Message(ImportMessages.Archive)),
        ([0x28, 0xB5, 0x2F, 0xFD], new Message(ImportMessages.Archive)),
        ([0x53, 0x51, 0x4C, 0x69, 0x74, 0x65, 0x20], new Message(ImportMessages.Database)),
        ([0x50, 0x41, 0x52, 0x31], Message.Verbatim("Parquet")),
        ([0x7F, 0x45, 0x4C, 0x46], new Message(ImportMessages.Program)),
        ([0x7B, 0x5C, 0x72, 0x74, 0x66], new Message(ImportMessages.RichText)),
    ];

    /// <summary>null = nothing known, so most likely a text.</summary>
    public static FileSignature? Detect(ReadOnlySpan<byte> head)
    {
        if (
            head.StartsWith((ReadOnlySpan<byte>)[0x50, 0x4B, 0x03, 0x04])
            || head.StartsWith((ReadOnlySpan<byte>)[0x50, 0x4B, 0x05, 0x06])
        )
        {
            return new FileSignature((Message?)null);
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
        {
            return new FileSignature((Message?)null);
        }

        foreach (var (bytes, name) in Known)
        {
            if (head.StartsWith(bytes))
            {
                return new FileSignature(name);
            }
        }

        return null;
    }

    /// <summary>Texts that are not tables: web pages (some programs save one as .xls).</summary>
    public static Message? OfText(string text)
    {
        var start = text.AsSpan().TrimStart();
        foreach (var tag in (string[])["<!doctype html", "<html", "<table", "<?xml"])
        {
            if (start.StartsWith(tag, StringComparison.OrdinalIgnoreCase))
            {
                return tag[1] == '?' ? Message.Verbatim("XML") : new Message(ImportMessages.WebPage);
            }
        }

        return null;
    }
}
