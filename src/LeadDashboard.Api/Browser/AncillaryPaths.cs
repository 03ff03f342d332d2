namespace LeadDashboard.Api.Browser;

/// <summary>
/// What belongs to every page and is no page itself: files, language and theme switches, the health probe. Gates let it
/// through.
/// </summary>
internal static class AncillaryPaths
{
    private static readonly PathString[] Roots = ["/_framework", "/culture", "/theme", "/health"];

    public static bool Contains(PathString path) =>
        Path.HasExtension(path) || Array.Exists(Roots, root => path.StartsWithSegments(root));
}
