using System.Globalization;
using Bunit;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Quality;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Messages;
using LeadDashboard.Web.Features.Importing;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;

namespace LeadDashboard.Web.Tests.Importing;

/// <summary>The parts of the mapping page that show what the choice does.</summary>
public sealed class MapPageComponentTests : BunitContext, IAsyncLifetime
{
    public MapPageComponentTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-US");
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-US");
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLocalization();
        Services.AddMudServices(kit => kit.PopoverOptions.CheckForPopoverProvider = false);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    [Fact]
    public void SampleList_Values_ShowWhatTheyBecome()
    {
        var column = new MappedColumn
        {
            Index = 0,
            Header = "Paid",
            Target = TargetField.Custom,
            Type = FieldType.Boolean,
        };
        SampleValue[] values =
        [
            new("Yes", "true", SampleState.Taken),
            new("oui", "true", SampleState.Taken),
            new("Select", "", SampleState.Missing),
            new("hm", "", SampleState.Bad, new Message(ImportMessages.NotYesOrNo, "hm", "Paid")),
        ];

        var list = Render<SampleList>(parameters => parameters.Add(p => p.Column, column).Add(p => p.Values, values));

        Assert.Equal(
            ["Yes", "oui → Yes", "Select → not known", "hm → cannot be read"],
            list.FindAll("li").Select(item => item.TextContent.Trim())
        );
        Assert.StartsWith("'hm' in 'Paid'", list.Find(".bad").GetAttribute("title"), StringComparison.Ordinal);
    }

    [Fact]
    public void KindCard_Guess_IsMarkedAndAnotherCanBeChosen()
    {
        ImportKind? chosen = null;
        var sample = new FileSample(
            ["SKU", "Product name", "Unit price"],
            [
                ["A-1", "Basic", "10"],
                ["A-2", "Plus", "20"],
            ],
            2,
            true,
            0,
            [],
            []
        );
        var card = Render<KindCard>(parameters =>
            parameters
                .Add(p => p.Batch, new ImportBatch { Kind = ImportKind.Products })
                .Add(p => p.Sample, sample)
                .Add(p => p.FileFormat, new FileFormat())
                .Add(p => p.OnChange, kind => chosen = kind)
        );

        Assert.Equal("Products", card.Find("[aria-pressed=true]").TextContent.Trim());
        Assert.Equal("Taken for Products: SKU, Product name, Unit price.", card.Find(".ld-card-head p").TextContent);
        card.Find("[data-kind=Products]").Click();
        Assert.Null(chosen);
        card.Find("[data-kind=Deals]").Click();
        Assert.Equal(ImportKind.Deals, chosen);
    }
}
