using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Importing.Commit;

/// <summary>Leads named by rows of other kinds.</summary>
internal static class LeadLookup
{
    /// <summary>The leads of the first key that is known; null where none is.</summary>
    public static List<int>? Find(Dictionary<string, List<int>> found, IEnumerable<string> keys) =>
        keys.Select(key => found.GetValueOrDefault(key)).FirstOrDefault(ids => ids is { Count: > 0 });

    /// <summary>
    /// Ids by the keys of the rows: the lead with this identity, else those with this e-mail or phone. Keys of merged
    /// leads mean their survivor.
    /// </summary>
    public static async Task<Dictionary<string, List<int>>> FindAsync(
        LeadContext database,
        IEnumerable<string> keysOfRows,
        CancellationToken cancellationToken
    )
    {
        var named = keysOfRows.Distinct(StringComparer.Ordinal).ToArray();
        var merged = await MergedKeys.SurvivorsAsync(database, named, cancellationToken);
        var keys = named.Union(merged.Values, StringComparer.Ordinal).ToArray();
        var found = await database
            .Leads.Where(lead => EF.Parameter(keys).Contains(lead.LeadKey))
            .Select(lead => new { lead.LeadKey, lead.Id })
            .ToDictionaryAsync(
                row => row.LeadKey,
                row => new List<int> { row.Id },
                StringComparer.Ordinal,
                cancellationToken
            );
        foreach (var (key, survivor) in merged)
        {
            found.TryAdd(key, found[survivor]);
        }

        var emails = Left("mail:");
        foreach (
            var row in emails.Length == 0
                ? []
                : await database
                    .Leads.Where(lead => EF.Parameter(emails).Contains(lead.Email))
                    .Select(lead => new { Text = lead.Email!, lead.Id })
                    .ToListAsync(cancellationToken)
        )
        {
            Add("mail:" + row.Text, row.Id);
        }

        var phones = Left("tel:");
        foreach (
            var row in phones.Length == 0
                ? []
                : await database
                    .Leads.Where(lead => EF.Parameter(phones).Contains(lead.Phone))
                    .Select(lead => new { Text = lead.Phone!, lead.Id })
                    .ToListAsync(cancellationToken)
        )
        {
            Add("tel:" + row.Text, row.Id);
        }

        return found;

        string[] Left(string prefix) =>
            [
                .. keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal) && !found.ContainsKey(key))
                    .Select(key => key[prefix.Length..]),
            ];

        void Add(string key, int id)
        {
            if (!found.TryGetValue(key, out var ids))
            {
                found[key] = ids = [];
            }

            ids.Add(id);
        }
    }
}
