using LeadDashboard.App.Duplicates;
using LeadDashboard.App.Jobs;
using LeadDashboard.App.Messages;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Events;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Core.Matching;
using LeadDashboard.Core.Matching.Merging;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace LeadDashboard.Web.Features.Duplicates;

/// <summary>The review queue: one key per decision.</summary>
public sealed partial class DuplicatesPage
{
    private static readonly string[] Kinds =
    [
        DuplicatesModule.FindDuplicates.Name,
        DuplicatesModule.MergeDuplicates.Name,
        DuplicatesModule.UndoMerges.Name,
    ];

    private const string Keys =
        "Keys: j next · k previous · m merge · n not a duplicate · s skip · 1 or 2 keep the left or right "
        + "lead · u undo · ? this help";

    private const string Sure =
        "Merge {0} pairs by the rules below? Only pairs that no third lead contradicts are taken, and the whole batch "
        + "can be undone.";

    private const string Ruled =
        "Pairs that you mark as two different leads are listed here and are not asked about again.";

    private const string Once = "Every lead seems to be there once. After the next import they are compared again.";

    private const string HowCompared =
        "Leads are compared by name, e-mail, phone, company, address and birth date; typing errors, nicknames and "
        + "swapped names are found too.";

    private static readonly string[] Rules =
    [
        "The lead with more filled fields is kept, of two equal ones the older; you may choose the other one.",
        "A filled value beats an empty one; of two values the newer lead's is kept, for the name the fuller one; you "
            + "may choose for each field. Notes of both are kept.",
        "Won beats lost beats open. Two wins are added, unless amount or closing day say that they are the same deal.",
        "The first touch keeps its campaign: cost and credit stay with the earlier lead's campaign.",
        "Activities and outcomes move along, the score is computed anew, and no consent beats consent.",
    ];

    /// <summary>What was decided here, newest last: a merge or a dismissed pair.</summary>
    private readonly List<(int? MergeId, int? PairId)> done = [];
    private readonly Dictionary<string, int> choices = new(StringComparer.Ordinal);
    private string view = "open";
    private IReadOnlyList<string> conflicts = [];
    private PairDetail? detail;
    private int conflictId;
    private int survivorId;
    private int? wantedId;
    private int? jobId;
    private bool isReady;
    private bool isHelpShown;
    private bool isAsking;
    private bool isBusy;
    private string? error;

    /// <summary>What the page reads.</summary>
    /// <param name="Counts">Of the three views.</param>
    /// <param name="Pairs">Of the view; empty for merges.</param>
    /// <param name="Merges">Empty for pairs.</param>
    /// <param name="Detail">The pair to decide next.</param>
    /// <param name="JobId">A search, a merge or its undoing under way.</param>
    /// <param name="HasSearched">A search has ended: no pair means that there is none.</param>
    public sealed record Reading(
        DuplicateCounts Counts,
        IReadOnlyList<PairItem> Pairs,
        IReadOnlyList<MergeItem> Merges,
        PairDetail? Detail,
        int? JobId,
        bool HasSearched
    );

    /// <summary>"open" (or nothing), "merged" or "dismissed".</summary>
    [SupplyParameterFromQuery(Name = "view")]
    public string? ViewName { get; set; }

    [SupplyParameterFromQuery(Name = "pair")]
    public int? PairId { get; set; }

    private IEnumerable<(string Name, string Address, string Title, int Count)> Views(DuplicateCounts counts) =>
        [
            ("open", "/duplicates", L["To review"], counts.OpenCount),
            ("merged", "/duplicates?view=merged", L["Merged"], counts.MergedCount),
            ("dismissed", "/duplicates?view=dismissed", L["Not duplicates"], counts.DismissedCount),
        ];

    private IReadOnlyList<PairItem> Pairs => Data?.Pairs ?? [];

    protected override object Subject => view;

    protected override Task OnParametersSetAsync()
    {
        var next = ViewName is "merged" or "dismissed" ? ViewName : "open";
        if (Data is null || next != view)
        {
            (view, wantedId) = (next, PairId);
        }

        return base.OnParametersSetAsync();
    }

    protected override bool Concerns(OutboxEvent entry) =>
        entry.Kind is EventKinds.LeadsMerged or EventKinds.MergeUndone or EventKinds.LeadsImported;

    protected override bool Concerns(JobSnapshot job) => Kinds.Contains(job.Kind) && job.Id != jobId;

    protected override async Task<Reading> ReadAsync(Actor actor, CancellationToken token)
    {
        var counts = await Queries.CountsAsync(actor, token);
        var merges = view == "merged" ? await Queries.MergesAsync(actor, token) : [];
        var state = view == "dismissed" ? PairState.NotDuplicate : PairState.Open;
        var pairs = view == "merged" ? [] : await Queries.PairsAsync(actor, state, token);
        var pairId =
            pairs.Any(pair => pair.Id == wantedId) ? wantedId
            : pairs.Count > 0 ? pairs[0].Id
            : null;
        int? activeId = null;
        var hasSearched = false;
        foreach (var kind in Kinds)
        {
            var latest = await Jobs.LatestAsync(actor, kind, token);
            activeId = latest is { IsActive: true } ? latest.Id : activeId;
            hasSearched |= kind == DuplicatesModule.FindDuplicates.Name && latest is { Status: JobStatus.Done };
        }

        return new Reading(
            counts,
            pairs,
            merges,
            pairId is { } id ? await Queries.FindAsync(actor, id, token) : null,
            activeId,
            hasSearched
        );
    }

    protected override void Show(Reading data, bool isNewSubject)
    {
        jobId ??= data.JobId;
        Show(data.Detail);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await ListenToKeysAsync(this);
            isReady = true;
        }
    }

    [JSInvokable]
    public async Task OnKey(string key)
    {
        switch (key)
        {
            case "j" or "s":
                await NextAsync();
                break;
            case "k":
                await StepAsync(-1);
                break;
            case "m" when view == "open":
                await MergeAsync();
                break;
            case "n" when view == "open":
                await DismissAsync();
                break;
            case "1" when detail is not null:
                KeepLead(detail.Left.Id);
                break;
            case "2" when detail is not null:
                KeepLead(detail.Right.Id);
                break;
            case "u":
                await UndoLastAsync();
                break;
            case "?":
                isHelpShown = !isHelpShown;
                break;
            case "Escape":
                isAsking = false;
                conflicts = [];
                break;
            default:
                return;
        }

        StateHasChanged();
    }

    private async Task ShowAsync(int pairId) => Show(await Queries.FindAsync(await Actors.GetAsync(), pairId, Token));

    /// <summary>Choices stay as long as the pair does.</summary>
    private void Show(PairDetail? next)
    {
        var isOther = next?.Pair.Id != detail?.Pair.Id;
        (detail, wantedId) = (next, next?.Pair.Id);
        if (isOther)
        {
            choices.Clear();
            survivorId = detail is null ? 0 : MergeRules.SurvivorOf(detail.Left, detail.Right).Id;
        }

        if (isOther && isReady && detail is { } shown)
        {
            // The address tells the pair: it survives a reload and can be sent to a colleague.
            Nav.NavigateTo($"/duplicates?{(view == "open" ? "" : $"view={view}&")}pair={shown.Pair.Id}", replace: true);
            _ = RunAsync(() => Js.InvokeVoidAsync("leads.reveal", $"#pair-{shown.Pair.Id}").AsTask());
        }
    }

    private Task NextAsync() => StepAsync(1);

    private async Task StepAsync(int step)
    {
        var index = Pairs.ToList().FindIndex(pair => pair.Id == detail?.Pair.Id);
        if (index >= 0 && index + step >= 0 && index + step < Pairs.Count)
        {
            await ShowAsync(Pairs[index + step].Id);
        }
    }

    private void KeepLead(int leadId) => survivorId = leadId;

    private void Choose((string Field, int LeadId) choice) => choices[choice.Field] = choice.LeadId;

    private Task MergeAsync() =>
        DecideAsync(async pair =>
        {
            var merged = await Service.MergeAsync(pair, survivorId, choices, await Actors.GetAsync());
            error = MessageTexts.Say(merged.Error);
            if (merged.IsOk)
            {
                done.Add((merged.Value.Id, null));
            }
        });

    private Task DismissAsync() =>
        DecideAsync(async pair =>
        {
            var dismissed = await Service.DismissAsync(pair, await Actors.GetAsync());
            error = MessageTexts.Say(dismissed.Error);
            if (dismissed.IsOk)
            {
                done.Add((null, pair));
            }
        });

    private Task ReopenAsync() =>
        DecideAsync(async pair =>
            error = MessageTexts.Say((await Service.ReopenAsync(pair, await Actors.GetAsync())).Error)
        );

    /// <summary>Decides the pair shown and goes on to the one behind it; a key pressed twice decides once.</summary>
    private async Task DecideAsync(Func<int, Task> decide)
    {
        if (detail is null || isBusy)
        {
            return;
        }

        isBusy = true;
        try
        {
            var behind = Pairs.SkipWhile(pair => pair.Id != detail.Pair.Id).Skip(1).FirstOrDefault();
            await decide(detail.Pair.Id);
            wantedId = behind?.Id;
            await ReadAgainAsync();
        }
        finally
        {
            isBusy = false;
        }
    }

    private async Task UndoLastAsync()
    {
        if (done.Count == 0 || isBusy)
        {
            return;
        }

        var (mergeId, pairId) = done[^1];
        done.RemoveAt(done.Count - 1);
        if (mergeId is { } merge)
        {
            await UndoMergeAsync(merge, false);
            return;
        }

        error = MessageTexts.Say((await Service.ReopenAsync(pairId!.Value, await Actors.GetAsync())).Error);
        wantedId = pairId;
        await ReadAgainAsync();
    }

    private async Task UndoMergeAsync(int mergeId, bool keepEdits)
    {
        conflicts = [];
        var undone = await Service.UndoMergeAsync(mergeId, keepEdits, await Actors.GetAsync());
        if (undone.Error == DuplicateErrors.Edited)
        {
            conflictId = mergeId;
            conflicts = await Service.ConflictsAsync(mergeId, await Actors.GetAsync(), Token);
            return;
        }

        error = MessageTexts.Say(undone.Error);
        done.RemoveAll(step => step.MergeId == mergeId);
        await ReadAgainAsync();
    }

    private async Task FindAsync() => jobId = await Service.FindNowAsync(await Actors.GetAsync());

    private async Task MergeAllAsync()
    {
        isAsking = false;
        jobId = await Service.MergeAboveAsync(DuplicateQueries.SureProbability, await Actors.GetAsync());
    }

    private async Task UndoGroupAsync(string groupKey) =>
        jobId = await Service.UndoGroupAsync(groupKey, await Actors.GetAsync());

    private async Task OnJobFinishedAsync(JobSnapshot job)
    {
        jobId = job.Status == JobStatus.Failed ? jobId : null;
        await ReadAgainAsync();
    }
}
