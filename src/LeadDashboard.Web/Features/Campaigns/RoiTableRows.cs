using LeadDashboard.App.Campaigns;
using LeadDashboard.Core.Campaigns;

namespace LeadDashboard.Web.Features.Campaigns;

/// <summary>One line of the table of campaigns, channels or months.</summary>
/// <param name="Href">Where the name leads; null = nowhere.</param>
/// <param name="Leads">Which leads stand behind the figures; null = no list of leads shows just them.</param>
/// <param name="SpendHref">Where the daily spend is listed; null = nothing was spent.</param>
public sealed record RoiTableRow(
    string Name,
    string Channel,
    string? Href,
    LeadSlice? Leads,
    string? SpendHref,
    RoiFigures Figures,
    decimal? Roi,
    DateOnly? Month = null
)
{
    /// <summary>A sum of the lines above it.</summary>
    public bool IsTotal { get; init; }
}

/// <summary>The order of the table, as it stands in the URL.</summary>
public sealed record RoiTableOrder(string Column, bool IsDescending)
{
    public static IReadOnlyList<string> Columns { get; } =
    ["name", "spend", "leads", "wins", "rate", "lead-cost", "win-cost", "revenue", "expected", "roi"];

    /// <summary>Unknown words give the default: months by date, everything else by spend.</summary>
    public static RoiTableOrder Parse(string? column, string? direction, bool isByMonth) =>
        column is not null && Columns.Contains(column, StringComparer.Ordinal)
            ? new RoiTableOrder(column, direction != "asc")
            : new RoiTableOrder(isByMonth ? "name" : "spend", IsDescending: true);

    /// <summary>As the headings of a table say it: "-" in front = descending.</summary>
    public string ToSort() => (IsDescending ? "-" : "") + Column;

    public static RoiTableOrder OfSort(string sort) => new(sort.TrimStart('-'), sort.StartsWith('-'));

    /// <summary>Rows without a value come last in either direction; equal rows by name.</summary>
    public IReadOnlyList<RoiTableRow> Apply(IEnumerable<RoiTableRow> rows)
    {
        var list = rows.ToList();
        if (Column == "name")
        {
            var named = list.OrderBy(row => row.Month)
                .ThenBy(row => row.Name, StringComparer.CurrentCultureIgnoreCase)
                .ToList();
            if (IsDescending)
            {
                named.Reverse();
            }

            // Leads without a month come last in either direction.
            return [.. named.OrderBy(row => row.Month is null)];
        }

        var known = list.Where(row => Value(row) is not null);
        var sorted = IsDescending ? known.OrderByDescending(Value) : known.OrderBy(Value);
        return
        [
            .. sorted.ThenBy(row => row.Name, StringComparer.CurrentCultureIgnoreCase),
            .. list.Where(row => Value(row) is null),
        ];
    }

    private decimal? Value(RoiTableRow row) =>
        Column switch
        {
            "leads" => row.Figures.LeadCount,
            "wins" => row.Figures.WinCount,
            "rate" => row.Figures.WinRate is { } rate ? (decimal)rate : null,
            "lead-cost" => row.Figures.CostPerLeadAmount,
            "win-cost" => row.Figures.CostPerWinAmount,
            "revenue" => row.Figures.RevenueAmount,
            "expected" => row.Figures.ExpectedRevenueAmount,
            "roi" => row.Roi,
            _ => row.Figures.SpendAmount,
        };
}
