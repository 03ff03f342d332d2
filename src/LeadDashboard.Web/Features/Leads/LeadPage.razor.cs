using LeadDashboard.App.Leads;
using LeadDashboard.App.Messages;
using LeadDashboard.App.Outcomes;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Events;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Outcomes;
using LeadDashboard.Core.Results;
using LeadDashboard.Core.Scoring;
using LeadDashboard.Core.Settings;
using LeadDashboard.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace LeadDashboard.Web.Features.Leads;

/// <summary>One lead: the score, why, what happened, and the outcome in one key.</summary>
public sealed partial class LeadPage
{
    /// <summary>Widest range, as a probability, whose ends are told.</summary>
    private const double MaxToldRange = 0.4;

    private const string TrainFirst =
        "A model must be trained first; then every open lead gets a score with its reasons.";

    private bool isHelpShown;
    private string? error;
    private OutcomeForm? outcomeForm;

    [Parameter]
    public int LeadId { get; set; }

    /// <summary>What the page reads; without detail there is no such lead.</summary>
    public sealed record Reading(Actor Actor, int LeadId, string Currency)
    {
        public LeadDetail? Detail { get; init; }

        /// <summary>The stored score with every reason; null without one.</summary>
        public LeadScore? Score { get; init; }

        /// <summary>The lead before in the list that the page came from.</summary>
        public int? Previous { get; init; }
        public int? Next { get; init; }
    }

    private Lead? Shown => Data?.Detail?.Lead;

    private bool MayRecord => Data?.Actor.Can(Permission.RecordOutcomes) == true;

    private bool MayEdit => Data?.Actor.Can(Permission.EditLeads) == true;

    private double? Probability => Shown?.Probability;

    private string Query => new Uri(Nav.Uri).Query;

    private string Title => LeadNames.Of(Shown!.Name, Shown.Id, L);

    private string Sub =>
        string.Join(
            " · ",
            new[] { Shown!.Title, Shown.Company, Shown.Country }.Where(text => !string.IsNullOrEmpty(text))
        );

    /// <summary>0..100, as a rep reads it.</summary>
    private static string Points(double? probability) => Format.Score(probability);

    private static double? Scored(ScoreReceipt receipt) => receipt.Probability * 100;

    /// <summary>A wide range says in words that the score is unsure; its ends would say nothing.</summary>
    private string Range(Lead lead) =>
        lead is not { ProbabilityLow: { } low, ProbabilityHigh: { } high } ? ""
        : high - low > MaxToldRange ? L["Unsure: too few leads like this one are known."]
        : L["likely between {0} and {1}", Points(low), Points(high)];

    protected override object Subject => LeadId;

    /// <summary>The score that follows an activity is shown at once, and little happens to one lead.</summary>
    protected override TimeSpan Pause => TimeSpan.FromMilliseconds(200);

    /// <summary>What happened to this lead, or to so many that it may be one of them.</summary>
    protected override bool Concerns(OutboxEvent entry) =>
        entry.LeadIds() is { Count: > 0 } ids ? ids.Contains(LeadId) : entry.EntityId is null;

    protected override async Task<Reading> ReadAsync(Actor actor, CancellationToken token)
    {
        var id = LeadId;
        var currency = (await Settings.ReadAsync<CompanySettings>(token)).Currency;
        if (await Queries.FindAsync(actor, id, token) is not { } found)
        {
            return new Reading(actor, id, currency);
        }

        // A lead that is closed here leaves the list: its neighbours are those it had on arriving.
        var (previous, next) =
            Data is { } known && known.LeadId == id
                ? (known.Previous, known.Next)
                : await Queries.NeighboursAsync(actor, id, LeadFilter.Parse(Nav.Uri), token);
        return new Reading(actor, id, currency)
        {
            Detail = found,
            Score = await Champions.ExplainAsync(actor, id, token),
            Previous = previous,
            Next = next,
        };
    }

    protected override void Show(Reading data, bool isNewSubject)
    {
        if (isNewSubject)
        {
            error = null;
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await ListenToKeysAsync(this);
        }
    }

    [JSInvokable]
    public async Task OnKey(string key)
    {
        switch (key)
        {
            case "1" when MayRecord:
                await CloseAsync(OutcomeKind.Won);
                break;
            case "2" when MayRecord:
                await CloseAsync(OutcomeKind.Lost);
                break;
            case "u" when MayRecord:
                await UndoAsync();
                break;
            case "j":
                Open(Data?.Next);
                break;
            case "k":
                Open(Data?.Previous);
                break;
            case "?":
                isHelpShown = !isHelpShown;
                break;
        }

        StateHasChanged();
    }

    /// <summary>By key: with what the form holds. A lead that is closed has no form, and is refused as it is.</summary>
    private async Task CloseAsync(OutcomeKind kind)
    {
        if (Shown is { Status: LeadStatus.Open } && outcomeForm is { } form)
        {
            await form.SendAsync(kind);
        }
        else if (Shown is { } lead)
        {
            await RecordAsync(lead, new OutcomeEntry(kind));
        }
    }

    /// <summary>Marks the lead that is shown, also while the next one is being loaded.</summary>
    private async Task RecordAsync(Lead lead, OutcomeEntry entry) =>
        await ShowAsync(
            await Outcomes.RecordAsync(
                lead.Id,
                entry,
                await Actors.GetAsync(),
                new ScoreShown(lead.Probability, lead.Segment, lead.ModelVersionId)
            )
        );

    private async Task UndoAsync()
    {
        var standing = Data?.Detail?.Outcomes.FirstOrDefault(outcome => outcome.UndoneUtc is null);
        await ShowAsync(
            standing is null
                ? OutcomeErrors.NothingToUndo
                : await Outcomes.UndoAsync(standing.Id, await Actors.GetAsync())
        );
    }

    private async Task ShowAsync(Result<Outcome> result)
    {
        await ReadAgainAsync();
        error = MessageTexts.Say(result.Error);
    }

    /// <returns>Whether it is written; a text that was refused stays in the form.</returns>
    private async Task<bool> LogAsync(Lead lead, ActivityEntry entry)
    {
        var result = await Activities.LogAsync(lead.Id, entry, await Actors.GetAsync());
        await ReadAgainAsync();
        error = MessageTexts.Say(result.Error);
        return result.IsOk;
    }

    private void Open(int? leadId)
    {
        if (leadId is { } id)
        {
            Nav.NavigateTo($"/leads/{id}{Query}");
        }
    }
}
