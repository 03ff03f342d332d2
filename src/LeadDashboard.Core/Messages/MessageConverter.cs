using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LeadDashboard.Core.Messages;

/// <summary>{"key":"...","values":[...]}: whole numbers are long, others double; instants {"utc":"..."}.</summary>
internal sealed class MessageConverter : JsonConverter<Message>
{
    /// <remarks>A plain text stands where an older version stored one: it comes back verbatim, "" as none.</remarks>
    public override Message? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return Message.FromStored(reader.GetString());
        }

        using var document = JsonDocument.ParseValue(ref reader);
        return FromElement(document.RootElement);
    }

    public override void Write(Utf8JsonWriter writer, Message value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("key", value.Key);
        if (value.Values.Count > 0)
        {
            writer.WriteStartArray("values");
            foreach (var item in value.Values)
            {
                WriteValue(writer, item, options);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private void WriteValue(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
    {
        switch (value)
        {
            case Message inner:
                Write(writer, inner, options);
                break;
            case DateTime instant:
                writer.WriteStartObject();
                writer.WriteString("utc", instant.ToString("O", CultureInfo.InvariantCulture));
                writer.WriteEndObject();
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case decimal amount:
                writer.WriteStartObject();
                writer.WriteString("amount", amount.ToString(CultureInfo.InvariantCulture));
                writer.WriteEndObject();
                break;
            case double number when double.IsFinite(number):
                writer.WriteStartObject();
                writer.WriteNumber("number", number);
                writer.WriteEndObject();
                break;
            case double number:
                writer.WriteStartObject();
                writer.WriteString("number", number.ToString(CultureInfo.InvariantCulture));
                writer.WriteEndObject();
                break;
            case long whole:
                writer.WriteNumberValue(whole);
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            default:
                throw new JsonException($"A message holds no {value.GetType()}.");
        }
    }

    private static Message FromElement(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty("key", out var key))
        {
            throw new JsonException("A message is an object with a key.");
        }

        var values = element.TryGetProperty("values", out var list)
            ? list.EnumerateArray().Select(ValueOf).ToArray()
            : [];
        return new Message(key.GetString() ?? throw new JsonException("A message has a key."), values);
    }

    private static object ValueOf(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Number => element.GetInt64(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String => element.GetString()!,
            JsonValueKind.Object when element.TryGetProperty("utc", out var utc) => DateTime.Parse(
                utc.GetString()!,
                CultureInfo.InvariantCulture,
                DateTimeStyles.RoundtripKind
            ),
            JsonValueKind.Object when element.TryGetProperty("amount", out var amount) => decimal.Parse(
                amount.GetString()!,
                CultureInfo.InvariantCulture
            ),
            JsonValueKind.Object when element.TryGetProperty("number", out var number) => number.ValueKind
            == JsonValueKind.String
                ? double.Parse(number.GetString()!, CultureInfo.InvariantCulture)
                : number.GetDouble(),
            _ => FromElement(element),
        };
}
