using System.Text;
using System.Text.Json;
using LeadDashboard.Core.Files.Encodings;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Messages;

namespace LeadDashboard.Core.Files.Json;

/// <summary>One object of a JSON file, flattened; or why it could not be read.</summary>
/// <param name="Fields">Names with dots for what is nested, in the order of the file; null with a problem.</param>
internal readonly record struct JsonRecord(
    int LineNumber,
    IReadOnlyList<KeyValuePair<string, string>>? Fields,
    Message? Problem,
    string Raw
);

/// <summary>
/// Takes objects out of a JSON array, or out of lines (NDJSON), in memory that depends on the longest object only.
/// A broken line costs that line; a broken array ends there, since nobody can tell where the next object begins.
/// </summary>
internal sealed class JsonRecordReader
{
    private const int ChunkBytes = 64 * 1024;
    private const int KeptRaw = 500;
    private readonly Stream _stream;
    private readonly string[]? _path;
    private readonly ReadLimits _limits;
    private byte[] _bytes = new byte[2 * ChunkBytes];
    private int _start;
    private int _end;
    private int _line = 1;
    private int _matched;
    private bool _isBegun;
    private bool _isInArray;
    private bool _isNext;
    private bool _isDiscarding;
    private bool _isAtEnd;
    private bool _isDone;
    private JsonReaderState _state;

    /// <param name="stream">Read from where it stands; left open.</param>
    /// <param name="encodingName">One of <see cref="TextEncodings.Names"/>.</param>
    /// <param name="path">Names that lead to the array, none for an array at the root; null = one object per
    /// line.</param>
    public JsonRecordReader(Stream stream, string encodingName, string[]? path, ReadLimits limits)
    {
        _stream = string.Equals(encodingName, TextEncodings.Utf8, StringComparison.Ordinal)
            ? stream
            : Encoding.CreateTranscodingStream(
                stream,
                Encoding.GetEncoding(TextEncodings.Get(encodingName).CodePage),
                Encoding.UTF8,
                leaveOpen: true
            );
        _path = path;
        _limits = limits;
    }

    public IEnumerable<JsonRecord> Read()
    {
        while (!_isDone)
        {
            while (TryTake(out var record))
            {
                yield return record;
            }

            if (!_isDone)
            {
                Fill();
            }
        }
    }

    private void Fill()
    {
        if (_isAtEnd)
        {
            _isDone = true;
            return;
        }

        if (_start > 0)
        {
            _bytes.AsSpan(_start, _end - _start).CopyTo(_bytes);
            _end -= _start;
            _start = 0;
        }

        if (_end == _bytes.Length)
        {
            Array.Resize(ref _bytes, _bytes.Length * 2);
        }

        var read = _stream.Read(_bytes, _end, _bytes.Length - _end);
        _end += read;
        _isAtEnd = read == 0;
    }

    private bool TryTake(out JsonRecord record)
    {
        record = default;
        if (_isDone || (!_isBegun && !Begin()))
        {
            return false;
        }

        if (_path is null)
        {
            return TryTakeLine(out record);
        }

        try
        {
            return TryTakeElement(out record);
        }
        catch (JsonException broken)
        {
            _isDone = true;
            var line = (int)Math.Min((broken.LineNumber ?? 0) + 1, int.MaxValue);
            record = new JsonRecord(
                line,
                null,
                new Message(ImportMessages.JsonBreaksOff, line),
                Raw(_bytes.AsSpan(_start, _end - _start))
            );
            return true;
        }
    }

    private bool Begin()
    {
        if (_end - _start < 3 && !_isAtEnd)
        {
            return false;
        }

        _isBegun = true;
        if (_bytes.AsSpan(_start, _end - _start).StartsWith(Encoding.UTF8.Preamble))
        {
            _start += 3;
        }

        return true;
    }

    private bool TryTakeLine(out JsonRecord record)
    {
        record = default;
        var rest = _bytes.AsSpan(_start, _end - _start);
        var length = rest.IndexOf((byte)'\n');
        if (length < 0 && !_isAtEnd)
        {
            if (rest.Length <= _limits.MaxRowLength)
            {
                return false;
            }

            var isFirstPart = !_isDiscarding;
            record = isFirstPart ? new JsonRecord(_line, null, TooLong(), Raw(rest)) : default;
            (_isDiscarding, _start) = (true, _end);
            return isFirstPart;
        }

        if (rest.IsEmpty)
        {
            _isDone = true;
            return false;
        }

        var line = _bytes.AsMemory(_start, length < 0 ? rest.Length : length);
        _start += length < 0 ? rest.Length : length + 1;
        var number = _line++;
        if (_isDiscarding)
        {
            _isDiscarding = false;
            return TryTakeLine(out record);
        }

        record = ParseLine(line, number);
        return true;
    }

    private JsonRecord ParseLine(ReadOnlyMemory<byte> line, int number)
    {
        var text = line.Span.Trim(" \t\r\0\u001A"u8);
        if (text.IsEmpty)
        {
            return new JsonRecord(number, [], null, "");
        }

        try
        {
            using var document = JsonDocument.Parse(
                line[..^(line.Length - line.Span.LastIndexOfAnyExcept(" \t\r\0\u001A"u8) - 1)]
            );
            return Flatten(document.RootElement, number);
        }
        catch (JsonException)
        {
            return new JsonRecord(number, null, new Message(ImportMessages.JsonLineBroken, number), Raw(text));
        }
    }

    private bool TryTakeElement(out JsonRecord record)
    {
        record = default;
        while (true)
        {
            var reader = new Utf8JsonReader(_bytes.AsSpan(_start, _end - _start), _isAtEnd, _state);
            if (!reader.Read())
            {
                return More(out record);
            }

            if (!_isInArray)
            {
                Seek(ref reader);
                Advance(ref reader);
                continue;
            }

            if (reader.TokenType == JsonTokenType.EndArray)
            {
                _isDone = true;
                return false;
            }

            var line = _line + CountLines(_bytes.AsSpan(_start, (int)reader.TokenStartIndex));
            JsonDocument? document = null;
            if (!JsonDocument.TryParseValue(ref reader, out document))
            {
                return More(out record);
            }

            using (document)
            {
                record = Flatten(document.RootElement, line);
            }

            Advance(ref reader);
            return true;
        }
    }

    private bool More(out JsonRecord record)
    {
        record = default;
        if (_end - _start <= _limits.MaxRowLength)
        {
            return false;
        }

        _isDone = true;
        record = new JsonRecord(_line, null, TooLong(), Raw(_bytes.AsSpan(_start, _end - _start)));
        return true;
    }

    /// <summary>Follows the names of the path; only names at the depth reached so far count.</summary>
    private void Seek(ref Utf8JsonReader reader)
    {
        if (_matched == _path!.Length && (_isNext || _path.Length == 0))
        {
            _isInArray = reader.TokenType == JsonTokenType.StartArray;
            _isDone |= !_isInArray;
            return;
        }

        if (
            reader.TokenType == JsonTokenType.PropertyName
            && reader.CurrentDepth == _matched + 1
            && reader.ValueTextEquals(_path[_matched])
        )
        {
            _matched++;
            _isNext = _matched == _path.Length;
        }
    }

    private void Advance(ref Utf8JsonReader reader)
    {
        var consumed = (int)reader.BytesConsumed;
        _line += CountLines(_bytes.AsSpan(_start, consumed));
        _start += consumed;
        _state = reader.CurrentState;
    }

    private JsonRecord Flatten(JsonElement element, int line)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return new JsonRecord(
                line,
                null,
                new Message(ImportMessages.JsonNotAnObject, line),
                CellText.Shorten(element.GetRawText())
            );
        }

        var fields = new List<KeyValuePair<string, string>>();
        try
        {
            JsonFlattening.Add(element, "", fields);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair: well-formed JSON, but no text.
            return new JsonRecord(
                line,
                null,
                new Message(ImportMessages.JsonLineBroken, line),
                CellText.Shorten(element.GetRawText())
            );
        }

        var tooLong = fields.FindIndex(field => field.Value.Length > _limits.MaxCellLength);
        return tooLong < 0
            ? new JsonRecord(line, fields, null, "")
            : new JsonRecord(
                line,
                null,
                new Message(ImportMessages.CellTooLong, line, tooLong + 1, _limits.MaxCellLength),
                CellText.Shorten(fields[tooLong].Value)
            );
    }

    private Message TooLong() => new Message(ImportMessages.RowTooLong, _line, _limits.MaxRowLength);

    private static string Raw(ReadOnlySpan<byte> bytes) =>
        Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, KeptRaw)]);

    private static int CountLines(ReadOnlySpan<byte> bytes) => bytes.Count((byte)'\n');
}

/// <summary>Nested objects become names with dots, arrays one text.</summary>
internal static class JsonFlattening
{
    public static void Add(JsonElement element, string name, List<KeyValuePair<string, string>> fields)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    Add(property.Value, name.Length == 0 ? property.Name : $"{name}.{property.Name}", fields);
                }

                break;
            case JsonValueKind.Array:
                fields.Add(
                    new(name, string.Join("; ", element.EnumerateArray().Select(Text).Where(text => text.Length > 0)))
                );
                break;
            default:
                fields.Add(new(name, Text(element)));
                break;
        }
    }

    private static string Text(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.String => element.GetString()!,
            JsonValueKind.Null or JsonValueKind.Undefined => "",
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => element.GetRawText(),
        };
}
