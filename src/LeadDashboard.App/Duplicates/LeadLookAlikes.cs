using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Matching;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Duplicates;

/// <summary>How many leads that are not stored yet look like others: for a dry run.</summary>
public static class LeadLookAlikes
{
    /// <summary>Above it a dry run would make people wait; the import itself looks at any number.</summary>
    public const int MaxLeads = 100_000;

    /// <param name="made">Leads as a file would create them.</param>
    /// <param name="fields">Custom fields that come with them.</param>
    /// <param name="certainty">See <see cref="MatchOptions.MatchProbability"/>.</param>
    /// <returns>Null where too many leads are there to look at in passing.</returns>
    public static async Task<int?> CountAsync(
        LeadContext database,
        IReadOnlyList<Lead> made,
        IReadOnlyList<FieldDefinition> fields,
        double certainty,
        CancellationToken cancellationToken
    )
    {
        var count = await database.Leads.CountAsync(cancellationToken);
        if (count > MaxLeads)
        {
            return null;
        }

        if (await LeadMatchTable.LoadAsync(database, made, fields, cancellationToken) is not { } leads)
        {
            return 0;
        }

        var result = DuplicateFinder.Find(
            leads.Table,
            MatchOptions.Default with
            {
                MatchProbability = certainty,
            },
            null,
            cancellationToken,
            await KnownMatches.ReadAsync(database, cancellationToken)
        );
        return ImportMatchRules.Decide(result, row => leads.LeadIds[row] == LeadMatchTable.NotStored).Count;
    }
}
