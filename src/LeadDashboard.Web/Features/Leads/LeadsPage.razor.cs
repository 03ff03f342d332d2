using LeadDashboard.App.Leads;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Events;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Settings;
using LeadDashboard.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;

namespace LeadDashboard.Web.Features.Leads;

/// <summary>
/// The list of leads. Its whole state is in the address, so that it can be shared and survives a lost connection.
/// </summary>
public sealed partial class LeadsPage
{
    private static readonly (string Value, string Text)[] Sorts =
    [
        ("-score", "Hottest first"),
        ("score", "Coldest first"),
        ("-created", "Newest first"),
        ("-activity", "Latest activity first"),
        ("-value", "Highest value first"),
        ("name", "Name A–Z"),
        ("company", "Company A–Z"),
    ];

    private const string AllDecided =
        "{0} decided leads are in: the model learns from them. Bring in the leads that are still open, and they will "
        + "be ranked here.";

    private LeadFilter filter = new();
    private DataTable<LeadRow>? table;
    private Dictionary<string, object?> searchAttributes = [];
    private int count;
    private string search = "";

    [CascadingParameter]
    private ViewerZone? Viewer { get; set; }

    /// <summary>What the page reads; further rows are asked for by the grid.</summary>
    /// <param name="Actor">Who looks.</param>
    /// <param name="Currency">Of the company.</param>
    /// <param name="Campaigns">Names by id.</param>
    /// <param name="Owners">Names by id.</param>
    /// <param name="HasNone">There is no lead at all.</param>
    /// <param name="First">Of the leads that the filter of the address finds.</param>
    /// <param name="DecidedCount">Won and lost leads, where no lead is open.</param>
    public sealed record Reading(
        Actor Actor,
        string Currency,
        IReadOnlyDictionary<int, string> Campaigns,
        IReadOnlyDictionary<string, string> Owners,
        bool HasNone,
        TablePage<LeadRow> First,
        int DecidedCount
    );

    private static readonly string[] Statuses = ["Open", "Won", "Lost", "All"];

    private string Currency => Data?.Currency ?? new CompanySettings().Currency;

    protected override void OnInitialized()
    {
        filter = LeadFilter.Parse(Nav.Uri);
        search = filter.Search ?? "";
        searchAttributes = Aria.Label(L["Search name, company, e-mail"]);
        Nav.LocationChanged += OnLocationChanged;
    }

    protected override bool Concerns(OutboxEvent entry) => true;

    private bool MayImport => Data?.Actor.Can(Permission.ImportData) == true;

    private string Status => filter.IsClosed ? "" : filter.Status?.ToString() ?? "All";

    protected override async Task<Reading> ReadAsync(Actor actor, CancellationToken token)
    {
        var found = await Queries.PageAsync(actor, filter, 0, DataTable<LeadRow>.FirstCount, token);
        var isEmpty = found.TotalCount == 0;
        return new Reading(
            actor,
            (await Settings.ReadAsync<CompanySettings>(token)).Currency,
            await Queries.CampaignNamesAsync(actor, token),
            await Queries.OwnerNamesAsync(actor, token),
            isEmpty && !await Queries.AnyAsync(actor, token),
            new TablePage<LeadRow>(found.Rows, found.TotalCount),
            isEmpty && filter == new LeadFilter()
                ? (await Queries.PageAsync(actor, LeadFilter.Decided, 0, 1, token)).TotalCount
                : 0
        );
    }

    protected override void Show(Reading data, bool isNewSubject)
    {
        count = data.First.TotalCount;
        if (!isNewSubject)
        {
            _ = RunAsync(ReloadRowsAsync);
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await ListenToKeysAsync(this);
        }
    }

    /// <summary>j and k move through the rows, Enter opens, / searches.</summary>
    [JSInvokable]
    public async Task OnKey(string key)
    {
        if (key == "/")
        {
            await Js.InvokeVoidAsync("leads.focus", "#lead-search");
        }
        else if (key is "j" or "k")
        {
            table?.Move(key == "j" ? 1 : -1);
        }
        else if (key == "Enter" && table?.Current is { } lead)
        {
            Open(lead.Id);
        }
    }

    protected override ValueTask DisposeAsyncCore()
    {
        Nav.LocationChanged -= OnLocationChanged;
        return base.DisposeAsyncCore();
    }

    private async Task<TablePage<LeadRow>> ReadRowsAsync(TableRange range, CancellationToken token)
    {
        var page = await Queries.PageAsync(await Actors.GetAsync(), filter, range.Skip, range.Take, token);
        if (page.TotalCount != count)
        {
            // The rows are read on another thread than the page's.
            _ = RunAsync(() =>
            {
                count = page.TotalCount;
                StateHasChanged();
                return Task.CompletedTask;
            });
        }

        return new TablePage<LeadRow>(page.Rows, page.TotalCount);
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e) =>
        _ = RunAsync(async () =>
        {
            if (
                !new Uri(e.Location).AbsolutePath.Equals("/leads", StringComparison.Ordinal)
                || LeadFilter.Parse(e.Location) == filter
            )
            {
                return;
            }

            filter = LeadFilter.Parse(e.Location);
            search = filter.Search ?? "";
            await ReloadRowsAsync();
        });

    private async Task ReloadRowsAsync()
    {
        StateHasChanged();
        await (table?.ReloadAsync() ?? Task.CompletedTask);
    }

    private void Filter(LeadFilter next) => Nav.NavigateTo("/leads" + next.ToQuery());

    private void Search(string? text)
    {
        search = text ?? "";
        var wanted = search.Trim();
        if (wanted != (filter.Search ?? ""))
        {
            Replace(filter with { Search = wanted.Length == 0 ? null : wanted });
        }
    }

    private void SortBy(string sort) => Replace(filter with { Sort = sort });

    /// <summary>The way back leads to the page before, not through each letter that was typed.</summary>
    private void Replace(LeadFilter next) => Nav.NavigateTo("/leads" + next.ToQuery(), replace: true);

    private void FilterStatus(string? status) =>
        Filter(
            filter with
            {
                Status = Enum.TryParse<LeadStatus>(status, out var known) ? known : null,
                IsClosed = false,
            }
        );

    private string SortWord(string? sort) => L[Sorts.FirstOrDefault(known => known.Value == sort).Text ?? ""];

    private bool IsMine => filter.OwnerId is not null && filter.OwnerId == Data?.Actor.UserId;

    private void ToggleMine() =>
        Filter(filter with { OwnerId = filter.OwnerId is null ? Data?.Actor.UserId : null, WithUnassigned = false });

    private string Export(string kind) => $"/leads/export.{kind}{filter.ToQuery()}";

    private string? Campaign(LeadRow lead) =>
        lead.CampaignId is { } id ? Data?.Campaigns.GetValueOrDefault(id) : "–";

    private string? Owner(LeadRow lead) =>
        lead.OwnerId is { } id ? Data?.Owners.GetValueOrDefault(id) : lead.OwnerText ?? "–";

    private void Open(int leadId) => Nav.NavigateTo(Href(leadId));

    private string Href(int leadId) => $"/leads/{leadId}{filter.ToQuery()}";

    private string Name(LeadRow lead) => LeadNames.Of(lead.Name, lead.Id, L);

    /// <summary>Filters that have no control of their own, each with the filter that lacks it.</summary>
    private IEnumerable<(string Text, LeadFilter Without)> Extra()
    {
        if (filter.IsClosed)
        {
            yield return (L["Won or lost"], filter with { IsClosed = false });
        }

        if (filter.OwnerId is not null && filter.WithUnassigned)
        {
            yield return (L["Unassigned too"], filter with { WithUnassigned = false });
        }

        if (filter.SilentDays is { } days)
        {
            yield return (L["Silent for {0} days", days], filter with { SilentDays = null });
        }

        if (filter.Source is { } source)
        {
            yield return (source, filter with { Source = null });
        }

        if (filter.CampaignId is { } campaign)
        {
            yield return (
                campaign switch
                {
                    0 => L["No campaign"],
                    LeadFilter.AnyCampaign => L["Any campaign"],
                    _ => Data?.Campaigns.GetValueOrDefault(campaign) ?? L["Campaign"],
                },
                filter with
                {
                    CampaignId = null,
                }
            );
        }

        if (filter.Channel is { } channel)
        {
            yield return (channel.Length == 0 ? L["No channel"] : channel, filter with { Channel = null });
        }

        if (filter.IsUndated)
        {
            yield return (L["Without a date of arrival"], filter with { IsUndated = false });
        }

        if (filter.FromDay is not null || filter.ToDay is not null)
        {
            yield return (
                $"{Format.Day(filter.FromDay)} – {Format.Day(filter.ToDay)}",
                filter with
                {
                    FromDay = null,
                    ToDay = null,
                }
            );
        }

        if (filter.ClosedFromDay is not null || filter.ClosedToDay is not null)
        {
            yield return (
                L["Decided {0} – {1}", Format.Day(filter.ClosedFromDay), Format.Day(filter.ClosedToDay)],
                filter with
                {
                    ClosedFromDay = null,
                    ClosedToDay = null,
                }
            );
        }

        if (filter.ImportBatchId is { } batch)
        {
            yield return (L["Import {0}", batch], filter with { ImportBatchId = null });
        }
    }
}
