using System.Globalization;
using Bunit;
using LeadDashboard.App.Duplicates;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Matching;
using LeadDashboard.Core.Matching.Comparing;
using LeadDashboard.Core.Matching.Merging;
using LeadDashboard.Web.Features.Duplicates;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;

namespace LeadDashboard.Web.Tests.Duplicates;

/// <summary>Two leads side by side, as a person sees and decides them.</summary>
public sealed class DuplicatesComponentTests : IAsyncLifetime
{
    private readonly BunitContext _bunit = new();

    private static readonly PairDetail Detail = new(
        new DuplicatePair
        {
            Id = 5,
            LeftLeadId = 1,
            RightLeadId = 2,
            Probability = 0.973,
            IsJoined = true,
        },
        new Lead
        {
            Id = 1,
            Name = "Anna Berg",
            Email = "anna@acme.example",
            Company = "Acme",
            Country = "DE",
            AttributesJson = """{"plan":"A"}""",
            CreatedUtc = new DateTime(2026, 5, 1, 0, 0, 0, DateTimeKind.Utc),
        },
        new Lead
        {
            Id = 2,
            Name = "Anna Berg",
            Email = "anna@acme.example",
            Company = "Acme Ltd",
            City = "Bonn",
            Country = "DE",
            AttributesJson = """{"plan":"A"}""",
            Status = LeadStatus.Won,
            CreatedUtc = new DateTime(2026, 6, 1, 0, 0, 0, DateTimeKind.Utc),
        },
        [new PairEvidence("Name", MatchLevel.Exact, 10.4), new PairEvidence("Company", MatchLevel.Close, -4)],
        new Dictionary<int, string>(),
        ValueCounts.None
    );

    public DuplicatesComponentTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-US");
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-US");
        _bunit.JSInterop.Mode = JSRuntimeMode.Loose;
        _bunit.Services.AddLocalization();
        _bunit.Services.AddMudServices();
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _bunit.DisposeAsync();

    [Fact]
    public void PairView_ADifference_IsMarkedAndTheNewerIsKept()
    {
        var view = _bunit.Render<PairView>(parameters =>
            parameters.Add(p => p.Detail, Detail).Add(p => p.SurvivorId, 2).Add(p => p.IsOpen, true)
        );

        Assert.Equal("97%", view.Find(".ld-pairscore").TextContent);
        Assert.Equal(" Ltd", Assert.Single(view.FindAll("mark")).TextContent);
        Assert.Equal(["false", "true"], view.FindAll(".ld-pick").Select(button => button.GetAttribute("aria-pressed")));
        Assert.Equal(
            ["+10.4 bits for a duplicate", "−4.0 bits for a duplicate"],
            view.FindAll(".axis").Select(bar => bar.GetAttribute("aria-label"))
        );
        Assert.Equal("width:26%", view.Find(".axis i.up").GetAttribute("style"));
        Assert.NotNull(view.Find(".axis i.down"));
    }

    [Fact]
    public void PairView_EqualFields_AreFoldedUntilAsked()
    {
        var view = _bunit.Render<PairView>(parameters =>
            parameters.Add(p => p.Detail, Detail).Add(p => p.IsOpen, true)
        );
        Assert.DoesNotContain("anna@acme.example", view.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("plan", view.Markup, StringComparison.Ordinal);

        view.Find("#equal-fields").Click();

        Assert.Contains("anna@acme.example", view.Markup, StringComparison.Ordinal);
        Assert.Contains("plan", view.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void PairView_AChoice_IsTold()
    {
        (string Field, int LeadId)? chosen = null;
        var merged = 0;
        var view = _bunit.Render<PairView>(parameters =>
            parameters
                .Add(p => p.Detail, Detail)
                .Add(p => p.IsOpen, true)
                .Add(p => p.OnChoice, choice => chosen = choice)
                .Add(p => p.OnMerge, () => merged++)
        );

        view.FindAll(".ld-pick")[0].Click();
        view.Find("#pair-merge").Click();

        Assert.Equal(("Company", 1), chosen);
        Assert.Equal(1, merged);
    }

    [Fact]
    public void PairView_DecidedPair_OffersOnlyToReviewAgain()
    {
        var view = _bunit.Render<PairView>(parameters =>
            parameters.Add(p => p.Detail, Detail).Add(p => p.IsOpen, false)
        );

        Assert.Empty(view.FindAll(".ld-pick"));
        Assert.Contains(
            "Review again",
            Assert.Single(view.FindAll(".ld-pairhead button")).TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void MergeList_ABatch_CanBeUndoneAtOnce()
    {
        string? group = null;
        var at = new DateTime(2026, 6, 1, 9, 0, 0, DateTimeKind.Utc);
        MergeItem[] merges =
        [
            new(3, 1, "Anna Berg", "A. Berg", "Mia", at, null, "g", 2),
            new(2, 4, "Bo Li", "Bo Lee", "Mia", at, null, "g", 2),
            new(1, 6, "Kim", "Kimberly", "Mia", at, at, "", 1),
        ];
        var list = _bunit.Render<MergeList>(parameters =>
            parameters.Add(p => p.Merges, merges).Add(p => p.OnUndoGroup, key => group = key)
        );

        list.FindAll("button")
            .First(button => button.TextContent.StartsWith("Undo all 2", StringComparison.Ordinal))
            .Click();

        Assert.Equal("g", group);
        Assert.Equal(3, list.FindAll("button").Count);
        Assert.Contains("Undone", list.FindAll("tbody tr")[2].TextContent, StringComparison.Ordinal);
    }
}
