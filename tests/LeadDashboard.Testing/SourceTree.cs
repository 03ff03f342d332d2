namespace LeadDashboard.Testing;

/// <summary>The repository as the tests see it.</summary>
public static class SourceTree
{
    public static string Root { get; } = FindRoot();

    /// <summary>Paths relative to the root, '/' separated, without generated files and migrations.</summary>
    public static IEnumerable<string> Files(string folder, params string[] endings) =>
        Directory
            .EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)))
            .Where(path =>
                !path.Contains("/obj/", StringComparison.Ordinal)
                && !path.Contains("/bin/", StringComparison.Ordinal)
                && !path.Contains("/Migrations/", StringComparison.Ordinal)
            );

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "LeadDashboard.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName
            ?? throw new InvalidOperationException(
                $"LeadDashboard.sln was not found above {AppContext.BaseDirectory}. Run the tests from a clone of "
                    + $"the repository."
            );
    }
}
