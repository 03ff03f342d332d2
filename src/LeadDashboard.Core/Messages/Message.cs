using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LeadDashboard.Core.Messages;

/// <summary>
/// What the program has to say, as a stable key and the values that differ; the words are chosen where it is shown.
/// It is stored as JSON, so that a stored message follows the language of the reader and nothing has to look at
/// wording.
/// </summary>
/// <param name="Key">
/// "area.name" in lower case with dashes, such as "import.no-such-lead"; never reused for another meaning.
/// </param>
/// <param name="Values">
/// What stands for {0}, {1} ... in the text: string, whole numbers (kept as long), double, decimal, bool, DateTime
/// (UTC) or another <see cref="Message"/>.
/// </param>
[JsonConverter(typeof(MessageConverter))]
public sealed record Message(string Key, params IReadOnlyList<object> Values)
{
    /// <summary>Text that is shown as it stands: file content, and sentences stored before messages had keys.</summary>
    public const string VerbatimKey = "verbatim";

    /// <summary>Its values one after the other, parted as the language parts a list.</summary>
    public const string ListKey = "list";

    private static readonly JsonSerializerOptions JsonOptions = new()
    {
        // Stored, never part of a page as it stands: Chinese letters need not be six characters each.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public IReadOnlyList<object> Values { get; } = [.. Values.Select(Kept)];

    public static Message Verbatim(string text) => new(VerbatimKey, text);

    public static Message List(params IReadOnlyList<object> items) => new(ListKey, items);

    /// <summary>The key of a word: KeyOf("import.field", TargetField.WonAmount) = "import.field-won-amount".</summary>
    public static string KeyOf<T>(string prefix, T value)
        where T : struct, Enum
    {
        var key = new StringBuilder(prefix);
        foreach (var letter in value.ToString())
        {
            if (char.IsAsciiLetterUpper(letter))
            {
                key.Append('-');
            }

            key.Append(char.ToLowerInvariant(letter));
        }

        return key.ToString();
    }

    /// <summary>JSON such as {"key":"import.too-many-columns","values":[16384]}.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, JsonOptions);

    /// <summary>A stored message; a text that is none (stored by an older version) comes back verbatim.</summary>
    public static Message? FromStored(string? stored)
    {
        if (string.IsNullOrEmpty(stored))
        {
            return null;
        }

        if (!stored.StartsWith("{\"key\":", StringComparison.Ordinal))
        {
            return Verbatim(stored);
        }

        try
        {
            return JsonSerializer.Deserialize<Message>(stored);
        }
        catch (JsonException)
        {
            return Verbatim(stored);
        }
    }

    /// <summary>As it comes back from JSON, so that a stored message equals the one that was said.</summary>
    private static object Kept(object value) =>
        value switch
        {
            string or long or double or decimal or bool or DateTime or Message => value,
            sbyte or byte or short or ushort or int or uint => Convert.ToInt64(value, CultureInfo.InvariantCulture),
            float number => (double)number,
            _ => throw new ArgumentException($"A message holds no {value.GetType()}: {value}.", nameof(value)),
        };

    public bool Equals(Message? other) => other is not null && Key == other.Key && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => HashCode.Combine(Key, Values.Count);

    /// <summary>For logs and test output; screens ask the text catalogue.</summary>
    public override string ToString() =>
        Values.Count == 0
            ? Key
            : Key
                + "("
                + string.Join(", ", Values.Select(v => Convert.ToString(v, CultureInfo.InvariantCulture)))
                + ")";
}
