namespace LeadDashboard.Web.Hosting;

/// <summary>
/// The folder that the program reads its settings and static files from, and beside which its data lies: its own, not
/// the one it was started in. Else a build started from elsewhere would serve empty files and open an empty company.
/// </summary>
internal static class ContentRoot
{
    private const string Project = "LeadDashboard.Web.csproj";

    /// <param name="programFolder">Where the assembly of the program lies.</param>
    /// <returns>The folder of a published build; the project's during development; null for the host's own choice, as
    /// in tests.</returns>
    public static string? Find(string programFolder)
    {
        if (Directory.Exists(Path.Combine(programFolder, "wwwroot")))
        {
            return programFolder;
        }

        for (var folder = new DirectoryInfo(programFolder); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Project)))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
