using LeadDashboard.App.Campaigns;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Events;
using LeadDashboard.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace LeadDashboard.Web.Features.Campaigns;

/// <summary>One campaign: its money, and how each figure comes about.</summary>
public sealed partial class CampaignPage
{
    private CampaignsView view = CampaignsView.Parse(null, null, null, null, null, null);

    [Parameter]
    public int Id { get; set; }

    [SupplyParameterFromQuery]
    public string? Period { get; set; }

    [SupplyParameterFromQuery]
    public string? Roi { get; set; }

    [SupplyParameterFromQuery]
    public string? Margin { get; set; }

    /// <summary>What the page reads; without detail there is no such campaign.</summary>
    public sealed record Reading(CampaignDetail? Detail);

    protected override object Subject => (Id, view.Period);

    protected override Task OnParametersSetAsync()
    {
        view = CampaignsView.Parse(null, Period, Roi, Margin, null, null);
        return base.OnParametersSetAsync();
    }

    protected override bool Concerns(OutboxEvent entry) => true;

    protected override async Task<Reading> ReadAsync(Actor actor, CancellationToken token) =>
        new(await Queries.DetailAsync(actor, Id, view.Period, token));

    private LeadSlice Slice() => new(Id, null, Data?.Detail?.Period.FromDay, Data?.Detail?.Period.EndDay);

    private static string Spent(CampaignDetail detail) =>
        Format.Money(detail.Figures.SpendAmount, detail.Currency, 2);

    private IEnumerable<(string Label, string Formula)> Formulas()
    {
        var words = new RoiWords(L);
        var figures = Data!.Detail!.Figures;
        return
        [
            (words.Definition(view.Definition), words.RoiFormula(figures, view.Definition, view.Margin)),
            (L["Revenue"], words.RevenueFormula(figures)),
            (L["Expected"], words.ExpectedFormula(figures)),
            (L["Win rate"], words.WinRateFormula(figures)),
            (L["Cost per lead"], words.CostPerLeadFormula(figures)),
            (L["Cost per win"], words.CostPerWinFormula(figures)),
        ];
    }

    private IEnumerable<(string Status, string Label, int Count)> Parts()
    {
        var figures = Data!.Detail!.Figures;
        return
        [
            ("won", L["Won"], figures.WinCount),
            ("open", L["Open"], figures.OpenCount),
            ("lost", L["Lost"], figures.LossCount),
        ];
    }
}
