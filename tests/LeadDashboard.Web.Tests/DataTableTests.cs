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

    private IRenderedComponent<DataTable<Row>> Show(string sort)
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
                .Add(t => t.Read, (_, _) => Task.FromResult(new TablePage<Row>([new Row(1)], 1)))
                .Add(t => t.Columns, columns)
                .Add(t => t.Card, row => row.Id.ToString(System.Globalization.CultureInfo.InvariantCulture))
                .Add(t => t.Empty, "Nothing")
        );
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
