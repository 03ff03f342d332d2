using LeadDashboard.App.Duplicates;
using LeadDashboard.App.Jobs;
using LeadDashboard.App.Messages;
using LeadDashboard.Core.Jobs;
using LeadDashboard.Core.Matching;
using LeadDashboard.Core.Matching.Merging;
using LeadDashboard.Web.Components.Shared;
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

    /// <summary>What was decided here, newest last: a merge or a dismissed pair.</summary>
    private readonly List<(int? MergeId, int? PairId)> done = [];
    private readonly Dictionary<string, int> choices = new(StringComparer.Ordinal);
    private string view = "open";
    private DuplicateCounts? counts;
    private IReadOnlyList<PairItem> pairs = [];
    private IReadOnlyList<MergeItem> merges = [];
    private IReadOnlyList<string> conflicts = [];
    private PairDetail? detail;
    private int conflictId;
    private int survivorId;
    private int? jobId;
    private bool hasSearched;
    private bool isHelpShown;
    private bool isAsking;
    private bool isBusy;
    private string? error;
    private KeyListener? keys;

    /// <summary>"open" (or nothing), "merged" or "dismissed".</summary>
    [SupplyParameterFromQuery(Name = "view")]
    public string? ViewName { get; set; }

    [SupplyParameterFromQuery(Name = "pair")]
    public int? PairId { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        var next = ViewName is "merged" or "dismissed" ? ViewName : "open";
        if (counts is null || next != view)
        {
            view = next;
            detail = null;
            await LoadAsync();
            foreach (var kind in Kinds)
            {
                var latest = await Jobs.LatestAsync(kind, CancellationToken.None);
                jobId = latest is { IsActive: true } ? latest.Id : jobId;
                hasSearched |= kind == DuplicatesModule.FindDuplicates.Name && latest is { Status: JobStatus.Done };
            }
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            keys = await KeyListener.StartAsync(Js, this);
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

    public async ValueTask DisposeAsync()
    {
        if (keys is not null)
        {
            await keys.DisposeAsync();
        }
    }

    private async Task LoadAsync()
    {
        counts = await Queries.CountsAsync();
        merges = view == "merged" ? await Queries.MergesAsync() : [];
        pairs =
            view == "merged"
                ? []
                : await Queries.PairsAsync(view == "dismissed" ? PairState.NotDuplicate : PairState.Open);
        var wanted = detail?.Pair.Id ?? PairId;
        await ShowAsync(
            pairs.Any(pair => pair.Id == wanted) ? wanted
            : pairs.Count > 0 ? pairs[0].Id
            : null
        );
    }

    private async Task ShowAsync(int? pairId)
    {
        choices.Clear();
        detail = pairId is { } id ? await Queries.FindAsync(id) : null;
        survivorId = detail is null ? 0 : MergeRules.SurvivorOf(detail.Left, detail.Right).Id;
        if (detail is not null && keys is not null)
        {
            // The address tells the pair: it survives a reload and can be sent to a colleague.
            Nav.NavigateTo(
                $"/duplicates?{(view == "open" ? "" : $"view={view}&")}pair={detail.Pair.Id}",
                replace: true
            );
            await Js.InvokeVoidAsync("leads.reveal", $"#pair-{detail.Pair.Id}");
        }
    }

    private Task NextAsync() => StepAsync(1);

    private async Task StepAsync(int step)
    {
        var index = pairs.ToList().FindIndex(pair => pair.Id == detail?.Pair.Id);
        if (index >= 0 && index + step >= 0 && index + step < pairs.Count)
        {
            await ShowAsync(pairs[index + step].Id);
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
            var index = pairs.ToList().FindIndex(pair => pair.Id == detail.Pair.Id);
            await decide(detail.Pair.Id);
            detail = null;
            await LoadAsync();
            if (index > 0 && index < pairs.Count)
            {
                await ShowAsync(pairs[index].Id);
            }
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
        await LoadAsync();
        await ShowIfThereAsync(pairId.Value);
    }

    private async Task UndoMergeAsync(int mergeId, bool keepEdits)
    {
        conflicts = [];
        var undone = await Service.UndoMergeAsync(mergeId, keepEdits, await Actors.GetAsync());
        if (undone.Error == DuplicateErrors.Edited)
        {
            conflictId = mergeId;
            conflicts = await Service.ConflictsAsync(mergeId);
            return;
        }

        error = MessageTexts.Say(undone.Error);
        done.RemoveAll(step => step.MergeId == mergeId);
        await LoadAsync();
    }

    private async Task ShowIfThereAsync(int pairId)
    {
        if (pairs.Any(pair => pair.Id == pairId))
        {
            await ShowAsync(pairId);
        }
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
        hasSearched |= job.Kind == DuplicatesModule.FindDuplicates.Name;
        await LoadAsync();
    }
}
