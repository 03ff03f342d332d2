using System.Globalization;
using LeadDashboard.App.Leads;
using LeadDashboard.Core.Calendar;

namespace LeadDashboard.Api.Browser;

/// <summary>The columns of an exported list: one list for every kind of file.</summary>
/// <param name="Campaigns">Names by id.</param>
/// <param name="Owners">Names by id.</param>
/// <param name="Days">
/// Of the company, as those of the filter are: whoever opens the file sees the same ones.
/// </param>
internal sealed record LeadExport(
    IReadOnlyDictionary<int, string> Campaigns,
    IReadOnlyDictionary<string, string> Owners,
    ZoneDays Days
)
{
    public static IReadOnlyList<string> Header { get; } =
    [
        "Id", "Name", "Email", "Company", "Score", "Segment", "Top reason", "Value", "Source", "Campaign", "Owner",
        "Created", "Last activity", "Status",
    ];

    /// <returns>Texts, numbers and days in the order of the header; null = nothing is known.</returns>
    public IReadOnlyList<object?> Cells(LeadRow lead) =>
        [
            lead.Id,
            lead.Name,
            lead.Email,
            lead.Company,
            lead.Probability is { } chance ? Math.Round(chance * 100, 1, MidpointRounding.AwayFromZero) : null,
            lead.Segment?.ToString(),
            lead.Reasons is [var top, ..] ? $"{top.Feature}: {top.Value}" : null,
            lead.ValueAmount,
            lead.Source,
            lead.CampaignId is { } campaign ? Campaigns.GetValueOrDefault(campaign) : null,
            lead.OwnerId is { } owner ? Owners.GetValueOrDefault(owner) : lead.OwnerText,
            Days.DayOf(lead.CreatedUtc),
            lead.LastActivityUtc is { } activity ? Days.DayOf(activity) : null,
            lead.Status.ToString(),
        ];

    /// <summary>A cell of a text file: invariant numbers, days as yyyy-MM-dd.</summary>
    public static string Text(object? cell) =>
        cell switch
        {
            null => "",
            string text => text,
            double score => score.ToString("0.0", CultureInfo.InvariantCulture),
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
            _ => throw new ArgumentException($"No column holds a {cell.GetType().Name}.", nameof(cell)),
        };
}
