using System.IO.Compression;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Messages;

namespace LeadDashboard.Core.Files.Workbooks;

/// <summary>
/// Unpacks the parts of a workbook once, keeps nothing, and stops at the first byte too many. The reader behind it
/// holds a whole cell in memory several times over, and a part need not be as large as the archive says it is.
/// </summary>
internal static class UnpackLimits
{
    /// <summary>Most bytes of a character in UTF-8.</summary>
    private const int BytesPerCharacter = 4;

    /// <param name="allowedBytes">All parts together.</param>
    /// <returns>What is wrong; null = nothing.</returns>
    public static Message? Check(ZipArchive archive, long allowedBytes, ReadLimits limits)
    {
        var buffer = new byte[81920];
        var left = allowedBytes;
        foreach (var entry in archive.Entries)
        {
            // Pictures and the like are never unpacked by the reader.
            if (!entry.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            using var part = entry.Open();
            var cells = new CellLengths((long)limits.MaxCellLength * BytesPerCharacter);
            int read;
            while ((read = part.Read(buffer)) > 0)
            {
                left -= read;
                if (left < 0)
                {
                    return new Message(ImportMessages.UnpacksTooLarge, allowedBytes);
                }

                if (cells.IsTooLongAfter(buffer.AsSpan(0, read)))
                {
                    return new Message(ImportMessages.CellUnpacksTooLarge, limits.MaxCellLength);
                }
            }
        }

        return null;
    }

    /// <summary>
    /// Counts the text between the tags of one cell, and the length of a tag, over any number of reads.
    /// </summary>
    private struct CellLengths(long limit)
    {
        // Elements that one cell does not reach across: a row, a cell, a shared text.
        private const ulong Row = ((ulong)'r' << 16) | ((ulong)'o' << 8) | 'w';
        private const ulong Cell = 'c';
        private const ulong SharedText = ((ulong)'s' << 8) | 'i';

        private long _length;
        private long _tagLength;
        private bool _isTag;
        private ulong _name;
        private bool _isNamed;

        public bool IsTooLongAfter(ReadOnlySpan<byte> bytes)
        {
            while (!bytes.IsEmpty)
            {
                if (_isTag)
                {
                    var end = bytes.IndexOf((byte)'>');
                    var tag = end < 0 ? bytes : bytes[..end];
                    TakeName(tag);
                    _tagLength += tag.Length;
                    if (end >= 0)
                    {
                        _length = _name is Row or Cell or SharedText ? 0 : _length;
                        _isTag = false;
                    }

                    bytes = end < 0 ? default : bytes[(end + 1)..];
                }
                else
                {
                    var start = bytes.IndexOf((byte)'<');
                    _length += start < 0 ? bytes.Length : start;
                    if (start >= 0)
                    {
                        (_isTag, _tagLength, _name, _isNamed) = (true, 0, 0, false);
                    }

                    bytes = start < 0 ? default : bytes[(start + 1)..];
                }

                if (_length > limit || _tagLength > limit)
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>The last bytes of the element's name without its prefix, however the reads cut it.</summary>
        private void TakeName(ReadOnlySpan<byte> tag)
        {
            foreach (var letter in tag)
            {
                if (_isNamed || letter is (byte)' ' or (byte)'/' or (byte)'\t' or (byte)'\r' or (byte)'\n')
                {
                    _isNamed = true;
                    return;
                }

                _name = letter == (byte)':' ? 0 : (_name << 8) | letter;
            }
        }
    }
}
