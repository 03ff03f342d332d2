using System.Globalization;
using LeadDashboard.Core.Campaigns;

namespace LeadDashboard.Web.Features.Campaigns;

/// <summary>
/// What the reader has chosen, as it stands in the URL. Unknown words give the default, so that an old bookmark still
/// opens.
/// </summary>
public sealed record CampaignsView(
    string By,
    string Period,
    RoiDefinition Definition,
    decimal Margin,
    RoiTableOrder Order
)
{
    public const decimal DefaultMargin = 0.6m;

    public static IReadOnlyList<string> Cuts { get; } = ["campaign", "channel", "month"];

    public static CampaignsView Parse(
        string? by,
        string? period,
        string? roi,
        string? margin,
        string? sort,
        string? direction
    )
    {
        var cut = by is not null && Cuts.Contains(by, StringComparer.Ordinal) ? by : Cuts[0];
        return new CampaignsView(
            cut,
            period is not null && ReportPeriod.Keys.Contains(period, StringComparer.Ordinal)
                ? period
                : ReportPeriod.All.Key,
            Enum.TryParse<RoiDefinition>(roi, ignoreCase: true, out var definition) && Enum.IsDefined(definition)
                ? definition
                : RoiDefinition.Revenue,
            decimal.TryParse(margin, NumberStyles.Number, CultureInfo.InvariantCulture, out var share)
            && share is >= 0 and <= 1
                ? share
                : DefaultMargin,
            RoiTableOrder.Parse(sort, direction, cut == "month")
        );
    }

    public string Href => "campaigns" + Query(withTable: true);

    /// <summary>The page of one campaign with the same period and definition.</summary>
    public string CampaignHref(int id) =>
        "campaigns/" + id.ToString(CultureInfo.InvariantCulture) + Query(withTable: false);

    /// <summary>Only what differs from the default.</summary>
    private string Query(bool withTable)
    {
        var parts = new List<string>();
        if (withTable && By != Cuts[0])
        {
            parts.Add("by=" + By);
        }

        if (Period != ReportPeriod.All.Key)
        {
            parts.Add("period=" + Period);
        }

        if (Definition != RoiDefinition.Revenue)
        {
            parts.Add("roi=" + Definition.ToString().ToLowerInvariant());
        }

        if (Definition == RoiDefinition.Margin && Margin != DefaultMargin)
        {
            parts.Add("margin=" + Margin.ToString(CultureInfo.InvariantCulture));
        }

        if (withTable && Order != RoiTableOrder.Parse(null, null, By == "month"))
        {
            parts.Add("sort=" + Order.Column);
            parts.Add("dir=" + (Order.IsDescending ? "desc" : "asc"));
        }

        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
    }
}
