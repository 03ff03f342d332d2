using System.Reflection;
using System.Text.RegularExpressions;
using LeadDashboard.Core.Leads;
using LeadDashboard.Data;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Testing;

namespace LeadDashboard.Architecture.Tests;

/// <summary>Who may use whom: Learning &lt;- Core &lt;- Data &lt;- Web, Cli.</summary>
public sealed partial class RoomTests
{
    private static readonly string[] MeaninglessWords =
    [
        "Manager", "Helper", "Helpers", "Utils", "Util", "Base", "Impl", "Dto",
    ];

    [Fact]
    public void Learning_References_OnlyTheBaseLibraryAndNumerics() =>
        Assert.Equal(
            [],
            References(typeof(FeatureTable))
                .Where(name =>
                    !name.StartsWith("System", StringComparison.Ordinal)
                    && name is not ("netstandard" or "MathNet.Numerics" or "Microsoft.CSharp")
                )
        );

    [Fact]
    public void Core_References_NeitherDatabaseNorWeb() =>
        Assert.Equal(
            [],
            References(typeof(Lead))
                .Where(name =>
                    name.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal)
                    || name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
                    || name is "LeadDashboard.Data" or "LeadDashboard.Web"
                )
        );

    [Fact]
    public void Data_References_NothingOfWeb() =>
        Assert.Equal(
            [],
            References(typeof(LeadContext))
                .Where(name =>
                    name is "LeadDashboard.Web" or "Radzen.Blazor"
                    || name.StartsWith("Microsoft.AspNetCore.Components", StringComparison.Ordinal)
                )
        );

    [Theory]
    [InlineData("src/LeadDashboard.Learning", "Microsoft.Extensions.")]
    [InlineData("src/LeadDashboard.Learning", "Microsoft.EntityFrameworkCore")]
    [InlineData("src/LeadDashboard.Learning", "System.Data")]
    [InlineData("src/LeadDashboard.Learning", "System.Net")]
    [InlineData("src/LeadDashboard.Learning", "LeadDashboard.Core")]
    [InlineData("src/LeadDashboard.Core", "Microsoft.EntityFrameworkCore")]
    [InlineData("src/LeadDashboard.Core", "Microsoft.AspNetCore")]
    [InlineData("src/LeadDashboard.Core", "LeadDashboard.Data")]
    [InlineData("src/LeadDashboard.Data", "LeadDashboard.Web")]
    public void Room_UsingLines_NameNothingForbidden(string room, string forbidden) =>
        Assert.Equal(
            [],
            SourceTree
                .Files(room, ".cs")
                .Where(path => Usings(path).Any(used => used.StartsWith(forbidden, StringComparison.Ordinal)))
        );

    [Fact]
    public void RazorFiles_DatabaseContext_IsNeverUsed() =>
        Assert.Equal([], SourceTree.Files("src", ".razor").Where(path => ContextWord().IsMatch(SourceTree.Read(path))));

    [Fact]
    public void WebAndCli_OfLearning_UseOnlyResultRecords()
    {
        var allowed = new[] { "LeadDashboard.Learning.Evaluation", "LeadDashboard.Learning.Explaining" };
        var offenders = SourceTree
            .Files("src/LeadDashboard.Web", ".cs", ".razor")
            .Concat(SourceTree.Files("src/LeadDashboard.Cli", ".cs"))
            .SelectMany(path =>
                Usings(path)
                    .Where(used =>
                        used.StartsWith("LeadDashboard.Learning", StringComparison.Ordinal) && !allowed.Contains(used)
                    )
                    .Select(used => $"{path}: {used}")
            );

        Assert.Empty(offenders);
    }

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

    private static IEnumerable<string> References(Type type) =>
        type.Assembly.GetReferencedAssemblies().Select((AssemblyName name) => name.Name!);

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

    [GeneratedRegex(
        @"\bLeadContext\b|\bIDbContextFactory\b",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex ContextWord();
}
