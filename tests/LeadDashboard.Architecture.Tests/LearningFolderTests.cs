using System.Text.RegularExpressions;
using LeadDashboard.Testing;

namespace LeadDashboard.Architecture.Tests;

/// <summary>No two folders of Learning need each other, directly or around a corner.</summary>
public sealed partial class LearningFolderTests
{
    private const string Room = "src/LeadDashboard.Learning";

    [Fact]
    public void Folders_UsingLinesAndTypeReferences_HaveNoCircle()
    {
        var uses = Uses();

        var circles = uses.Keys.Select(folder => Circle(uses, folder)).OfType<string>().Distinct();

        Assert.True(uses.Count > 10, $"Only {uses.Count} folders were found.");
        Assert.Empty(circles);
    }

    /// <summary>Which folders each folder uses: by using line, or by a type's name behind the folder's.</summary>
    private static SortedDictionary<string, SortedSet<string>> Uses()
    {
        var uses = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        var files = SourceTree.Files(Room, ".cs").Select(path => (Folder: FolderOf(path), Text: Code(path))).ToArray();
        foreach (var (folder, _) in files)
        {
            uses.TryAdd(folder, new SortedSet<string>(StringComparer.Ordinal));
        }

        var types = files
            .SelectMany(file =>
                TypeName().Matches(file.Text).Select(match => file.Folder + "." + match.Groups["name"].Value)
            )
            .ToHashSet(StringComparer.Ordinal);
        foreach (var (folder, text) in files)
        {
            var used = UsingLine()
                .Matches(text)
                .Select(match => match.Groups["folder"].Value)
                .Concat(
                    QualifiedName()
                        .Matches(text)
                        .Where(match => types.Contains(match.Value))
                        .Select(match => match.Groups["folder"].Value)
                );
            uses[folder].UnionWith(used.Where(name => name != folder && uses.ContainsKey(name)));
        }

        return uses;
    }

    /// <summary>"A, B, C, A", or null where no way leads back.</summary>
    private static string? Circle(IReadOnlyDictionary<string, SortedSet<string>> uses, string start)
    {
        var cameFrom = new Dictionary<string, string>(StringComparer.Ordinal);
        var waiting = new Queue<string>([start]);
        while (waiting.TryDequeue(out var folder))
        {
            foreach (var next in uses[folder].Where(next => cameFrom.TryAdd(next, folder)))
            {
                waiting.Enqueue(next);
            }
        }

        if (!cameFrom.TryGetValue(start, out var last))
        {
            return null;
        }

        var way = new List<string> { start };
        for (var folder = last; folder != start; folder = cameFrom[folder])
        {
            way.Insert(0, folder);
        }

        way.Insert(0, start);
        return string.Join(" -> ", way);
    }

    /// <summary>"" for the files at the top.</summary>
    private static string FolderOf(string path)
    {
        var inside = path[(Room.Length + 1)..];
        var slash = inside.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? "" : inside[..slash];
    }

    private static string Code(string path) => Comment().Replace(SourceTree.Read(path), "");

    [GeneratedRegex(@"//.*", RegexOptions.None, 1000)]
    private static partial Regex Comment();

    [GeneratedRegex(
        @"^using (static )?(\w+ = )?LeadDashboard\.Learning\.(?<folder>\w+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex UsingLine();

    [GeneratedRegex(@"\b(class|struct|record|interface|enum) (?<name>[A-Z]\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TypeName();

    [GeneratedRegex(@"\b(?<folder>[A-Z]\w+)\.[A-Z]\w+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex QualifiedName();
}
