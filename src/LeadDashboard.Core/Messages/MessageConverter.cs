using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LeadDashboard.Core.Messages;

/// <summary>{"key":"...","values":[...]}: whole numbers are long, others double; instants {"utc":"..."}.</summary>
internal sealed class MessageConverter : JsonConverter<Message>
{
    public override Message Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
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
            case double or float:
                writer.WriteStartObject();
                writer.WriteNumber("number", Convert.ToDouble(value, CultureInfo.InvariantCulture));
                writer.WriteEndObject();
                break;
            case sbyte or byte or short or ushort or int or uint or long:
                writer.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            default:
                writer.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
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
            JsonValueKind.Object when element.TryGetProperty("number", out var number) => number.GetDouble(),
            _ => FromElement(element),
        };
}
