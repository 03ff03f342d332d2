using System.Text;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Messages;

namespace LeadDashboard.Core.Files.Delimited;

/// <summary>Cutting one row into cells.</summary>
internal sealed partial class DelimitedReader
{
    private Cut Parse(out int next, out Message? problem)
    {
        _cells.Clear();
        _isMultiLine = false;
        problem = null;
        next = _start;
        var position = _start;
        while (true)
        {
            if (_cells.Count >= _limits.MaxColumnCount)
            {
                problem = new Message(ImportMessages.TooManyCells, _line, _limits.MaxColumnCount);
                return Cut.Broken;
            }

            var quote = SkipBlanks(position);
            if (quote == _end && !_isAtEnd)
            {
                return Cut.NeedsMore;
            }

            var cut =
                quote < _end && _chars[quote] == '"'
                    ? CutQuoted(quote, ref position, ref problem)
                    : CutPlain(ref position, ref problem);
            if (cut != Cut.Row)
            {
                return cut;
            }

            if (position < _end && _chars[position] == _delimiter)
            {
                position++;
                continue;
            }

            if (position == _end)
            {
                next = _end;
                return Cut.Row;
            }

            if (_chars[position] == '\r' && position + 1 == _end && !_isAtEnd)
            {
                return Cut.NeedsMore;
            }

            next = AfterBreak(position);
            return Cut.Row;
        }
    }

    private Cut CutPlain(ref int position, ref Message? problem)
    {
        var rest = _chars.AsSpan(position, _end - position);
        var length = rest.IndexOfAny(_delimiter, '\r', '\n');
        if (length < 0)
        {
            if (!_isAtEnd)
            {
                problem = rest.Length > _limits.MaxCellLength ? TooLong() : null;
                return problem is null ? Cut.NeedsMore : Cut.Broken;
            }

            length = rest.Length;
        }

        Add(rest[..length], hasEscapes: false, ref problem);
        position += length;
        return Cut.Row;
    }

    private Cut CutQuoted(int quote, ref int position, ref Message? problem)
    {
        var from = quote + 1;
        var scan = from;
        var hasEscapes = false;
        while (true)
        {
            var rest = _chars.AsSpan(scan, _end - scan);
            var found = _hasBackslashQuotes ? rest.IndexOfAny('"', '\\') : rest.IndexOf('"');
            if (found < 0)
            {
                if (_end - from > _limits.MaxCellLength)
                {
                    problem = TooLong();
                    return Cut.Broken;
                }

                problem = _isAtEnd ? new Message(ImportMessages.QuoteNeverCloses, _line, _cells.Count + 1) : null;
                return _isAtEnd ? Cut.Broken : Cut.NeedsMore;
            }

            scan += found;
            if (scan + 1 == _end && !_isAtEnd)
            {
                return Cut.NeedsMore;
            }

            var isEscape = _chars[scan] == '\\' || (scan + 1 < _end && _chars[scan + 1] == '"');
            if (!isEscape)
            {
                break;
            }

            hasEscapes = true;
            scan = Math.Min(scan + 2, _end);
        }

        var text = _chars.AsSpan(from, scan - from);
        var after = SkipBlanks(scan + 1);
        if (after == _end && !_isAtEnd)
        {
            return Cut.NeedsMore;
        }

        if (after < _end && _chars[after] != _delimiter && _chars[after] is not ('\r' or '\n'))
        {
            problem = new Message(ImportMessages.TextAfterQuote, _line, _cells.Count + 1);
            return Cut.Broken;
        }

        _isMultiLine |= text.IndexOfAny('\r', '\n') >= 0;
        Add(text, hasEscapes, ref problem);
        position = after;
        return Cut.Row;
    }

    private void Add(ReadOnlySpan<char> text, bool hasEscapes, ref Message? problem)
    {
        if (text.Length > _limits.MaxCellLength)
        {
            problem ??= TooLong();
            text = text[..200];
        }

        _cells.Add(
            text.Length == 0 ? ""
            : hasEscapes ? Unescape(text)
            : new string(text)
        );
    }

    private string Unescape(ReadOnlySpan<char> text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var next = i + 1 < text.Length ? text[i + 1] : '\0';
            var isEscape =
                (text[i] == '"' && next == '"')
                || (_hasBackslashQuotes && text[i] == '\\' && (next is '"' or '\\'));
            i += isEscape ? 1 : 0;
            plain.Append(text[i]);
        }

        return plain.ToString();
    }

    private int SkipBlanks(int position)
    {
        while (position < _end && (_chars[position] == ' ' || (_chars[position] == '\t' && _delimiter != '\t')))
        {
            position++;
        }

        return position;
    }

    private Message TooLong() =>
        new Message(ImportMessages.CellTooLong, _line, _cells.Count + 1, _limits.MaxCellLength);
}
