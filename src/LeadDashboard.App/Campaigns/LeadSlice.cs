using LeadDashboard.App.Leads;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.App.Campaigns;

/// <summary>The leads behind a figure, as the Leads page understands it.</summary>
/// <param name="CampaignId">0 = leads that no campaign brought; <see cref="LeadFilter.AnyCampaign"/> = leads that one
/// brought; null = all.</param>
/// <param name="Channel">Empty = leads that no channel brought; null = any.</param>
/// <param name="FromDay">Arrived on this day of the company or after it; null = any.</param>
/// <param name="EndDay">Arrived before this day of the company; null = any.</param>
/// <param name="IsUndated">Only those whose file did not say when they arrived.</param>
public sealed record LeadSlice(
    int? CampaignId = null,
    string? Channel = null,
    DateOnly? FromDay = null,
    DateOnly? EndDay = null,
    bool IsUndated = false
)
{
    /// <param name="status">"open", "won", "lost"; null = all.</param>
    public string Href(string? status = null) => "leads" + Filter(status).ToQuery();

    /// <summary>The filter of the Leads page that finds exactly these leads.</summary>
    /// <param name="status">"open", "won", "lost"; null = all.</param>
    public LeadFilter Filter(string? status = null) =>
        new()
        {
            Status = status is null ? null : Enum.Parse<LeadStatus>(status, ignoreCase: true),
            CampaignId = CampaignId,
            Channel = Channel,
            FromDay = FromDay,
            ToDay = EndDay?.AddDays(-1),
            IsUndated = IsUndated,
        };
}
