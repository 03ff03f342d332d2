using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Matching.Merging;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Duplicates;

/// <summary>How many leads have the two spellings between which a merge has to choose.</summary>
internal static class LeadValueCounts
{
    /// <summary>Columns of the fields whose values many leads share.</summary>
    private static readonly Dictionary<string, string> Columns = new(StringComparer.Ordinal)
    {
        ["Company"] = nameof(Lead.Company),
        ["Job title"] = nameof(Lead.Title),
        ["City"] = nameof(Lead.City),
        ["Country"] = nameof(Lead.Country),
        ["Industry"] = nameof(Lead.Industry),
        ["Company size"] = nameof(Lead.CompanySize),
        ["Product"] = nameof(Lead.Product),
    };

    /// <summary>Counts only where the count decides: one of the two may be a typing error of the other.</summary>
    public static async Task<ValueCounts> ReadAsync(
        LeadContext database,
        Lead left,
        Lead right,
        CancellationToken cancellationToken
    )
    {
        Dictionary<(string, string), int>? counts = null;
        foreach (var field in MergeRules.FieldsToCount(left, right))
        {
            if (!Columns.TryGetValue(field.Name, out var column))
            {
                continue;
            }

            string?[] values = [field.Read(left), field.Read(right)];
            var rows = await database
                .Leads.Where(lead => EF.Parameter(values).Contains(EF.Property<string?>(lead, column)))
                .GroupBy(lead => EF.Property<string?>(lead, column))
                .Select(group => new { group.Key, Count = group.Count() })
                .ToListAsync(cancellationToken);
            foreach (var row in rows)
            {
                (counts ??= [])[(field.Name, row.Key!)] = row.Count;
            }
        }

        return counts is null ? ValueCounts.None : new ValueCounts(counts);
    }
}
