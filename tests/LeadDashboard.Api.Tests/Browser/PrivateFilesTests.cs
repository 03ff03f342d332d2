using LeadDashboard.Core.Access;
using LeadDashboard.Data;
using LeadDashboard.Testing;

namespace LeadDashboard.Api.Tests.Browser;

/// <summary>What the program writes can be read by its own account only.</summary>
public sealed class PrivateFilesTests
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    [Fact]
    public async Task DataFolder_AfterAnUpload_GivesOthersNothing()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // modes are a matter of Unix
        }

        using var app = new TestApp();
        var browser = await app.SignedInAsync(Role.Admin);
        using var request = TestApp.UploadPart("a.csv", "name,won\nAnn,1\nBob,0\n"u8.ToArray());
        Assert.True((await browser.SendAsync(request)).IsSuccessStatusCode);

        var all = Directory.EnumerateFileSystemEntries(app.Folder, "*", SearchOption.AllDirectories).ToList();

        Assert.Contains(all, path => path.EndsWith("leads.db", StringComparison.Ordinal));
        Assert.Contains(all, path => Path.GetFileName(Path.GetDirectoryName(path)) == "uploads");
        Assert.Contains(all, path => path.Contains("key-", StringComparison.Ordinal));
        Assert.DoesNotContain(all.Append(app.Folder), IsOpenToOthers);
    }

    [Fact]
    public void Restrict_FolderOfAnOlderVersion_IsMadePrivateAndOtherFilesAreNot()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var folder = Directory.CreateTempSubdirectory("leads-old-").FullName;
        try
        {
            foreach (var name in (string[])["leads.db", "leads.db-wal", "uploads/one", "keys/key-1.xml", "notes.txt"])
            {
                var path = Path.Combine(folder, name);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, "x");
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.OtherRead);
            }

            PrivateFiles.Restrict(folder, "leads.db");

            var open = Directory
                .EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories)
                .Where(IsOpenToOthers)
                .Select(Path.GetFileName);
            Assert.Equal("notes.txt", Assert.Single(open));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool IsOpenToOthers(string path) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != UnixFileMode.None;
}
