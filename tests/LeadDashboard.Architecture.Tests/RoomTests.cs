using System.Reflection;
using System.Text.RegularExpressions;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Testing;

namespace LeadDashboard.Architecture.Tests;

/// <summary>Who may use whom: Learning &lt;- Core &lt;- Data &lt;- App &lt;- Api, Cli, Web.</summary>
public sealed partial class RoomTests
{
    /// <summary>Composition alone: the health check and Identity's stores name the context's type.</summary>
    private static readonly string[] MayNameContext =
    [
        "src/LeadDashboard.Web/Hosting/WebUi.cs",
        "src/LeadDashboard.Api/Browser/AccessRegistration.cs",
    ];

    private static readonly string[] MeaninglessWords =
    [
        "Manager", "Helper", "Helpers", "Utils", "Util", "Base", "Impl", "Dto",
    ];

    /// <summary>Room, what its assembly may reference of ours, and what of others it may not (beginnings).</summary>
    public static TheoryData<string, string[], string[]> Rooms { get; } =
        new()
        {
            { "Learning", [], ["Microsoft.Extensions", "Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore"] },
            { "Core", ["Learning"], ["Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore"] },
            { "Data", ["Core", "Learning"], ["Microsoft.AspNetCore.Components", "Microsoft.AspNetCore.Http"] },
            { "App", ["Data", "Core", "Learning"], ["Microsoft.AspNetCore.Components", "Microsoft.AspNetCore.Http"] },
            { "Api", ["App", "Data", "Core", "Learning"], ["Microsoft.AspNetCore.Components", "MudBlazor"] },
            { "Cli", ["App", "Data", "Core", "Learning"], ["Microsoft.AspNetCore.Components", "MudBlazor"] },
            { "Web", ["Api", "App", "Data", "Core", "Learning"], [] },
        };

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Room_Assembly_ReferencesOnlyWhatItMayUse(string room, string[] ours, string[] forbidden)
    {
        var references = Assembly.Load("LeadDashboard." + room).GetReferencedAssemblies().Select(name => name.Name!);

        Assert.Equal(
            [],
            references.Where(name =>
                (
                    name.StartsWith("LeadDashboard.", StringComparison.Ordinal)
                    && !ours.Contains(name["LeadDashboard.".Length..])
                ) || forbidden.Any(start => name.StartsWith(start, StringComparison.Ordinal))
            )
        );
    }

    [Fact]
    public void Learning_References_OnlyTheBaseLibraryNumericsAndTheLearningLibrary() =>
        Assert.Equal(
            [],
            typeof(FeatureTable)
                .Assembly.GetReferencedAssemblies()
                .Select(name => name.Name!)
                .Where(name =>
                    !name.StartsWith("System", StringComparison.Ordinal)
                    && !name.StartsWith("Microsoft.ML", StringComparison.Ordinal)
                    && name is not ("netstandard" or "MathNet.Numerics" or "Microsoft.CSharp")
                )
        );

    [Fact]
    public void LearningLibrary_OfMicrosoft_IsKnownToOneFolder() =>
        Assert.Equal(
            [],
            SourceTree
                .Files("src", ".cs", ".razor")
                .Where(path =>
                    !path.StartsWith("src/LeadDashboard.Learning/MachineLearning/", StringComparison.Ordinal)
                    && SourceTree.Read(path).Contains("using Microsoft.ML", StringComparison.Ordinal)
                )
        );

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Room_UsingLines_NameOnlyWhatItMayUse(string room, string[] ours, string[] forbidden)
    {
        var offenders = SourceTree
            .Files("src/LeadDashboard." + room, ".cs", ".razor")
            .SelectMany(path => Usings(path).Select(used => (path, used)))
            .Where(line =>
                (RoomOf(line.used) is { } other && other != room && !ours.Contains(other))
                || forbidden.Any(start => line.used.StartsWith(start, StringComparison.Ordinal))
            );

        Assert.Empty(offenders);
    }

    /// <summary>Queries, services and jobs hold the database; pages, endpoints and commands ask them.</summary>
    [Theory]
    [InlineData("Web")]
    [InlineData("Api")]
    [InlineData("Cli")]
    public void EdgeRoom_DatabaseContext_IsNeverUsed(string room) =>
        Assert.Equal(
            [],
            SourceTree
                .Files("src/LeadDashboard." + room, ".cs", ".razor")
                .Where(path => !MayNameContext.Contains(path) && ContextWord().IsMatch(SourceTree.Read(path)))
        );

    [Theory]
    [InlineData("Web")]
    [InlineData("Api")]
    [InlineData("Cli")]
    public void EdgeRoom_OfLearning_UsesOnlyResultRecords(string room)
    {
        var allowed = new[] { "LeadDashboard.Learning.Evaluation" };
        var offenders = SourceTree
            .Files("src/LeadDashboard." + room, ".cs", ".razor")
            .SelectMany(path => Usings(path).Select(used => (path, used)))
            .Where(line =>
                line.used.StartsWith("LeadDashboard.Learning", StringComparison.Ordinal) && !allowed.Contains(line.used)
            );

        Assert.Empty(offenders);
    }

    /// <summary>What works without a page lives in App, where the command line and the API reach it too.</summary>
    [Fact]
    public void Web_Features_HoldNoServiceQueryOrJob() =>
        Assert.Equal(
            [],
            SourceTree
                .Files("src/LeadDashboard.Web", ".cs")
                .Where(path => ApplicationFile().IsMatch(Path.GetFileNameWithoutExtension(path)))
        );

    [Fact]
    public void App_HttpAndBlazor_AreNeverNamed() =>
        Assert.Equal(
            [],
            SourceTree.Files("src/LeadDashboard.App", ".cs").Where(path => HttpWord().IsMatch(SourceTree.Read(path)))
        );

    [Fact]
    public void Lines_Width_IsAtMost120Columns() =>
        Assert.Equal(
            [],
            SourceTree
                .Files("src", ".cs")
                .Concat(SourceTree.Files("src", ".razor"))
                .Concat(SourceTree.Files("tests", ".cs"))
                .SelectMany(path =>
                    SourceTree
                        .Read(path)
                        .Split('\n')
                        .Select((line, index) => (path, number: index + 1, width: line.TrimEnd('\r').Length))
                )
                .Where(line => line.width > 120)
                .Select(line => $"{line.path}:{line.number} has {line.width} columns")
        );

    /// <summary>The kit asks no rule of a form without model, and says nothing of it.</summary>
    [Fact]
    public void Forms_WithRules_NameTheirModel()
    {
        var forms = SourceTree
            .Files("src/LeadDashboard.Web", ".razor")
            .Where(path => SourceTree.Read(path).Contains("FormRules.Of(", StringComparison.Ordinal))
            .ToList();

        Assert.NotEmpty(forms);
        Assert.All(forms, path => Assert.Matches(@"<MudForm[^>]*\bModel=", SourceTree.Read(path)));
    }

    [Fact]
    public void Pages_Length_IsAtMost300Lines() =>
        Assert.Equal(
            [],
            SourceTree
                .Files("src/LeadDashboard.Web", ".razor")
                .Where(path => SourceTree.Read(path).AsSpan().Count('\n') > 300)
        );

    [Fact]
    public void SourceFiles_Length_IsAtMost500Lines() =>
        Assert.Equal(
            [],
            SourceTree
                .Files("src", ".cs", ".razor")
                .Concat(SourceTree.Files("tests", ".cs"))
                .Select(path => (path, lines: SourceTree.Read(path).AsSpan().Count('\n')))
                .Where(file => file.lines > 500)
                .Select(file => $"{file.path} has {file.lines} lines; split it by aspect")
        );

    [Fact]
    public void FileNames_Words_NameAThing() =>
        Assert.Equal(
            [],
            SourceTree
                .Files("src", ".cs", ".razor")
                .Where(path =>
                    MeaninglessWords.Any(word =>
                        Path.GetFileNameWithoutExtension(path).EndsWith(word, StringComparison.Ordinal)
                    )
                )
        );

    [Fact]
    public void Namespaces_Equal_TheirFolders()
    {
        var offenders = SourceTree
            .Files("src", ".cs")
            .Select(path => (path, found: NamespaceLine().Match(SourceTree.Read(path)).Groups["name"].Value))
            .Where(file => file.found.Length > 0)
            .Where(file =>
                file.found != Path.GetDirectoryName(file.path)!.Replace('\\', '/')["src/".Length..].Replace('/', '.')
            )
            .Select(file => $"{file.path}: {file.found}");

        Assert.Empty(offenders);
    }

    [Fact]
    public void Program_Length_IsAtMost80Lines() =>
        Assert.InRange(SourceTree.Read("src/LeadDashboard.Web/Program.cs").AsSpan().Count('\n'), 1, 80);

    private static string? RoomOf(string used) =>
        used.StartsWith("LeadDashboard.", StringComparison.Ordinal) ? used.Split('.')[1] : null;

    private static IEnumerable<string> Usings(string path) =>
        UsingLine().Matches(SourceTree.Read(path)).Select(match => match.Groups["name"].Value);

    [GeneratedRegex(
        @"^@?using (static )?(?<name>[\w.]+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex UsingLine();

    [GeneratedRegex(
        @"^namespace (?<name>[\w.]+);",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex NamespaceLine();

    [GeneratedRegex("(Service|Queries|Job)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ApplicationFile();

    [GeneratedRegex(
        @"\bI?HttpContext\w*\b|\bNavigationManager\b|\bComponentBase\b",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex HttpWord();

    [GeneratedRegex(
        @"\bLeadContext\b|\bIDbContextFactory\b",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex ContextWord();
}
