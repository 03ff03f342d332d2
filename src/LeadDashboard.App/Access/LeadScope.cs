using LeadDashboard.Core.Access;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.App.Access;

/// <summary>
/// Whose leads a person may read. Every reading query begins with one, so that a rule of visibility is kept in this
/// place alone; today each role reads the leads of the whole company.
/// </summary>
public sealed record LeadScope
{
    private LeadScope() { }

    /// <summary>Name of the scope, for the keys of caches.</summary>
    public string Key => "all";

    /// <exception cref="AccessDeniedException">The role may not read leads at all.</exception>
    public static LeadScope For(Actor actor)
    {
        actor.Require(Permission.ViewLeads);
        return new LeadScope();
    }

    /// <summary>The leads of the scope among these.</summary>
    public IQueryable<Lead> Within(IQueryable<Lead> leads) => leads;
}
