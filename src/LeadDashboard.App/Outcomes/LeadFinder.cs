using System.Globalization;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Results;
using LeadDashboard.Data;
using Microsoft.EntityFrameworkCore;

namespace LeadDashboard.App.Outcomes;

/// <summary>A lead that was named.</summary>
public sealed record FoundLead(int Id, string Name, LeadStatus Status, DateTime CreatedUtc);

/// <summary>Finds the one lead that a person or a program names.</summary>
public sealed class LeadFinder(IDbContextFactory<LeadContext> contexts)
{
    /// <summary>By id, by key or external id (a merged lead leads to the one that stands), or by e-mail.</summary>
    /// <param name="text">What names the lead.</param>
    /// <param name="expected">Of several leads with one e-mail the only one of this status is meant.</param>
    public async Task<Result<FoundLead>> FindAsync(
        string text,
        LeadStatus? expected = null,
        CancellationToken cancellationToken = default
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await FindAsync(context, text, expected, cancellationToken);
    }

    /// <summary>The same inside a transaction of the caller.</summary>
    internal static async Task<Result<FoundLead>> FindAsync(
        LeadContext context,
        string text,
        LeadStatus? expected,
        CancellationToken cancellationToken
    )
    {
        text = text.Trim();
        if (
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && await Rows(context.Leads.Where(lead => lead.Id == id)).FirstOrDefaultAsync(cancellationToken) is { } byId
        )
        {
            return byId;
        }

        string[] keys = [text, LeadKey.FromExternalId(text), LeadKey.FromEmail(text) ?? text];
        var merged = await MergedKeys.SurvivorsAsync(context, keys, cancellationToken);
        foreach (var key in keys.Select(key => merged.GetValueOrDefault(key, key)).Distinct(StringComparer.Ordinal))
        {
            var byKey = Rows(context.Leads.Where(lead => lead.LeadKey == key));
            if (await byKey.FirstOrDefaultAsync(cancellationToken) is { } found)
            {
                return found;
            }
        }

        return await FindByEmailAsync(context, text, expected, cancellationToken);
    }

    private static async Task<Result<FoundLead>> FindByEmailAsync(
        LeadContext context,
        string text,
        LeadStatus? expected,
        CancellationToken cancellationToken
    )
    {
        if (!NormalForms.TryEmail(text, out var email))
        {
            return LeadFinderErrors.NoSuchLead(text);
        }

        var all = await Rows(context.Leads.Where(lead => lead.Email == email || lead.Email == text))
            .Take(100)
            .ToListAsync(cancellationToken);
        // Without an expectation a lead that is closed, in whatever way, is meant: its outcome is to be undone.
        var fitting = all.Where(lead => expected is null ? lead.Status != LeadStatus.Open : lead.Status == expected)
            .ToList();
        return (all, fitting) switch
        {
            ([var only], _) => only,
            (_, [var only]) => only,
            ([], _) => LeadFinderErrors.NoSuchLead(text),
            _ => LeadFinderErrors.SeveralLeads(text, all.Count),
        };
    }

    private static IQueryable<FoundLead> Rows(IQueryable<Lead> leads) =>
        leads.OrderBy(lead => lead.Id).Select(lead => new FoundLead(lead.Id, lead.Name, lead.Status, lead.CreatedUtc));
}

/// <summary>Why a named lead is not found.</summary>
public static class LeadFinderErrors
{
    private const string NoSuchLeadKey = "outcomes.no-such-lead";
    private const string SeveralLeadsKey = "outcomes.several-leads";

    public static Error NoSuchLead(string text) => new(NoSuchLeadKey, text);

    public static Error SeveralLeads(string email, int count) => new(SeveralLeadsKey, email, count);

    public static bool IsSeveralLeads(Error error) =>
        string.Equals(error.Code, SeveralLeadsKey, StringComparison.Ordinal);
}
