using System.Globalization;
using System.Text;
using System.Text.Unicode;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Messages;

namespace LeadDashboard.Core.Files.Encodings;

/// <summary>
/// Counts by encoding the lines of a file that is not wholly UTF-8: one odd line must not change how all others are
/// read, and none is read as something else without a word.
/// </summary>
internal sealed class LineCensus
{
    private const int NamedLines = 5;

    private readonly List<int> _utf8 = [];

    /// <summary>Of them those that are no Chinese text of another encoding by chance.</summary>
    private readonly List<int> _surelyUtf8 = [];
    private readonly List<int> _western = [];
    private readonly List<int> _paired = [];
    private readonly List<int> _neither = [];
    private int _line;

    private LineCensus() { }

    /// <summary>Numbers of the lines of two encodings; lines in ASCII alone say nothing.</summary>
    /// <param name="maxBytes">Lines beyond are not counted.</param>
    public static LineCensus Take(Stream stream, long maxBytes)
    {
        var census = new LineCensus();
        var buffer = new byte[1024 * 1024];
        var kept = 0;
        stream.Position = 0;
        while (stream.Position < maxBytes && stream.Read(buffer.AsSpan(kept)) is var read and > 0)
        {
            var text = buffer.AsSpan(0, kept + read);
            var whole = LineEncodings.WholeLength(text);
            whole = whole == 0 && text.Length == buffer.Length ? text.Length : whole;
            census.Add(text[..whole]);
            text[whole..].CopyTo(buffer);
            kept = text.Length - whole;
        }

        census.Add(buffer.AsSpan(0, kept));
        stream.Position = 0;
        return census;
    }

    /// <summary>
    /// The encoding of most lines and that of the others; null where all lines above ASCII are of one encoding.
    /// </summary>
    /// <param name="hasMark">The file says that it is UTF-8.</param>
    public (string Name, string OtherName, IReadOnlyList<Message> Evidence)? Judge(bool hasMark)
    {
        var isPaired = _paired.Count > _western.Count;
        var other = isPaired ? TextEncodings.Gb18030 : TextEncodings.Windows1252;
        var odd = _western.Count + _paired.Count + _neither.Count;
        if (hasMark || _utf8.Count >= odd)
        {
            var (fitting, unfit) = isPaired ? (_paired, _western) : (_western, _paired);
            return (
                TextEncodings.Utf8,
                other,
                [
                    new Message(ImportMessages.LinesMostly, TextEncodings.Utf8, _utf8.Count, odd),
                    .. Told(ImportMessages.LinesReadAs, fitting, other),
                    .. Told(ImportMessages.LinesUnreadable, [.. unfit.Concat(_neither).Order()], TextEncodings.Utf8),
                ]
            );
        }

        var utf8 = isPaired ? _surelyUtf8 : _utf8;
        return utf8.Count == 0
            ? null
            : (
                other,
                TextEncodings.Utf8,
                [
                    new Message(ImportMessages.LinesMostly, other, odd, utf8.Count),
                    .. Told(ImportMessages.LinesReadAs, utf8, TextEncodings.Utf8),
                ]
            );
    }

    private void Add(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            var line = text[..LineEncodings.Length(text)];
            text = text[line.Length..];
            _line++;
            if (!Ascii.IsValid(line))
            {
                KindOf(line).Add(_line);
                if (LineEncodings.IsUtf8(line, TextEncodings.Gb18030))
                {
                    _surelyUtf8.Add(_line);
                }
            }
        }
    }

    private List<int> KindOf(ReadOnlySpan<byte> line) =>
        Utf8.IsValid(line) ? _utf8
        : LineEncodings.Fits(line, TextEncodings.Windows1252) ? _western
        : LineEncodings.Fits(line, TextEncodings.Gb18030) ? _paired
        : _neither;

    private static IEnumerable<Message> Told(string key, IReadOnlyList<int> lines, string encodingName)
    {
        if (lines.Count > 0)
        {
            var named = lines.Take(NamedLines).Select(line => line.ToString(CultureInfo.InvariantCulture));
            var all = string.Join(", ", named) + (lines.Count > NamedLines ? ", ..." : "");
            yield return new Message(key, lines.Count, encodingName, all);
        }
    }
}
