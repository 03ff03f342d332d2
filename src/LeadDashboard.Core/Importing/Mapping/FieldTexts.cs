using System.Globalization;
using LeadDashboard.Core.Importing.Rows;

namespace LeadDashboard.Core.Importing.Mapping;

/// <summary>The fields of a record as text, to see what an import changed and to put it back.</summary>
/// <param name="fields">Name, reader and writer; null = empty.</param>
public sealed class FieldTexts<T>(params (string Name, Func<T, string?> Read, Action<T, string?> Write)[] fields)
{
    /// <summary>Names of the stored properties that an import writes.</summary>
    public IReadOnlyList<string> Properties { get; } = [.. fields.Select(field => field.Name)];

    public Dictionary<string, string?> Read(T record) =>
        fields.ToDictionary(field => field.Name, field => field.Read(record), StringComparer.Ordinal);

    /// <param name="name">One of <see cref="Properties"/>.</param>
    public void Write(T record, string name, string? value) =>
        fields.First(field => string.Equals(field.Name, name, StringComparison.Ordinal)).Write(record, value);

    /// <summary>Gives every field that still holds what the import wrote its value from before.</summary>
    /// <returns>The fields that somebody changed since, with what they hold now.</returns>
    public IReadOnlyList<(FieldChange Change, string? Found)> Restore(T record, IReadOnlyList<FieldChange> changes)
    {
        var (back, later) = FieldRestore.Decide(Read(record), changes);
        foreach (var (name, value) in back)
        {
            Write(record, name, value);
        }

        return later;
    }
}

/// <summary>
/// How an import is taken back: a field that still holds what the import wrote gets its value from before, another one
/// stays as somebody made it since.
/// </summary>
internal static class FieldRestore
{
    public static (
        IReadOnlyList<(string Field, string? Value)> Back,
        IReadOnlyList<(FieldChange Change, string? Found)> Later
    ) Decide(IReadOnlyDictionary<string, string?> current, IReadOnlyList<FieldChange> changes)
    {
        var back = new List<(string, string?)>();
        var later = new List<(FieldChange, string?)>();
        foreach (var change in changes)
        {
            var found = current.GetValueOrDefault(change.Field);
            if (string.Equals(found, change.After, StringComparison.Ordinal))
            {
                back.Add((change.Field, change.Before));
            }
            else if (!string.Equals(found, change.Before, StringComparison.Ordinal))
            {
                later.Add((change, found));
            }
        }

        return (back, later);
    }
}

/// <summary>Values as text that is the same before and after the way through the database.</summary>
internal static class StoredText
{
    /// <summary>Microseconds: what every database keeps.</summary>
    private const string InstantForm = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public static string? Format(decimal? amount) =>
        amount is { } value
            ? decimal.Round(value, 2, MidpointRounding.AwayFromZero).ToString("0.00", CultureInfo.InvariantCulture)
            : null;

    public static string? Format(DateTime? utc) => utc?.ToString(InstantForm, CultureInfo.InvariantCulture);

    public static string? Format(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    public static decimal? Amount(string? text) =>
        text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture);

    public static DateTime? Instant(string? text) =>
        text is null ? null : DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    public static int? Number(string? text) => text is null ? null : int.Parse(text, CultureInfo.InvariantCulture);
}
