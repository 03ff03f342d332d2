using LeadDashboard.App.Leads;
using LeadDashboard.App.Messages;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Activities;
using LeadDashboard.Core.Outcomes;
using LeadDashboard.Core.Results;
using LeadDashboard.Core.Scoring;
using LeadDashboard.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace LeadDashboard.Web.Features.Leads;

/// <summary>One lead: the score, why, what happened, and the outcome in one key.</summary>
public sealed partial class LeadPage
{
    private static readonly string[] LossReasons =
    [
        "Too expensive",
        "Chose a competitor",
        "No budget",
        "No answer",
        "No need",
        "Bad timing",
    ];

    private LeadDetail? detail;
    private LeadScore? score;
    private Actor? actor;
    private int? previous;
    private int? next;
    private bool isLoading = true;
    private bool isHelpShown;
    private string? error;
    private string currency = "EUR";
    private decimal? amount;
    private string? reason;
    private ActivityKind kind = ActivityKind.Call;
    private string? note;
    private KeyListener? keys;

    [Parameter]
    public int LeadId { get; set; }

    private bool MayRecord => actor?.Can(Permission.RecordOutcomes) == true;

    private bool MayEdit => actor?.Can(Permission.EditLeads) == true;

    private double? Probability => score?.Probability ?? detail?.Lead.Probability;

    private string Query => new Uri(Page.Nav.Uri).Query;

    private string Title => detail!.Lead.Name.Length > 0 ? detail.Lead.Name : L["Lead {0}", LeadId];

    private string Sub =>
        string.Join(
            " · ",
            new[] { detail!.Lead.Title, detail.Lead.Company, detail.Lead.Country }.Where(text =>
                !string.IsNullOrEmpty(text)
            )
        );

    protected override async Task OnParametersSetAsync()
    {
        actor ??= await Page.Actors.GetAsync();
        currency = await Page.CurrencyAsync();
        (error, reason, note) = (null, null, null);
        await LoadAsync();
        (previous, next) = await Queries.NeighboursAsync(LeadId, LeadFilter.Parse(Page.Nav.Uri));
        isLoading = false;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            keys = await KeyListener.StartAsync(Page.Js, this);
        }
    }

    [JSInvokable]
    public async Task OnKey(string key)
    {
        switch (key)
        {
            case "1" when MayRecord:
                await RecordAsync(OutcomeKind.Won);
                break;
            case "2" when MayRecord:
                await RecordAsync(OutcomeKind.Lost);
                break;
            case "u" when MayRecord:
                await UndoAsync();
                break;
            case "j":
                Go(next);
                break;
            case "k":
                Go(previous);
                break;
            case "?":
                isHelpShown = !isHelpShown;
                break;
        }

        StateHasChanged();
    }

    public async ValueTask DisposeAsync()
    {
        if (keys is not null)
        {
            await keys.DisposeAsync();
        }
    }

    private async Task LoadAsync()
    {
        detail = await Queries.FindAsync(LeadId);
        score = detail is null ? null : await Champions.ExplainAsync(LeadId);
        amount = detail?.Lead.ValueAmount;
    }

    private async Task RecordAsync(OutcomeKind outcome) =>
        await ShowAsync(
            await Outcomes.RecordAsync(
                LeadId,
                outcome,
                outcome == OutcomeKind.Won ? amount : null,
                outcome == OutcomeKind.Lost ? reason : null,
                await Page.Actors.GetAsync()
            )
        );

    private async Task UndoAsync() => await ShowAsync(await Outcomes.UndoAsync(LeadId, await Page.Actors.GetAsync()));

    private async Task ShowAsync(Result<Outcome> result)
    {
        error = MessageTexts.Say(result.Error);
        await LoadAsync();
    }

    private async Task LogAsync()
    {
        await ActivityLog.LogAsync(LeadId, kind, note, await Page.Actors.GetAsync());
        note = null;
        await LoadAsync();
    }

    private void Go(int? leadId)
    {
        if (leadId is { } id)
        {
            Page.Nav.NavigateTo($"/leads/{id}{Query}");
        }
    }
}
