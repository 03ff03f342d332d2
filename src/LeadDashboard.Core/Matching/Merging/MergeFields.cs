using System.Globalization;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Matching.Merging;

/// <summary>A field of a lead that a person may choose when two leads are merged.</summary>
/// <param name="Name">English name, as in the evidence; custom fields by their own name.</param>
public sealed record MergeField(string Name, Func<Lead, string> Read, Action<Lead, Lead> Copy);

/// <summary>The fields that two leads are laid side by side by.</summary>
public static class MergeFields
{
    public static IReadOnlyList<MergeField> Known { get; } =
    [
        Text("Name", lead => lead.Name, (lead, value) => lead.Name = value ?? ""),
        Text("E-mail", lead => lead.Email, (lead, value) => lead.Email = value),
        new(
            "Phone",
            lead => lead.Phone ?? "",
            (from, to) =>
                (to.Phone, to.PhoneE164, to.PhoneExtension) = (from.Phone, from.PhoneE164, from.PhoneExtension)
        ),
        Text("Company", lead => lead.Company, (lead, value) => lead.Company = value),
        Text("Job title", lead => lead.Title, (lead, value) => lead.Title = value),
        Text("City", lead => lead.City, (lead, value) => lead.City = value),
        Text("Country", lead => lead.Country, (lead, value) => lead.Country = value),
        Text("Industry", lead => lead.Industry, (lead, value) => lead.Industry = value),
        Text("Company size", lead => lead.CompanySize, (lead, value) => lead.CompanySize = value),
        Text("Product", lead => lead.Product, (lead, value) => lead.Product = value),
        new(
            "Expected value",
            lead => lead.ValueAmount?.ToString("0.##", CultureInfo.InvariantCulture) ?? "",
            (from, to) => to.ValueAmount = from.ValueAmount
        ),
    ];

    /// <summary>The known fields, then the custom fields that either lead has.</summary>
    public static IReadOnlyList<MergeField> Compare(Lead left, Lead right)
    {
        var custom = LeadAttributes
            .Parse(left.AttributesJson)
            .Keys.Union(LeadAttributes.Parse(right.AttributesJson).Keys, StringComparer.Ordinal)
            .Select(Custom);
        return [.. Known, .. custom];
    }

    private static MergeField Text(string name, Func<Lead, string?> read, Action<Lead, string?> write) =>
        new(name, lead => read(lead) ?? "", (from, to) => write(to, read(from)));

    private static MergeField Custom(string name) =>
        new(
            name,
            lead => LeadAttributes.Parse(lead.AttributesJson).GetValueOrDefault(name, ""),
            (from, to) =>
            {
                var attributes = new Dictionary<string, string>(
                    LeadAttributes.Parse(to.AttributesJson),
                    StringComparer.Ordinal
                )
                {
                    [name] = LeadAttributes.Parse(from.AttributesJson).GetValueOrDefault(name, ""),
                };
                to.AttributesJson = LeadAttributes.ToJson(attributes);
            }
        );
}
