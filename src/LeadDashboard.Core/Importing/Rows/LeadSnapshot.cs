using System.Globalization;
using System.Text.Json;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Importing.Rows;

/// <summary>What one field of a lead was before an import, and what the import made of it; null = empty.</summary>
public sealed record FieldChange(string Field, string? Before, string? After);

/// <summary>The fields that an import may write, as text: to see what changed, and to put it back.</summary>
public static class LeadSnapshot
{
    /// <summary>The key of a custom field begins with it, so that a column named "Name" is not the name.</summary>
    public const string CustomPrefix = "*";

    private static readonly FieldTexts<Lead> Fields = new(
        (nameof(Lead.Name), l => l.Name, (l, v) => l.Name = v ?? ""),
        (nameof(Lead.Email), l => l.Email, (l, v) => l.Email = v),
        (nameof(Lead.Phone), l => l.Phone, (l, v) => l.Phone = v),
        (nameof(Lead.PhoneE164), l => l.PhoneE164, (l, v) => l.PhoneE164 = v),
        (nameof(Lead.PhoneExtension), l => l.PhoneExtension, (l, v) => l.PhoneExtension = v),
        (nameof(Lead.Company), l => l.Company, (l, v) => l.Company = v),
        (nameof(Lead.Title), l => l.Title, (l, v) => l.Title = v),
        (nameof(Lead.Industry), l => l.Industry, (l, v) => l.Industry = v),
        (nameof(Lead.CompanySize), l => l.CompanySize, (l, v) => l.CompanySize = v),
        (nameof(Lead.Country), l => l.Country, (l, v) => l.Country = v),
        (nameof(Lead.City), l => l.City, (l, v) => l.City = v),
        (nameof(Lead.Source), l => l.Source, (l, v) => l.Source = v),
        (nameof(Lead.Product), l => l.Product, (l, v) => l.Product = v),
        (nameof(Lead.Notes), l => l.Notes, (l, v) => l.Notes = v),
        (
            nameof(Lead.Consent),
            l => l.Consent?.ToString(CultureInfo.InvariantCulture),
            (l, v) => l.Consent = v is null ? null : bool.Parse(v)
        ),
        (nameof(Lead.CampaignId), l => StoredText.Format(l.CampaignId), (l, v) => l.CampaignId = StoredText.Number(v)),
        (nameof(Lead.OwnerId), l => l.OwnerId, (l, v) => l.OwnerId = v),
        (nameof(Lead.OwnerText), l => l.OwnerText, (l, v) => l.OwnerText = v),
        (nameof(Lead.AccountId), l => StoredText.Format(l.AccountId), (l, v) => l.AccountId = StoredText.Number(v)),
        (
            nameof(Lead.ValueAmount),
            l => StoredText.Format(l.ValueAmount),
            (l, v) => l.ValueAmount = StoredText.Amount(v)
        ),
        (
            nameof(Lead.CreatedUtc),
            l => StoredText.Format(l.CreatedUtc),
            (l, v) => l.CreatedUtc = StoredText.Instant(v)!.Value
        ),
        (
            nameof(Lead.IsCreatedKnown),
            l => l.IsCreatedKnown.ToString(CultureInfo.InvariantCulture),
            (l, v) => l.IsCreatedKnown = bool.Parse(v!)
        ),
        (
            nameof(Lead.Status),
            l => StoredText.Format((int)l.Status),
            (l, v) => l.Status = (LeadStatus)StoredText.Number(v)!.Value
        ),
        (nameof(Lead.ClosedUtc), l => StoredText.Format(l.ClosedUtc), (l, v) => l.ClosedUtc = StoredText.Instant(v)),
        (nameof(Lead.WonAmount), l => StoredText.Format(l.WonAmount), (l, v) => l.WonAmount = StoredText.Amount(v)),
        (nameof(Lead.LossReason), l => l.LossReason, (l, v) => l.LossReason = v)
    );

    /// <summary>Names of the stored properties that an import writes.</summary>
    public static IReadOnlyList<string> Properties { get; } = [.. Fields.Properties, nameof(Lead.AttributesJson)];

    /// <summary>The fields by name, in a fixed order; custom fields carry <see cref="CustomPrefix"/>.</summary>
    public static IReadOnlyDictionary<string, string?> Read(Lead lead)
    {
        var values = Fields.Read(lead);
        foreach (var (name, value) in LeadAttributes.Parse(lead.AttributesJson))
        {
            values[CustomPrefix + name] = value;
        }

        return values;
    }

    /// <summary>What differs between two states of one lead.</summary>
    public static IReadOnlyList<FieldChange> Differences(
        IReadOnlyDictionary<string, string?> before,
        IReadOnlyDictionary<string, string?> after
    ) =>
        [
            .. before
                .Keys.Union(after.Keys, StringComparer.Ordinal)
                .Select(name => new FieldChange(name, before.GetValueOrDefault(name), after.GetValueOrDefault(name)))
                .Where(change => !string.Equals(change.Before, change.After, StringComparison.Ordinal)),
        ];

    /// <summary>Writes the named fields; null empties a field.</summary>
    public static void Write(Lead lead, IReadOnlyList<(string Field, string? Value)> values)
    {
        Dictionary<string, string>? custom = null;
        foreach (var (name, value) in values)
        {
            if (!name.StartsWith(CustomPrefix, StringComparison.Ordinal))
            {
                Fields.Write(lead, name, value);
                continue;
            }

            custom ??= new Dictionary<string, string>(
                LeadAttributes.Parse(lead.AttributesJson),
                StringComparer.Ordinal
            );
            if (value is null)
            {
                custom.Remove(name[CustomPrefix.Length..]);
            }
            else
            {
                custom[name[CustomPrefix.Length..]] = value;
            }
        }

        if (custom is not null)
        {
            lead.AttributesJson = custom.Count == 0 ? "{}" : LeadAttributes.ToJson(custom);
        }
    }

    /// <summary>As <see cref="FieldTexts{T}.Restore"/>, custom fields included.</summary>
    public static IReadOnlyList<(FieldChange Change, string? Found)> Restore(
        Lead lead,
        IReadOnlyList<FieldChange> changes
    )
    {
        var (back, later) = FieldRestore.Decide(Read(lead), changes);
        Write(lead, back);
        return later;
    }

    /// <summary>
    /// The same for leads whose fields are the same: FNV-1a over the fields, 64 bits, eight bytes at a time. Amounts
    /// count in cents, instants in microseconds: what every database keeps.
    /// </summary>
    public static long Fingerprint(Lead lead)
    {
        var hash = new FieldHash();
        foreach (
            var text in (ReadOnlySpan<string?>)
                [
                    lead.Name,
                    lead.Email,
                    lead.Phone,
                    lead.Company,
                    lead.Title,
                    lead.Industry,
                    lead.CompanySize,
                    lead.Country,
                    lead.City,
                    lead.Source,
                    lead.Product,
                    lead.Notes,
                    lead.OwnerId,
                    lead.LossReason,
                    lead.AttributesJson,
                ]
        )
        {
            hash.Add(text);
        }

        hash.Add(lead.Consent is { } consent ? (consent ? 1 : 0) : null);
        hash.Add(lead.CampaignId);
        hash.Add(Cents(lead.ValueAmount));
        hash.Add(lead.CreatedUtc.Ticks / TimeSpan.TicksPerMicrosecond);
        hash.Add(lead.IsCreatedKnown ? 1 : 0);
        hash.Add((int)lead.Status);
        hash.Add(lead.ClosedUtc?.Ticks / TimeSpan.TicksPerMicrosecond);
        hash.Add(Cents(lead.WonAmount));
        if (lead.PhoneE164 is not null || lead.PhoneExtension is not null)
        {
            // Leads that were stored before there were these two keep their fingerprint.
            hash.Add(lead.PhoneE164);
            hash.Add(lead.PhoneExtension);
        }

        return hash.Value;
    }

    public static string ToJson(IReadOnlyList<FieldChange> changes) =>
        JsonSerializer.Serialize(changes.Select(change => new[] { change.Field, change.Before, change.After }));

    public static IReadOnlyList<FieldChange> FromJson(string json) =>
        [
            .. (JsonSerializer.Deserialize<string?[][]>(json) ?? []).Select(parts => new FieldChange(
                parts[0]!,
                parts[1],
                parts[2]
            )),
        ];

    private static long? Cents(decimal? amount) =>
        amount is { } value ? (long)decimal.Round(value * 100m, MidpointRounding.AwayFromZero) : null;
}
