using System.Runtime.InteropServices;
using System.Text;

namespace LeadDashboard.Core.Files.Encodings;

/// <summary>
/// Bytes of a file in, characters out. Where a file was put together from parts in two encodings, each line is read in
/// its own; a line that fits neither has <see cref="TextEncodings.Undecodable"/> for what makes no sense in it, and its
/// row is rejected.
/// </summary>
internal sealed class TextDecoder(FileFormat format)
{
    /// <summary>A longer line is no row of a table; it is cut, so that memory stays bounded.</summary>
    private const int LongestLine = 16 * 1024 * 1024;

    private readonly Encoding _encoding = TextEncodings.Get(format.EncodingName);
    private readonly Decoder _decoder = TextEncodings.Get(format.EncodingName).GetDecoder();
    private readonly Encoding? _other =
        format.OtherEncodingName is { } name && name != format.EncodingName ? TextEncodings.Get(name) : null;

    /// <summary>The begin of a line whose end has not been read yet.</summary>
    private readonly List<byte> _kept = [];

    /// <summary>Most characters that so many more bytes become.</summary>
    public int MaxCharCount(int byteCount) => _encoding.GetMaxCharCount(byteCount + _kept.Count);

    /// <param name="isEnd">No bytes follow.</param>
    /// <returns>Characters written.</returns>
    public int Decode(ReadOnlySpan<byte> bytes, Span<char> chars, bool isEnd)
    {
        if (_other is null)
        {
            return _decoder.GetChars(bytes, chars, isEnd);
        }

        _kept.AddRange(bytes);
        var text = CollectionsMarshal.AsSpan(_kept);
        text = isEnd || text.Length > LongestLine ? text : text[..LineEncodings.WholeLength(text)];
        var (start, count) = (0, 0);
        while (start < text.Length)
        {
            var line = text.Slice(start, LineEncodings.Length(text[start..]));
            var isOther = LineEncodings.IsOther(line, format.EncodingName, format.OtherEncodingName!);
            count += (isOther ? _other : _encoding).GetChars(line, chars[count..]);
            start += line.Length;
        }

        _kept.RemoveRange(0, start);
        return count;
    }
}
