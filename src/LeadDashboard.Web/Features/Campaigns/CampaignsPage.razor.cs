using System.Globalization;
using LeadDashboard.App.Campaigns;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Campaigns;
using LeadDashboard.Core.Events;
using Microsoft.AspNetCore.Components;

namespace LeadDashboard.Web.Features.Campaigns;

public sealed partial class CampaignsPage
{
    private CampaignsView view = CampaignsView.Parse(null, null, null, null, null, null);
    private IReadOnlyList<RoiTableRow> rows = [];
    private IReadOnlyList<RoiTableRow> barRows = [];

    [SupplyParameterFromQuery]
    public string? By { get; set; }

    [SupplyParameterFromQuery]
    public string? Period { get; set; }

    [SupplyParameterFromQuery]
    public string? Roi { get; set; }

    [SupplyParameterFromQuery]
    public string? Margin { get; set; }

    [SupplyParameterFromQuery]
    public string? Sort { get; set; }

    [SupplyParameterFromQuery]
    public string? Dir { get; set; }

    /// <summary>What the page reads.</summary>
    public sealed record Reading(CampaignReport Report, IReadOnlyList<CostLine> Costs);

    /// <summary>Another order or cut of the same report needs no query.</summary>
    protected override object Subject => view.Period;

    protected override async Task OnParametersSetAsync()
    {
        view = CampaignsView.Parse(By, Period, Roi, Margin, Sort, Dir);
        await base.OnParametersSetAsync();
        if (Data is { } reading)
        {
            Show(reading, isNewSubject: false);
        }
    }

    protected override bool Concerns(OutboxEvent entry) => true;

    protected override async Task<Reading> ReadAsync(Actor actor, CancellationToken token) =>
        new(await Queries.ReportAsync(actor, view.Period, token), await CostList.ListAsync(actor, day: null, token));

    protected override void Show(Reading reading, bool isNewSubject)
    {
        var report = reading.Report;
        rows = view.Order.Apply(MakeRows(report, view.By));
        barRows = new RoiTableOrder("roi", IsDescending: true).Apply(
            MakeRows(report, view.By == "channel" ? "channel" : "campaign").Where(row => row.Roi is not null)
        );
    }

    private static string CutWord(string cut) =>
        cut switch
        {
            "channel" => "By channel",
            "month" => "By month",
            _ => "By campaign",
        };

    private LeadSlice Slice() => new(FromDay: Data?.Report.Period.FromDay, EndDay: Data?.Report.Period.EndDay);

    private IEnumerable<RoiTableRow> MakeRows(CampaignReport source, string by)
    {
        switch (by)
        {
            case "month":
                var months = source.Months.Select(month =>
                {
                    var name = month.Key.ToString("Y", CultureInfo.CurrentCulture);
                    return new RoiTableRow(
                        name,
                        "",
                        null,
                        new LeadSlice(FromDay: month.Key, EndDay: month.Key.AddMonths(1)),
                        null,
                        month.Figures,
                        RoiOf(month.Figures),
                        month.Key
                    );
                });
                return source.Undated.LeadCount == 0 ? months : months.Append(Undated(source.Undated));
            case "channel":
                return source.Channels.Select(channel =>
                {
                    return new RoiTableRow(
                        channel.Key.Length == 0 ? L["No channel"] : channel.Key,
                        "",
                        null,
                        Slice() with
                        {
                            Channel = channel.Key,
                        },
                        null,
                        channel.Figures,
                        RoiOf(channel.Figures)
                    );
                });
            default:
                return source.Campaigns.Select(campaign =>
                {
                    var href = campaign.Id is { } id ? view.CampaignHref(id) : null;
                    var spendHref = href is not null && campaign.Figures.SpendAmount > 0 ? href + "#spend" : null;
                    return new RoiTableRow(
                        campaign.Id is null ? L["No campaign"] : campaign.Name,
                        string.Join(" · ", new[] { campaign.Channel, campaign.Programme }.Where(IsSaid)),
                        href,
                        Slice() with
                        {
                            CampaignId = campaign.Id ?? 0,
                        },
                        spendHref,
                        campaign.Figures,
                        RoiOf(campaign.Figures)
                    );
                });
        }
    }

    private static bool IsSaid(string? text) => !string.IsNullOrEmpty(text);

    private RoiTableRow Undated(RoiFigures figures) =>
        new(L["Without a date"], "", null, new LeadSlice(IsUndated: true), null, figures, RoiOf(figures));

    private decimal? RoiOf(RoiFigures figures) => RoiRules.Roi(figures, view.Definition, view.Margin);
}
