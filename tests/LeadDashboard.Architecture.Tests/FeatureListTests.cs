using System.Text.RegularExpressions;
using LeadDashboard.Api;
using LeadDashboard.App;
using LeadDashboard.Testing;
using LeadDashboard.Web.Features;

namespace LeadDashboard.Architecture.Tests;

/// <summary>A feature registers in three lists at most, and uses only the features that it may.</summary>
public sealed partial class FeatureListTests
{
    /// <summary>Every feature may use these folders of App: they are no features.</summary>
    private static readonly string[] Common =
    [
        "Access",
        "Caching",
        "Events",
        "Jobs",
        "Messages",
        "Settings",
        "Validation",
    ];

    /// <summary>Who may use whom inside App beside <see cref="Common"/>; nothing else is allowed.</summary>
    private static readonly (string From, string To)[] AllowedEdges =
    [
        ("Campaigns", "Leads"),
        ("Duplicates", "Rescoring"),
        ("Home", "Campaigns"),
        ("Home", "Duplicates"),
        ("Home", "Leads"),
        ("Home", "Models"),
        ("Hosting", "Importing"),
        ("Hosting", "Users"),
        ("Importing", "Duplicates"),
        ("Importing", "Models"),
        ("Importing", "Rescoring"),
        ("Models", "Rescoring"),
        ("Segments", "Models"),
    ];

    [Fact]
    public void Modules_ThatExist_AreThoseOfTheList() =>
        Assert.Equal(
            SubclassesOf(typeof(FeatureModule)),
            FeatureModules.All.Select(module => module.GetType().FullName!).Order()
        );

    [Fact]
    public void Endpoints_ThatExist_AreThoseOfTheList() =>
        Assert.Equal(
            typeof(ApiEndpoints)
                .Assembly.GetTypes()
                .Where(type =>
                    type.Name.EndsWith("Endpoints", StringComparison.Ordinal) && type != typeof(ApiEndpoints)
                )
                .Select(type => type.FullName!)
                .Order(),
            ApiEndpoints
                .OfPages.Select(map => map.Method.DeclaringType!.FullName!)
                .Concat(ApiEndpoints.Public.Select(map => map.Method.DeclaringType!.FullName!))
                .Order()
        );

    [Fact]
    public void Uis_ThatExist_AreThoseOfTheList() =>
        Assert.Equal(SubclassesOf(typeof(FeatureUi)), FeatureUis.All.Select(ui => ui.GetType().FullName!).Order());

    [Fact]
    public void MenuEntries_OrderAndPath_AreUnique()
    {
        var entries = FeatureUis.All.SelectMany(ui => ui.Menu).ToList();

        Assert.Equal(entries.Count, entries.DistinctBy(entry => entry.Order).Count());
        Assert.Equal(entries.Count, entries.DistinctBy(entry => entry.Path).Count());
    }

    [Fact]
    public void JobKinds_Names_AreUniqueAndStayAsStored() =>
        Assert.Equal(
            [
                "CommitImport", "FindDuplicates", "LoadSample", "MergeDuplicates", "RetryRejected", "ScoreLeads",
                "TrainModel", "UndoImport", "UndoMerges",
            ],
            FeatureModules.All.SelectMany(module => module.Jobs).Select(job => job.Kind.Name).Order()
        );

    [Fact]
    public void Features_UsingLines_FollowTheAllowedEdges()
    {
        var found = SourceTree
            .Files("src/LeadDashboard.App", ".cs")
            .SelectMany(path =>
                UsedFeature()
                    .Matches(SourceTree.Read(path))
                    .Select(match => (From: FeatureOf(path), To: match.Groups["name"].Value))
            )
            .Where(edge => edge.From is not null && edge.From != edge.To && !Common.Contains(edge.To))
            .Select(edge => (From: edge.From!, edge.To))
            .Distinct()
            .Order()
            .ToList();

        Assert.Empty(found.Except(AllowedEdges).Select(edge => $"{edge.From} uses {edge.To}"));
        Assert.Empty(AllowedEdges.Except(found).Select(edge => $"nothing of {edge.From} uses {edge.To} any more"));
    }

    [Fact]
    public void CommonFolders_UsingLines_NameNoFeature() =>
        Assert.Empty(
            Common
                .SelectMany(folder => SourceTree.Files("src/LeadDashboard.App/" + folder, ".cs"))
                .SelectMany(path =>
                    UsedFeature()
                        .Matches(SourceTree.Read(path))
                        .Select(match => match.Groups["name"].Value)
                        .Where(name => !Common.Contains(name))
                        .Select(name => $"{path} uses {name}")
                )
        );

    private static IEnumerable<string> SubclassesOf(Type type) =>
        type.Assembly.GetTypes().Where(other => other.BaseType == type).Select(other => other.FullName!).Order();

    /// <summary>Null for the files at the top of App, which compose the features.</summary>
    private static string? FeatureOf(string path) =>
        path.Replace('\\', '/')["src/LeadDashboard.App/".Length..].Split('/') is [var folder, _, ..] ? folder : null;

    [GeneratedRegex(
        @"^using (static )?LeadDashboard\.App\.(?<name>\w+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex UsedFeature();
}
