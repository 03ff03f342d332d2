using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Modeling.Features;
using LeadDashboard.Data;

namespace LeadDashboard.App;

/// <summary>
/// A column of the learner that a feature brings; training and scoring ask every source for its column.
/// </summary>
/// <param name="Name">Stored in every model that learnt from the column, so it is never renamed. It is the key of the
/// message that names the column on pages: "area.name", with words in the catalogue of the feature.</param>
/// <param name="LoadAsync">Reads what the column needs of the given leads, once for all of them, within the
/// transaction of the context; what comes back is pure. A model whose column no source brings any more scores it as
/// missing.</param>
public sealed record LeadColumnSource(
    string Name,
    Func<LeadContext, IQueryable<Lead>, CancellationToken, Task<LeadColumn>> LoadAsync
)
{
    /// <summary>What pages call the column.</summary>
    public Message Label => new(Name);
}
