using System.Text;
using System.Text.Json;
using LeadDashboard.Core.Files.Delimited;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Results;

namespace LeadDashboard.Core.Files.Json;

/// <summary>A JSON file as a table: one row per object, one column per name that any object uses.</summary>
internal static class JsonFile
{
    private const int SampleRowCount = 200;
    private const int MaxPathLength = 4;

    /// <summary>A text that begins like a JSON object, or like an array of them.</summary>
    public static bool LooksLike(string text)
    {
        var start = text.AsSpan().TrimStart();
        if (start.Length < 2 || start[0] is not ('{' or '['))
        {
            return false;
        }

        var next = start[1..].TrimStart();
        return next.Length > 0 && (start[0] == '{' ? next[0] is '"' or '}' : next[0] is '{' or ']');
    }

    /// <param name="head">The beginning of the file as UTF-8 text.</param>
    public static Result<FileFormat> Detect(
        Stream stream,
        string head,
        bool isWhole,
        string encodingName,
        Message encodingEvidence,
        ReadLimits limits
    )
    {
        string[]? path;
        try
        {
            path = PathOf(head.TrimStart('\uFEFF'), isWhole, out var isTable);
            if (!isTable)
            {
                return ImportErrors.NoRecordsInJson();
            }
        }
        catch (JsonException broken)
        {
            return ImportErrors.BrokenHeader(new Message(ImportMessages.JsonBreaksOff, (broken.LineNumber ?? 0) + 1));
        }

        var format = new FileFormat
        {
            Kind = FileKind.Json,
            EncodingName = encodingName,
            RecordPath = path,
        };
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        var sample = new List<JsonRecord>();
        var count = 0L;
        Message? problem = null;
        stream.Position = 0;
        foreach (var record in new JsonRecordReader(stream, encodingName, path, limits).Read())
        {
            problem ??= record.Problem;
            foreach (var field in record.Fields ?? [])
            {
                columns.TryAdd(field.Key, columns.Count);
            }

            if (columns.Count > limits.MaxColumnCount)
            {
                return ImportErrors.TooManyColumns(limits.MaxColumnCount);
            }

            count++;
            if (sample.Count < SampleRowCount && record.Fields is { Count: > 0 })
            {
                sample.Add(record);
            }
        }

        stream.Position = 0;
        if (columns.Count == 0)
        {
            return problem is null ? ImportErrors.Empty() : ImportErrors.BrokenHeader(problem);
        }

        var names = columns.Keys.ToArray();
        var values = sample.Select(record => Cells(record, columns, out _)).ToList();
        var (dateOrder, dateEvidence) = ValueStyle.DateOrder(values, '.');
        var place =
            path is null ? new Message(ImportMessages.JsonLines)
            : path.Length == 0 ? new Message(ImportMessages.JsonArray)
            : new Message(ImportMessages.JsonArrayInside, string.Join('.', path));
        return format with
        {
            Columns = names,
            DateOrder = dateOrder,
            Evidence =
            [
                .. new Message?[]
                {
                    encodingEvidence,
                    place,
                    new Message(ImportMessages.JsonColumns, names.Length, count),
                    dateEvidence,
                }.OfType<Message>(),
            ],
        };
    }

    /// <summary>The header first, then a row per object.</summary>
    public static IEnumerable<RawRow> Read(Stream stream, FileFormat format, ReadLimits limits)
    {
        stream.Position = 0;
        var columns = format
            .Columns.Select((name, index) => (name, index))
            .ToDictionary(pair => pair.name, pair => pair.index, StringComparer.Ordinal);
        yield return new RawRow(1, [.. format.Columns], null);
        foreach (
            var record in new JsonRecordReader(stream, format.EncodingName, format.RecordPath?.ToArray(), limits).Read()
        )
        {
            if (record.Problem is not null)
            {
                yield return new RawRow(record.LineNumber, [record.Raw], record.Problem);
                continue;
            }

            var cells = Cells(record, columns, out var unknown);
            yield return new RawRow(
                record.LineNumber,
                cells,
                unknown is null ? null : new Message(ImportMessages.JsonUnknownName, record.LineNumber, unknown)
            );
        }
    }

    private static string[] Cells(JsonRecord record, Dictionary<string, int> columns, out string? unknown)
    {
        unknown = null;
        if (record.Fields is not { Count: > 0 } fields)
        {
            return [];
        }

        var cells = new string[columns.Count];
        Array.Fill(cells, "");
        foreach (var (name, value) in fields)
        {
            if (columns.TryGetValue(name, out var index))
            {
                cells[index] = value;
            }
            else
            {
                unknown ??= name;
            }
        }

        return cells;
    }

    /// <summary>
    /// null = an object per line; empty = an array at the root; else the names that lead to the first array of objects.
    /// </summary>
    private static string[]? PathOf(string head, bool isWhole, out bool isTable)
    {
        isTable = true;
        var text = head.TrimStart();
        if (text[0] == '[')
        {
            return [];
        }

        var lineEnd = text.IndexOf('\n', StringComparison.Ordinal);
        var first = lineEnd < 0 ? text : text[..lineEnd];
        var hasMore = lineEnd >= 0 && text.AsSpan(lineEnd).TrimStart() is ['{', ..];
        var isObject = IsObject(first);
        if (isObject && hasMore)
        {
            return null;
        }

        if (FindArray(Encoding.UTF8.GetBytes(text), isWhole) is { } path)
        {
            return path;
        }

        isTable = isObject;
        return null;
    }

    private static bool IsObject(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line.TrimEnd('\0', '\u001A'));
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string[]? FindArray(byte[] head, bool isWhole)
    {
        var reader = new Utf8JsonReader(head, isWhole, default);
        var names = new Stack<string>();
        var name = "";
        var isArrayOpen = false;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = reader.GetString() ?? "";
                    isArrayOpen = false;
                    break;
                case JsonTokenType.StartObject when isArrayOpen:
                    return [.. names.Reverse().Skip(1)];
                case JsonTokenType.StartObject:
                    names.Push(name);
                    break;
                case JsonTokenType.StartArray:
                    names.Push(name);
                    isArrayOpen = names.Count <= MaxPathLength + 1;
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    names.TryPop(out _);
                    isArrayOpen = false;
                    break;
                default:
                    isArrayOpen = false;
                    break;
            }
        }

        return null;
    }
}
