namespace LeadDashboard.Browser.Tests;

/// <summary>
/// Runs where the real data sets lie beside the repository, in ../shared/data; else is skipped with the reason.
/// </summary>
public sealed class RealDataFactAttribute : FactAttribute
{
    public RealDataFactAttribute()
    {
        if (Folder is null)
        {
            Skip =
                "The real data sets are not beside the repository (../shared/data). The same journey runs on "
                + "generated data.";
        }
    }

    public static string? Folder { get; } = Find();

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "data");
            if (File.Exists(Path.Combine(candidate, "bank-additional-full.csv")))
            {
                return candidate;
            }
        }

        return null;
    }
}
