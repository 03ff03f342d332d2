using System.Text;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Messages;

namespace LeadDashboard.Core.Files.Encodings;

/// <summary>The encodings a text file may have, and how to tell them apart.</summary>
public static class TextEncodings
{
    public const string Utf8 = "utf-8";
    public const string Utf16 = "utf-16";
    public const string Utf16BigEndian = "utf-16BE";
    public const string Windows1252 = "windows-1252";
    public const string Gb18030 = "gb18030";

    /// <summary>
    /// Stands for bytes that the encoding does not know. A noncharacter, so that no honest file contains it.
    /// </summary>
    internal const char Undecodable = '\uFFFF';

    static TextEncodings() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static IReadOnlyList<string> Names { get; } = [Utf8, Utf16, Utf16BigEndian, Windows1252, Gb18030];

    /// <summary>An encoding that turns bytes it does not know into <see cref="Undecodable"/>.</summary>
    internal static Encoding Get(string name) =>
        Encoding.GetEncoding(
            name,
            EncoderFallback.ReplacementFallback,
            new DecoderReplacementFallback(Undecodable.ToString())
        );

    /// <summary>
    /// The encoding of a text, and why. <paramref name="notUtf8"/> is the first part of the file that is no valid
    /// UTF-8, null where all of it is.
    /// </summary>
    internal static (string Name, Message Evidence) Detect(ReadOnlySpan<byte> head, byte[]? notUtf8)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            return (Utf8, new Message(ImportMessages.Utf8ByMark));
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
        {
            return (Utf16, new Message(ImportMessages.Utf16ByMark));
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return (Utf16BigEndian, new Message(ImportMessages.Utf16BigByMark));
        }

        var (zerosEven, zerosOdd) = CountZeros(head);
        if (zerosOdd > head.Length / 40 && zerosOdd > zerosEven * 10)
        {
            return (Utf16, new Message(ImportMessages.Utf16ByZeros));
        }

        if (zerosEven > head.Length / 40 && zerosEven > zerosOdd * 10)
        {
            return (Utf16BigEndian, new Message(ImportMessages.Utf16BigByZeros));
        }

        if (notUtf8 is null)
        {
            return (Utf8, new Message(ImportMessages.Utf8ByFit));
        }

        return LooksLikeGb18030(notUtf8)
            ? (Gb18030, new Message(ImportMessages.Gb18030ByPairs))
            : (Windows1252, new Message(ImportMessages.Windows1252BySingles));
    }

    private static (int Even, int Odd) CountZeros(ReadOnlySpan<byte> head)
    {
        int even = 0,
            odd = 0;
        for (var i = 0; i < head.Length; i++)
        {
            if (head[i] == 0)
            {
                if ((i & 1) == 0)
                {
                    even++;
                }
                else
                {
                    odd++;
                }
            }
        }

        return (even, odd);
    }

    /// <summary>
    /// GB2312 hanzi and punctuation are two bytes of A1..FE each; accents in Western text stand alone between plain
    /// letters.
    /// </summary>
    private static bool LooksLikeGb18030(ReadOnlySpan<byte> head)
    {
        int high = 0,
            paired = 0;
        for (var i = 0; i < head.Length; i++)
        {
            if (head[i] < 0x80)
            {
                continue;
            }

            high++;
            if (i + 1 < head.Length && head[i] is >= 0xA1 and <= 0xF7 && head[i + 1] >= 0xA1)
            {
                high++;
                paired += 2;
                i++;
            }
        }

        return high > 0 && paired >= high * 0.8;
    }
}
