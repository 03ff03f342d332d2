using System.Text;
using System.Text.Unicode;

namespace LeadDashboard.Core.Files.Encodings;

/// <summary>In which of two encodings a single line is written, where a file was put together from both.</summary>
internal static class LineEncodings
{
    /// <summary>Bytes above 127 that are three characters of UTF-8 at least.</summary>
    private const int SureBytes = 9;

    /// <summary>Bytes of the first line, its end included.</summary>
    public static int Length(ReadOnlySpan<byte> text) =>
        text.IndexOf((byte)'\n') is var end and >= 0 ? end + 1 : text.Length;

    /// <summary>Bytes of all whole lines.</summary>
    public static int WholeLength(ReadOnlySpan<byte> text) => text.LastIndexOf((byte)'\n') + 1;

    /// <summary>Is the line written in the other encoding, beyond doubt?</summary>
    public static bool IsOther(ReadOnlySpan<byte> line, string encodingName, string otherName) =>
        !Ascii.IsValid(line)
        && (
            encodingName == TextEncodings.Utf8
                ? !Utf8.IsValid(line) && Fits(line, otherName)
                : otherName == TextEncodings.Utf8 && IsUtf8(line, encodingName)
        );

    /// <summary>Does a line that is no UTF-8 look like words of the encoding?</summary>
    public static bool Fits(ReadOnlySpan<byte> line, string encodingName) =>
        encodingName == TextEncodings.Windows1252 ? AreAccents(line) && !ArePairs(line) : ArePairs(line);

    /// <summary>
    /// Accents of Western text hardly ever make valid UTF-8; pairs of GB18030 may for a word or two.
    /// </summary>
    public static bool IsUtf8(ReadOnlySpan<byte> line, string otherwise)
    {
        if (!Utf8.IsValid(line))
        {
            return false;
        }

        var high = 0;
        foreach (var value in line)
        {
            high += value < 0x80 ? 0 : 1;
        }

        return otherwise != TextEncodings.Gb18030 || high >= SureBytes;
    }

    /// <summary>
    /// Each byte above 127 is a letter or a sign of Western text. Not so where it may be a piece of UTF-8 that was cut:
    /// a byte that begins a character there, alone or with one that goes on.
    /// </summary>
    private static bool AreAccents(ReadOnlySpan<byte> line)
    {
        for (var i = 0; i < line.Length; i++)
        {
            var next = i + 1 < line.Length ? line[i + 1] : (byte)0;
            if (line[i] >= 0x80 && (!IsWestern(line[i]) || (line[i] >= 0xC4 && next is >= 0x80 and <= 0xBF)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Letters but C2 and C3, which begin a character of UTF-8 far oftener; quotes, dashes, signs.</summary>
    private static bool IsWestern(byte value) =>
        value
            is 0x80
                or 0x85
                or 0x99
                or (>= 0x91 and <= 0x97)
                or (>= 0xA0 and <= 0xC1)
                or (>= 0xC4 and <= 0xFD);

    /// <summary>The two-byte characters of Chinese text: accents of Western words rarely come in pairs.</summary>
    private static bool ArePairs(ReadOnlySpan<byte> line)
    {
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] < 0x80)
            {
                continue;
            }

            if (line[i] is < 0xA1 or > 0xF7 || i + 1 == line.Length || line[i + 1] < 0xA1)
            {
                return false;
            }

            i++;
        }

        return true;
    }
}
