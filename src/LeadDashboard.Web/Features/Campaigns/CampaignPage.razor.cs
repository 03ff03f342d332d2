using LeadDashboard.App.Campaigns;
using Microsoft.AspNetCore.Components;

namespace LeadDashboard.Web.Features.Campaigns;

public sealed partial class CampaignPage : IDisposable
{
    private readonly CancellationTokenSource leaving = new();
    private CampaignsView view = CampaignsView.Parse(null, null, null, null, null, null);
    private CampaignDetail? detail;
    private bool isMissing;

    [Parameter]
    public int Id { get; set; }

    [SupplyParameterFromQuery]
    public string? Period { get; set; }

    [SupplyParameterFromQuery]
    public string? Roi { get; set; }

    [SupplyParameterFromQuery]
    public string? Margin { get; set; }

    public void Dispose()
    {
        leaving.Cancel();
        leaving.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        view = CampaignsView.Parse(null, Period, Roi, Margin, null, null);
        if (detail?.Id != Id || detail.Period.Key != view.Period)
        {
            detail = await Queries.DetailAsync(Id, view.Period, leaving.Token);
            isMissing = detail is null;
        }
    }

    private LeadSlice Slice() => new(Id, null, detail?.Period.FromUtc, detail?.Period.ToUtc);

    private IEnumerable<(string Label, string Formula)> Formulas()
    {
        var words = new RoiWords(L);
        var figures = detail!.Figures;
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
        var figures = detail!.Figures;
        return
        [
            ("won", L["Won"], figures.WinCount),
            ("open", L["Open"], figures.OpenCount),
            ("lost", L["Lost"], figures.LossCount),
        ];
    }
}
