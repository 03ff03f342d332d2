using LeadDashboard.Core.Files.Encodings;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Messages;

namespace LeadDashboard.Core.Files.Delimited;

/// <summary>A row of a delimited text before it is known whether it is the header.</summary>
internal readonly record struct RawRow(int LineNumber, string[] Cells, Message? Problem);

/// <summary>
/// Cuts a delimited text into rows in constant memory. Quotes by RFC 4180, or escaped by a backslash where the
/// format says so; cells may hold line breaks within quotes.
/// A row whose quotes make no sense costs only its first line: reading goes on at the next line, so one stray quote
/// never swallows the rest.
/// </summary>
internal sealed partial class DelimitedReader
{
    private const int ChunkBytes = 64 * 1024;
    private readonly Stream _stream;
    private readonly TextDecoder _decoder;
    private readonly string _encodingName;
    private readonly char _delimiter;
    private readonly bool _hasBackslashQuotes;
    private readonly ReadLimits _limits;
    private readonly byte[] _bytes = new byte[ChunkBytes];
    private readonly List<string> _cells = [];
    private char[] _chars = new char[2 * ChunkBytes];
    private int _start;
    private int _end;
    private int _line = 1;
    private bool _isAtEnd;
    private bool _isBegun;
    private bool _isDiscarding;
    private bool _isMultiLine;

    public DelimitedReader(Stream stream, FileFormat format, ReadLimits limits)
    {
        _stream = stream;
        _encodingName = format.EncodingName;
        _decoder = new TextDecoder(format);
        _delimiter = format.Delimiter;
        _hasBackslashQuotes = format.HasBackslashQuotes;
        _limits = limits;
    }

    private enum Cut
    {
        Row,
        NeedsMore,
        Broken,
    }

    public long BytesRead { get; private set; }

    /// <summary>Cells a row should have; 0 = not known yet.</summary>
    public int ExpectedCells { get; set; }

    /// <summary>
    /// Cells a row must have: fewer than <see cref="ExpectedCells"/> where the last columns have no name.
    /// </summary>
    public int FewestCells { get; set; }

    /// <summary>Cells of the header, unnamed ones at its right end included.</summary>
    public int HeaderCells { get; set; }

    public async ValueTask<RawRow?> ReadAsync(CancellationToken ct)
    {
        while (true)
        {
            if (TryTake(out var row))
            {
                return row;
            }

            if (_isAtEnd)
            {
                return null;
            }

            Append(await _stream.ReadAsync(_bytes, ct));
        }
    }

    public RawRow? Read()
    {
        while (true)
        {
            if (TryTake(out var row))
            {
                return row;
            }

            if (_isAtEnd)
            {
                return null;
            }

            Append(_stream.Read(_bytes));
        }
    }

    private void Append(int byteCount)
    {
        if (_start > 0)
        {
            _chars.AsSpan(_start, _end - _start).CopyTo(_chars);
            _end -= _start;
            _start = 0;
        }

        var room = _decoder.MaxCharCount(byteCount);
        if (_end + room > _chars.Length)
        {
            Array.Resize(ref _chars, Math.Max(_chars.Length * 2, _end + room));
        }

        BytesRead += byteCount;
        _isAtEnd = byteCount == 0;
        _end += _decoder.Decode(_bytes.AsSpan(0, byteCount), _chars.AsSpan(_end), _isAtEnd);
    }

    private bool TryTake(out RawRow row)
    {
        row = default;
        if ((!_isBegun && !Begin()) || (_isDiscarding && !Discard()))
        {
            return false;
        }

        if (_start == _end)
        {
            return false;
        }

        var cut = Parse(out var next, out var problem);
        if (cut == Cut.NeedsMore)
        {
            if (_end - _start <= _limits.MaxRowLength)
            {
                return false;
            }

            cut = Cut.Broken;
            problem = new Message(ImportMessages.RowTooLong, _line, _limits.MaxRowLength);
        }

        if (cut == Cut.Row && _isMultiLine && !FitsExpected())
        {
            cut = Cut.Broken;
            problem = new Message(ImportMessages.QuoteLeavesCells, _line, _cells.Count, ExpectedCells);
        }

        row = cut == Cut.Row ? TakeRow(next, problem) : TakeFirstLine(problem!);
        return true;
    }

    /// <summary>Skips a byte order mark and Excel's "sep=;" line.</summary>
    private bool Begin()
    {
        if (_end - _start < 8 && !_isAtEnd)
        {
            return false;
        }

        _isBegun = true;
        if (_start < _end && _chars[_start] == '\uFEFF')
        {
            _start++;
        }

        var text = _chars.AsSpan(_start, _end - _start);
        if (text.Length > 5 && text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text[5] is '\r' or '\n')
        {
            _start += text.Length > 6 && text[5] == '\r' && text[6] == '\n' ? 7 : 6;
            _line++;
        }

        return true;
    }

    private RawRow TakeRow(int next, Message? problem)
    {
        var line = _line;
        var text = _chars.AsSpan(_start, next - _start);
        _line += _isMultiLine ? CountBreaks(text) : 1;
        if (text.Contains(TextEncodings.Undecodable))
        {
            problem ??= new Message(ImportMessages.Undecodable, line, _encodingName);
            for (var i = 0; i < _cells.Count; i++)
            {
                _cells[i] = _cells[i].Replace(TextEncodings.Undecodable, '\uFFFD');
            }
        }

        if (ExpectedCells > 0 && _cells.Count != ExpectedCells && !(_cells.Count == 1 && IsEmpty(_cells[0])))
        {
            if (FitsExpected())
            {
                while (_cells.Count < ExpectedCells)
                {
                    _cells.Add("");
                }

                _cells.RemoveRange(ExpectedCells, _cells.Count - ExpectedCells);
            }
            else
            {
                problem ??=
                    _cells.Count > ExpectedCells && _cells.Count <= HeaderCells
                        ? new Message(
                            ImportMessages.ValueWithoutName,
                            line,
                            _cells.FindLastIndex(cell => !IsEmpty(cell)) + 1
                        )
                        : new Message(ImportMessages.Ragged, line, _cells.Count, ExpectedCells);
            }
        }

        _start = next;
        if (problem is null && _cells.Count == 1 && IsEmpty(_cells[0]))
        {
            return new RawRow(line, [], null);
        }

        return new RawRow(line, [.. _cells], problem);
    }

    /// <summary>Gives up the first line of a broken row and goes on behind it.</summary>
    private RawRow TakeFirstLine(Message problem)
    {
        var rest = _chars.AsSpan(_start, _end - _start);
        var length = rest.IndexOfAny('\r', '\n');
        var isWhole = length >= 0 && (rest[length] == '\n' || length + 1 < rest.Length || _isAtEnd);
        var text = rest[..(length >= 0 ? length : rest.Length)];
        var cells = new string(text[..Math.Min(text.Length, 2_000)])
            .Replace(TextEncodings.Undecodable, '\uFFFD')
            .Split(_delimiter, Math.Max(1, ExpectedCells));
        var row = new RawRow(_line, cells, problem);
        if (isWhole)
        {
            _start = AfterBreak(_start + length);
            _line++;
        }
        else
        {
            _start = length >= 0 ? _start + length : _end;
            _isDiscarding = true;
        }

        return row;
    }

    private bool Discard()
    {
        var found = _chars.AsSpan(_start, _end - _start).IndexOfAny('\r', '\n');
        if (found < 0)
        {
            _start = _end;
            _isDiscarding = !_isAtEnd;
            return _isAtEnd;
        }

        _start += found;
        if (_chars[_start] == '\r' && _start + 1 == _end && !_isAtEnd)
        {
            return false;
        }

        _start = AfterBreak(_start);
        _line++;
        _isDiscarding = false;
        return true;
    }

    /// <summary>
    /// More cells than the header are fine when the surplus is empty: a delimiter at the end of each line. So are rows
    /// that leave out unnamed columns.
    /// </summary>
    private bool FitsExpected()
    {
        if (ExpectedCells == 0 || _cells.Count == ExpectedCells)
        {
            return true;
        }

        return _cells.Count > ExpectedCells
            ? _cells.Skip(ExpectedCells).All(IsEmpty)
            : FewestCells > 0 && _cells.Count >= FewestCells;
    }

    private int AfterBreak(int position) =>
        _chars[position] == '\r' && position + 1 < _end && _chars[position + 1] == '\n' ? position + 2 : position + 1;

    private static bool IsEmpty(string cell) => cell.AsSpan().Trim().Trim('\u001A').IsEmpty;

    private static int CountBreaks(ReadOnlySpan<char> text)
    {
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                count++;
            }
        }

        return count;
    }
}
