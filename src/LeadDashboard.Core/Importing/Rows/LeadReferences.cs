using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Importing.Rows;

/// <summary>What the cells that name a lead may mean.</summary>
internal static class LeadReferences
{
    private static readonly char[] AroundAnAddress = [' ', '(', ')', '<', '>', '[', ']', ','];

    /// <summary>
    /// Keys the lead may have, the likeliest first: id, e-mail, phone. Of several in one cell, separated by semicolons,
    /// the first that is there counts.
    /// </summary>
    public static List<string> Keys(string reference, string email)
    {
        var keys = new List<string>();
        if (reference.Length > 0 && !reference.Contains('@', StringComparison.Ordinal))
        {
            Add(keys, LeadKey.FromExternalId(reference));
        }

        foreach (var part in Parts(reference))
        {
            Add(keys, part.Contains('@', StringComparison.Ordinal) ? null : LeadKey.FromExternalId(part));
            Add(keys, FromAddress(part));
        }

        foreach (var part in Parts(email))
        {
            Add(keys, FromAddress(part));
        }

        Add(keys, LeadKey.FromPhone(reference));
        return keys;
    }

    private static string[] Parts(string cell) =>
        cell.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>"ann@x.com", and the address in "Ann Lee (ann@x.com)".</summary>
    private static string? FromAddress(string text) =>
        !text.Contains('@', StringComparison.Ordinal)
            ? null
            : LeadKey.FromEmail(text)
                ?? text.Split(AroundAnAddress, StringSplitOptions.RemoveEmptyEntries)
                    .Select(LeadKey.FromEmail)
                    .FirstOrDefault(key => key is not null);

    private static void Add(List<string> keys, string? key)
    {
        if (key is not null && !keys.Contains(key, StringComparer.Ordinal))
        {
            keys.Add(key);
        }
    }
}
