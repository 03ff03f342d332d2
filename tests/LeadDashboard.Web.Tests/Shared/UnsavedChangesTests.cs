using System.Globalization;
using Bunit;
using LeadDashboard.Web.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;

namespace LeadDashboard.Web.Tests.Shared;

/// <summary>A page whose forms have changes asks before it is left.</summary>
public sealed class UnsavedChangesTests : IAsyncLifetime
{
    private readonly BunitContext _bunit = new();
    private readonly IRenderedComponent<MudDialogProvider> _dialogs;

    public UnsavedChangesTests()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-US");
        _bunit.JSInterop.Mode = JSRuntimeMode.Loose;
        _bunit.Services.AddLocalization();
        _bunit.Services.AddMudServices();
        _dialogs = _bunit.Render<MudDialogProvider>();
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _bunit.DisposeAsync();

    [Theory]
    [InlineData("Leave", true)]
    [InlineData("Stay", false)]
    public void Leaving_TwoChangedForms_AreOneQuestion(string answer, bool goes)
    {
        Form(isChanged: true);
        Form(isChanged: true);
        var navigation = _bunit.Services.GetRequiredService<NavigationManager>();
        var before = navigation.Uri;

        navigation.NavigateTo("leads");

        _dialogs.WaitForState(() => _dialogs.FindAll(".mud-dialog").Count > 0);
        var button = _dialogs.FindAll(".mud-dialog button").Single(each => each.TextContent.Trim() == answer);
        Assert.Single(_dialogs.FindAll(".mud-dialog"));
        button.Click();
        _dialogs.WaitForState(() => _dialogs.FindAll(".mud-dialog").Count == 0);
        Assert.Equal(goes, navigation.Uri != before);
    }

    [Fact]
    public void Leaving_NothingChanged_AsksNothing()
    {
        Form(isChanged: false);
        var navigation = _bunit.Services.GetRequiredService<NavigationManager>();

        navigation.NavigateTo("leads");

        Assert.EndsWith("/leads", navigation.Uri, StringComparison.Ordinal);
        Assert.Empty(_dialogs.FindAll(".mud-dialog"));
    }

    private void Form(bool isChanged) =>
        _bunit.Render<UnsavedChanges>(parameters => parameters.Add(form => form.IsChanged, isChanged));
}
