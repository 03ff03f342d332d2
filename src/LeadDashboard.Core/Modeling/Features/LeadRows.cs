using LeadDashboard.Core.Activities;
using LeadDashboard.Core.Campaigns;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Modeling.Features;

/// <summary>Leads, and what learning and scoring read beside them.</summary>
/// <param name="Leads">Closed ones to learn from, any to score.</param>
/// <param name="Activities">By lead id.</param>
/// <param name="Campaigns">By id.</param>
public sealed record LeadRows(
    IReadOnlyList<Lead> Leads,
    ILookup<int, Activity> Activities,
    IReadOnlyDictionary<int, Campaign> Campaigns
)
{
    /// <summary>Columns that features of the program bring, beside those that every lead has.</summary>
    public IReadOnlyList<LeadColumn> Columns { get; init; } = [];

    /// <summary>Ids of the leads whose newest standing outcome says that they did not fit.</summary>
    public IReadOnlySet<int> Disqualified { get; init; } = new HashSet<int>();
}
