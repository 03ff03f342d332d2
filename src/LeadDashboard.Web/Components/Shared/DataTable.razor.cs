using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using MudBlazor;

namespace LeadDashboard.Web.Components.Shared;

/// <summary>The rows that are in view.</summary>
/// <param name="Skip">Rows before them.</param>
/// <param name="Take">At most.</param>
/// <param name="Sort">Name of the column; "-" before it = descending.</param>
public sealed record TableRange(int Skip, int Take, string Sort);

/// <summary>Rows of a range, and how many there are in all.</summary>
public sealed record TablePage<TRow>(IReadOnlyList<TRow> Rows, int TotalCount);

/// <summary>
/// A table of any length. Rows are read on another thread than the circuit's, a range that went out of view is not
/// read to its end, and rows are the same when their <see cref="Key"/> is.
/// </summary>
public sealed partial class DataTable<TRow>
    where TRow : class
{
    /// <summary>Of the style sheet; the scroll bar is drawn from it.</summary>
    private const int RowHeight = 44;
    private const int CardHeight = 96;
    private const int Overscan = 8;

    /// <summary>Rows that the page reads beforehand (<see cref="First"/>): those of a usual window and what the
    /// grid draws beyond it.</summary>
    public const int FirstCount = 40;

    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(400);

    private readonly TableOrder order = new();
    private MudDataGrid<TRow>? grid;
    private Virtualize<TRow>? cards;
    private TablePage<TRow> latest = new([], 0);
    private TablePage<TRow>? first;
    private bool hasBegun;
    private int measuredReads;
    private Dictionary<string, object?> tableAttributes = [];
    private IEqualityComparer<TRow>? comparer;

    /// <summary>For those who do not see it.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>A table of any length asks for the rows in view.</summary>
    [Parameter]
    public Func<TableRange, CancellationToken, Task<TablePage<TRow>>>? Read { get; set; }

    /// <summary>
    /// What a table of any length shows until it has measured itself, the prerendered page included: its first
    /// <see cref="FirstCount"/> rows.
    /// </summary>
    [Parameter]
    public TablePage<TRow>? First { get; set; }

    /// <summary>A short one has them all, in order, and is as high as they are.</summary>
    [Parameter]
    public IReadOnlyList<TRow>? Rows { get; set; }

    [Parameter, EditorRequired]
    public Func<TRow, object> Key { get; set; } = null!;

    [Parameter]
    public string Sort { get; set; } = "";

    /// <summary>Somebody chose another order: the page sets <see cref="Sort"/> and reloads.</summary>
    [Parameter]
    public EventCallback<string> SortChanged { get; set; }

    /// <summary>Columns of the kit; a heading that sorts is a <see cref="SortHeading"/>.</summary>
    [Parameter, EditorRequired]
    public RenderFragment Columns { get; set; } = null!;

    /// <summary>One row of a long table on a phone; those of a short one stand cell below cell, each with its
    /// title.</summary>
    [Parameter]
    public RenderFragment<TRow>? Card { get; set; }

    /// <summary>Shown in place of rows.</summary>
    [Parameter]
    public RenderFragment? Empty { get; set; }

    [Parameter]
    public string Height { get; set; } = "calc(100dvh - 236px)";

    /// <summary>Classes of a row beside the table's own.</summary>
    [Parameter]
    public Func<TRow, string>? RowClass { get; set; }

    /// <summary>A row was clicked.</summary>
    [Parameter]
    public EventCallback<TRow> Open { get; set; }

    /// <summary>The row that the keys stand on.</summary>
    public TRow? Current { get; private set; }

    private IEqualityComparer<TRow> Comparer =>
        comparer ??= EqualityComparer<TRow>.Create(
            (one, other) => Equals(one is null ? null : Key(one), other is null ? null : Key(other)),
            row => Key(row).GetHashCode()
        );

    private bool IsShort => Read is null;

    /// <summary>Reads anew what is in view, by the filter and the order of now.</summary>
    public async Task ReloadAsync()
    {
        if (IsShort)
        {
            return;
        }

        if (first is not null)
        {
            first = null;
            StateHasChanged();
        }

        await (grid?.ReloadServerData() ?? Task.CompletedTask);
        await (cards?.RefreshDataAsync() ?? Task.CompletedTask);
    }

    /// <summary>Goes on by so many rows of those in view.</summary>
    public void Move(int step)
    {
        var rows = latest.Rows;
        if (rows.Count > 0)
        {
            var index = Current is null ? -1 : rows.ToList().FindIndex(row => Comparer.Equals(row, Current));
            Current = rows[Math.Clamp(index + step, 0, rows.Count - 1)];
            StateHasChanged();
        }
    }

    /// <summary>Lets a person choose the columns.</summary>
    public void ChooseColumns(MouseEventArgs click) => grid?.ShowColumnsPanel(click);

    protected override void OnParametersSet()
    {
        tableAttributes = Aria.Label(Label);
        order.Set(Sort, SortChanged);
        if (IsShort)
        {
            latest = new TablePage<TRow>(Rows ?? [], Rows?.Count ?? 0);
        }
        else if (!hasBegun && First is not null)
        {
            latest = first = First;
        }

        hasBegun = true;
    }

    private async Task<GridData<TRow>> LoadAsync(GridStateVirtualize<TRow> state, CancellationToken token)
    {
        var page = await ReadAsync(state.StartIndex, state.Count, token);
        return new GridData<TRow> { Items = page.Rows, TotalItems = page.TotalCount };
    }

    private async ValueTask<ItemsProviderResult<TRow>> ProvideAsync(ItemsProviderRequest request)
    {
        var page = await ReadAsync(request.StartIndex, request.Count, request.CancellationToken);
        return new ItemsProviderResult<TRow>(page.Rows, page.TotalCount);
    }

    private async Task<TablePage<TRow>> ReadAsync(int skip, int take, CancellationToken token)
    {
        if (first is null)
        {
            return await ReadRangeAsync(skip, take, token);
        }

        var hasAll = skip == 0 && (take <= first.Rows.Count || first.TotalCount == first.Rows.Count);
        latest = hasAll
            ? new TablePage<TRow>([.. first.Rows.Take(take)], first.TotalCount)
            : await ReadRangeAsync(skip, take, token);
        _ = InvokeAsync(EndFirstAsync);
        return latest;
    }

    /// <summary>
    /// A range that went out of view is not read to its end. The kit hands on a token of its own and takes one that
    /// ended for a fault of the page, so what is in view stands for it; the answer is thrown away.
    /// </summary>
    private async Task<TablePage<TRow>> ReadRangeAsync(int skip, int take, CancellationToken token)
    {
        var range = new TableRange(skip, take, Sort);
        try
        {
            latest = await Task.Run(() => Read!(range, token), token);
        }
        catch (OperationCanceledException)
        {
            // Nobody waits for this range any more.
        }

        return latest;
    }

    /// <summary>
    /// The grid draws what it was given once the reading has returned, measures that and moves it: the rows before go
    /// when it has come to rest.
    /// </summary>
    private async Task EndFirstAsync()
    {
        var read = ++measuredReads;
        await Task.Delay(Settling);
        if (read == measuredReads)
        {
            first = null;
            StateHasChanged();
        }
    }

    private Task OpenAsync(DataGridRowClickEventArgs<TRow> click) => Open.InvokeAsync(click.Item);

    private string ClassOf(TRow row, int index) =>
        string.Join(
            ' ',
            Current is not null && Comparer.Equals(row, Current) ? "current" : "",
            Open.HasDelegate ? "opens" : "",
            RowClass?.Invoke(row) ?? ""
        );
}

/// <summary>The order of a table, for its headings.</summary>
public sealed class TableOrder
{
    private EventCallback<string> _changed;

    public string Sort { get; private set; } = "";

    /// <summary>The headings draw themselves anew.</summary>
    public event EventHandler? Changed;

    internal void Set(string sort, EventCallback<string> changed)
    {
        _changed = changed;
        if (sort != Sort)
        {
            Sort = sort;
            Changed?.Invoke(this, EventArgs.Empty);
        }
    }

    internal Task ChangeAsync(string sort) => _changed.InvokeAsync(sort);
}
