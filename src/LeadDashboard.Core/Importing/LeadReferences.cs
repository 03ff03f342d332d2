using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Importing;

/// <summary>What the cells that name a lead may mean.</summary>
internal static class LeadReferences
{
    /// <summary>Keys the lead may have, the likeliest first: id, e-mail, phone.</summary>
    public static List<string> Keys(string reference, string email)
    {
        var keys = new List<string>();
        if (reference.Length > 0 && !reference.Contains('@', StringComparison.Ordinal))
        {
            keys.Add(LeadKey.FromExternalId(reference));
        }

        foreach (var key in new[] { LeadKey.FromEmail(reference), LeadKey.FromEmail(email), LeadKey.FromPhone(reference) })
        {
            if (key is not null && !keys.Contains(key, StringComparer.Ordinal))
            {
                keys.Add(key);
            }
        }

        return keys;
    }
}
