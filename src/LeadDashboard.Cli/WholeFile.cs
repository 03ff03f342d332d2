namespace LeadDashboard.Cli;

/// <summary>
/// Writes a file whole or not at all: under a temporary name beside it, which is renamed at the end. After a kill the
/// file is as it was before, and ".part" files may lie beside it.
/// </summary>
internal static class WholeFile
{
    public static async Task WriteAsync(string path, Func<Stream, Task> write)
    {
        var full = Path.GetFullPath(path);
        var temporary = $"{full}.{Path.GetRandomFileName()}.part";
        try
        {
            await using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                await write(stream);
            }

            File.Move(temporary, full, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
