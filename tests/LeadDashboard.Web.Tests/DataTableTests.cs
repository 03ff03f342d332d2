using Bunit;
using LeadDashboard.Core.Access;
using LeadDashboard.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;

namespace LeadDashboard.Web.Tests;

/// <summary>A table reads what is in view, in the order that its page keeps; headings ask for another one.</summary>
public sealed class DataTableTests : IAsyncLifetime
{
    private readonly BunitContext _bunit = new();
    private readonly List<string> _orders = [];
    private int _reads;

    public DataTableTests()
    {
        _bunit.JSInterop.Mode = JSRuntimeMode.Loose;
        _bunit.Services.AddLocalization();
        _bunit.Services.AddMudServices();
        _bunit.AddPages(Role.SalesRep);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _bunit.DisposeAsync();

    [Theory]
    [InlineData("name", "-name")]
    [InlineData("-name", "name")]
    [InlineData("-score", "name")]
    public async Task Heading_Clicked_AsksForItsOrderAndThenTheOtherWay(string sort, string expected)
    {
        var table = Show(sort);

        await table.InvokeAsync(() => table.Find("button[data-sort=name]").Click());

        Assert.Equal([expected], _orders);
    }

    [Fact]
    public async Task Heading_OfFigures_AsksForTheLargestFirst()
    {
        var table = Show("name");

        await table.InvokeAsync(() => table.Find("button[data-sort=score]").Click());

        Assert.Equal(["-score"], _orders);
    }

    [Fact]
    public void Heading_OfTheOrder_SaysSo()
    {
        var table = Show("-score");

        Assert.Contains(
            "sorted, largest first",
            table.Find("button[data-sort=score]").TextContent,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("sorted", table.Find("button[data-sort=name]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void First_Prerendered_IsShownWithoutARead()
    {
        _bunit.SetRendererInfo(new RendererInfo("Static", isInteractive: false));

        var table = Show("name", new TablePage<Row>([new Row(7), new Row(8)], 2));

        Assert.Equal(2, table.FindAll(".ld-datagrid tbody tr.mud-table-row").Count);
        Assert.Equal("78", table.Find(".ld-datacards").TextContent.Trim());
        Assert.Empty(table.FindAll(".waiting"));
        Assert.Equal(0, _reads);
    }

    [Fact]
    public async Task First_UntilTheGridHasRows_StandsInItsPlace()
    {
        _bunit.SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        var table = Show("name", new TablePage<Row>([new Row(7), new Row(8)], 2));
        Assert.Equal("78", table.Find(".ld-datacards").TextContent.Trim());
        Assert.Single(table.FindAll(".waiting"));

        await table.InvokeAsync(table.Instance.ReloadAsync);

        Assert.Empty(table.FindAll(".waiting"));
        Assert.Empty(table.FindAll(".ld-datagrid tbody tr.opens"));
    }

    [Fact]
    public void First_WithoutRows_SaysSoAtOnce()
    {
        _bunit.SetRendererInfo(new RendererInfo("Static", isInteractive: false));

        var table = Show("name", new TablePage<Row>([], 0));

        Assert.Contains("Nothing", table.Find(".ld-datagrid").TextContent, StringComparison.Ordinal);
        Assert.Equal("Nothing", table.Find(".ld-datacards").TextContent.Trim());
    }

    private IRenderedComponent<DataTable<Row>> Show(string sort, TablePage<Row>? first = null)
    {
        RenderFragment columns = builder =>
        {
            builder.AddContent(0, Column("name", isLargestFirst: false));
            builder.AddContent(1, Column("score", isLargestFirst: true));
        };
        return _bunit.Render<DataTable<Row>>(table =>
            table
                .Add(t => t.Label, "Rows")
                .Add(t => t.Key, row => row.Id)
                .Add(t => t.Sort, sort)
                .Add(t => t.SortChanged, (string order) => _orders.Add(order))
                .Add(t => t.Read, (_, _) => ReadAsync())
                .Add(t => t.First, first)
                .Add(t => t.Columns, columns)
                .Add(t => t.Card, row => row.Id.ToString(System.Globalization.CultureInfo.InvariantCulture))
                .Add(t => t.Empty, "Nothing")
        );
    }

    private Task<TablePage<Row>> ReadAsync()
    {
        _reads++;
        return Task.FromResult(new TablePage<Row>([new Row(1)], 1));
    }

    private static RenderFragment Column(string name, bool isLargestFirst) =>
        builder =>
        {
            builder.OpenComponent<TemplateColumn<Row>>(0);
            builder.AddComponentParameter(
                1,
                nameof(TemplateColumn<Row>.HeaderTemplate),
                (RenderFragment<HeaderContext<Row>>)(_ => Heading(name, isLargestFirst))
            );
            builder.CloseComponent();
        };

    private static RenderFragment Heading(string name, bool isLargestFirst) =>
        builder =>
        {
            builder.OpenComponent<SortHeading>(0);
            builder.AddComponentParameter(1, nameof(SortHeading.Name), name);
            builder.AddComponentParameter(2, nameof(SortHeading.Title), name);
            builder.AddComponentParameter(3, nameof(SortHeading.IsLargestFirst), isLargestFirst);
            builder.CloseComponent();
        };

    private sealed record Row(int Id);
}
