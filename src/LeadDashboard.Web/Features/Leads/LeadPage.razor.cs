using LeadDashboard.App.Leads;
using LeadDashboard.App.Messages;
using LeadDashboard.App.Outcomes;
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
        "Too expensive", "Chose a competitor", "No budget", "No answer", "No need", "Bad timing",
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
    private CancellationTokenSource? _load;
    private IDisposable? _rescored;

    [Parameter]
    public int LeadId { get; set; }

    private bool MayRecord => actor?.Can(Permission.RecordOutcomes) == true;

    private bool MayEdit => actor?.Can(Permission.EditLeads) == true;

    private double? Probability => detail?.Lead.Probability;

    private string Query => new Uri(Page.Nav.Uri).Query;

    private string Title => detail!.Lead.Name.Length > 0 ? detail.Lead.Name : L["Lead {0}", detail.Lead.Id];

    private string Sub =>
        string.Join(
            " · ",
            new[] { detail!.Lead.Title, detail.Lead.Company, detail.Lead.Country }.Where(text =>
                !string.IsNullOrEmpty(text)
            )
        );

    protected override void OnInitialized() => _rescored = Rescoring.Subscribe(OnRescored);

    protected override async Task OnParametersSetAsync()
    {
        actor ??= await Page.Actors.GetAsync();
        currency = await Page.CurrencyAsync();
        await LoadAsync(isArriving: true);
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
        _rescored?.Dispose();
        EndLoad();
        if (keys is not null)
        {
            await keys.DisposeAsync();
        }
    }

    /// <summary>
    /// Loads the lead of the address. A load that a newer one has overtaken shows nothing: the slower query must not
    /// put another lead under the address.
    /// </summary>
    private async Task LoadAsync(bool isArriving)
    {
        EndLoad();
        var load = new CancellationTokenSource();
        var token = load.Token;
        _load = load;
        try
        {
            var id = LeadId;
            var found = await Queries.FindAsync(id, token);
            var explained = found is null ? null : await Champions.ExplainAsync(id, token);
            var (before, after) = isArriving
                ? await Queries.NeighboursAsync(id, LeadFilter.Parse(Page.Nav.Uri), token)
                : (previous, next);
            if (!ReferenceEquals(load, _load))
            {
                return;
            }

            (detail, score, previous, next) = (found, explained, before, after);
            if (isArriving)
            {
                (error, reason, note, amount) = (null, null, null, found?.Lead.ValueAmount);
            }

            isLoading = false;
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // A newer load shows its own lead, or the page is gone.
        }
    }

    private void EndLoad()
    {
        _load?.Cancel();
        _load?.Dispose();
        _load = null;
    }

    private void OnRescored(IReadOnlyCollection<int> leadIds) =>
        _ = InvokeAsync(async () =>
        {
            if (detail is { } shown && leadIds.Contains(shown.Lead.Id) && _load is not null)
            {
                await LoadAsync(isArriving: shown.Lead.Id != LeadId);
                StateHasChanged();
            }
        });

    /// <summary>Marks the lead that is shown, also while the next one is being loaded.</summary>
    private async Task RecordAsync(OutcomeKind outcome)
    {
        if (detail?.Lead is { } lead)
        {
            await ShowAsync(
                await Outcomes.RecordAsync(
                    lead.Id,
                    outcome,
                    outcome == OutcomeKind.Won ? amount : null,
                    outcome == OutcomeKind.Lost ? reason : null,
                    await Page.Actors.GetAsync(),
                    new ScoreShown(lead.Probability, lead.ModelVersionId)
                )
            );
        }
    }

    private async Task UndoAsync()
    {
        var standing = detail?.Outcomes.FirstOrDefault(outcome => outcome.UndoneUtc is null);
        await ShowAsync(
            standing is null
                ? OutcomeErrors.NothingToUndo
                : await Outcomes.UndoAsync(standing.Id, await Page.Actors.GetAsync())
        );
    }

    private async Task ShowAsync(Result<Outcome> result)
    {
        await LoadAsync(isArriving: detail?.Lead.Id != LeadId);
        error = MessageTexts.Say(result.Error);
    }

    private async Task LogAsync()
    {
        if (detail is { } shown)
        {
            await ActivityLog.LogAsync(shown.Lead.Id, kind, note, await Page.Actors.GetAsync());
            note = null;
            await LoadAsync(isArriving: shown.Lead.Id != LeadId);
        }
    }

    private void Go(int? leadId)
    {
        if (leadId is { } id)
        {
            Page.Nav.NavigateTo($"/leads/{id}{Query}");
        }
    }
}
