using System.Linq.Expressions;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.App.Leads;

/// <summary>The orders of the list. Every order ends with the id, so that pages never overlap.</summary>
public static class LeadOrder
{
    public const string Default = "-score";

    public static IReadOnlyList<string> Columns { get; } =
    ["score", "name", "company", "value", "source", "created", "activity"];

    public static bool IsKnown(string sort) => Columns.Contains(sort.TrimStart('-'), StringComparer.Ordinal);

    public static IQueryable<Lead> Apply(IQueryable<Lead> leads, string sort)
    {
        var isDescending = sort.StartsWith('-');
        return sort.TrimStart('-') switch
        {
            "name" => By(leads, lead => lead.Name, isDescending),
            "company" => By(leads, lead => lead.Company, isDescending),
            "value" => By(leads, lead => lead.ValueAmount, isDescending),
            "source" => By(leads, lead => lead.Source, isDescending),
            "created" => By(leads, lead => lead.CreatedUtc, isDescending),
            "activity" => By(leads, lead => lead.LastActivityUtc, isDescending),
            _ => By(leads, lead => lead.Probability, isDescending),
        };
    }

    // The id follows the direction of the column: one index then serves both directions.
    private static IOrderedQueryable<Lead> By<TKey>(
        IQueryable<Lead> leads,
        Expression<Func<Lead, TKey>> key,
        bool isDescending
    ) =>
        isDescending
            ? leads.OrderByDescending(key).ThenByDescending(lead => lead.Id)
            : leads.OrderBy(key).ThenBy(lead => lead.Id);
}
