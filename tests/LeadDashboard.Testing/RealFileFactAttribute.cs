using System.Runtime.CompilerServices;

namespace LeadDashboard.Testing;

/// <summary>Runs where the public data sets lie beside the repository, else is skipped with the reason.</summary>
public sealed class RealFileFactAttribute : FactAttribute
{
    public RealFileFactAttribute(string name)
    {
        if (!File.Exists(RealFiles.PathOf(name)))
        {
            Skip = $"{name} is not beside the repository (../shared/data).";
        }
    }
}

public static class RealFiles
{
    /// <summary>Searched upwards from this source file, since a checkout may lie deeper.</summary>
    public static string PathOf(string name, [CallerFilePath] string here = "")
    {
        for (var folder = Path.GetDirectoryName(here); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var path = Path.Combine(folder, "shared", "data", name);
            if (File.Exists(path))
            {
                return path;
            }
        }

        return Path.Combine("..", "shared", "data", name);
    }
}
