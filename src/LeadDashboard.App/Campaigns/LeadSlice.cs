using System.Globalization;

namespace LeadDashboard.App.Campaigns;

/// <summary>The leads behind a figure, as the Leads page understands it.</summary>
/// <param name="CampaignId">0 = leads that no campaign brought; null = any.</param>
/// <param name="Channel">null = any.</param>
/// <param name="FromUtc">Arrived at or after; null = any.</param>
/// <param name="ToUtc">Arrived before; null = any.</param>
public sealed record LeadSlice(
    int? CampaignId = null,
    string? Channel = null,
    DateTime? FromUtc = null,
    DateTime? ToUtc = null
)
{
    /// <param name="status">"open", "won", "lost"; null = all.</param>
    public string Href(string? status = null)
    {
        var parts = new List<string>();
        if (CampaignId is { } id)
        {
            parts.Add("campaign=" + (id == 0 ? "none" : id.ToString(CultureInfo.InvariantCulture)));
        }

        if (Channel is not null)
        {
            parts.Add("channel=" + Uri.EscapeDataString(Channel));
        }

        if (FromUtc is { } from)
        {
            parts.Add("from=" + from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        if (ToUtc is { } to)
        {
            parts.Add("to=" + to.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        parts.Add("status=" + (status ?? "all"));
        return "leads?" + string.Join('&', parts);
    }
}
