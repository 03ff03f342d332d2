using System.Globalization;
using LeadDashboard.App.Importing.Upload;
using LeadDashboard.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace LeadDashboard.Web.Features.Importing;

/// <summary>
/// Takes files from the browser, each on its own; the ids of those that arrived stand in the address, so that a reload
/// keeps them.
/// </summary>
public sealed partial class NewImportPage
{
    private readonly List<Upload> uploads = [];
    private readonly List<UploadedFolder> folders = [];
    private DotNetObjectReference<NewImportPage>? self;
    private IJSObjectReference? sender;
    private string interrupted = "";
    private bool isReady;

    [SupplyParameterFromQuery(Name = "files")]
    public string? Files { get; set; }

    /// <summary>
    /// Files that have arrived. The address follows them: two that arrive together must not overwrite each other there.
    /// </summary>
    private IReadOnlyList<int> Ids { get; set; } = [];

    /// <summary>What has arrived stands in the list below.</summary>
    private List<Upload> Shown => uploads.FindAll(upload => upload.IsUnderWay || upload.Error is not null);

    private string State(Upload upload) =>
        upload.IsPaused ? L["Connection lost. The upload goes on by itself."]
        : upload.Percent is not { } percent ? L["Waiting"]
        : percent < 100 ? L["Uploading: {0} %", percent]
        : L["Reading the file"];

    protected override void OnInitialized() =>
        Ids = [
            .. (Files ?? "")
                .Split(',')
                .Select(text =>
                    int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0
                )
                .Where(id => id > 0)
                .Distinct()
                .Take(100),
        ];

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            self = DotNetObjectReference.Create(this);
            await using var module = await Js.InvokeAsync<IJSObjectReference>("import", "./js/uploads.js");
            sender = await module.InvokeAsync<IJSObjectReference>("start", self, "#file", "#folder", "#drop");
            isReady = true;
            StateHasChanged();
        }
    }

    /// <summary>Names of the files that were under way when the page was left.</summary>
    [JSInvokable]
    public void OnInterrupted(string[] names)
    {
        interrupted = string.Join(", ", names.Take(20));
        StateHasChanged();
    }

    [JSInvokable]
    public void OnChosen(int key, string name, long sizeBytes)
    {
        interrupted = "";
        uploads.Add(new Upload(key, name, sizeBytes));
        StateHasChanged();
    }

    /// <summary>A folder was dropped or chosen.</summary>
    [JSInvokable]
    public void OnFolder(string name, int taken, int leftOut)
    {
        folders.Add(new UploadedFolder(name, taken, leftOut));
        StateHasChanged();
    }

    [JSInvokable]
    public void OnProgress(int key, int percent) =>
        Change(key, upload => upload with { Percent = percent, IsPaused = false });

    /// <summary>The connection was lost; the browser tries again.</summary>
    [JSInvokable]
    public void OnPaused(int key) => Change(key, upload => upload with { IsPaused = true });

    [JSInvokable]
    public void OnDone(int key, int batchId)
    {
        Change(key, upload => upload with { BatchId = batchId });
        if (uploads.Count == 1 && Ids.Count == 0)
        {
            Nav.NavigateTo($"/imports/{batchId}/map");
        }
        else
        {
            Keep([.. Ids, batchId]);
        }
    }

    /// <param name="reason">A sentence of the server, or what the browser noticed: "stopped", "lost".</param>
    [JSInvokable]
    public void OnRefused(int key, string reason) =>
        Change(
            key,
            upload =>
                upload with
                {
                    Error = reason switch
                    {
                        "stopped" => L["You stopped the upload. Nothing of it was kept."],
                        "lost" or "" => L[
                            "The upload was interrupted. Check the connection and choose the file again: it goes on "
                                + "where it stopped."
                        ],
                        _ => reason,
                    },
                }
        );

    protected override async ValueTask DisposeAsyncCore()
    {
        self?.Dispose();
        await sender.EndAsync("dispose");
        await base.DisposeAsyncCore();
    }

    private string Say(UploadedFolder folder) =>
        folder.Taken == 0
            ? L["{0}: no file in this folder can be read.", folder.Name]
            : L["{0}: {1} files taken, {2} left out (of other kinds, or beyond 100).", folder.Name, folder.Taken,
                folder.LeftOut];

    private async Task StopAsync(int key)
    {
        if (sender is not null)
        {
            await sender.InvokeVoidAsync("stop", key);
        }
    }

    private void Keep(IReadOnlyList<int> ids)
    {
        Ids = ids;
        Nav.NavigateTo(
            ids.Count == 0 ? "/imports/new" : "/imports/new?files=" + string.Join(',', ids),
            new NavigationOptions { ReplaceHistoryEntry = true }
        );
    }

    private void Change(int key, Func<Upload, Upload> change)
    {
        var index = uploads.FindIndex(upload => upload.Key == key);
        if (index >= 0)
        {
            uploads[index] = change(uploads[index]);
            StateHasChanged();
        }
    }

    private static string SizeOf(long bytes) =>
        bytes < 1_000_000
            ? string.Create(CultureInfo.CurrentCulture, $"{Math.Max(1, bytes / 1_000):N0} KB")
            : string.Create(CultureInfo.CurrentCulture, $"{bytes / 1_000_000.0:N1} MB");

    /// <param name="LeftOut">Files of other kinds, or beyond the hundredth.</param>
    private sealed record UploadedFolder(string Name, int Taken, int LeftOut);
}
