namespace LeadDashboard.Data;

/// <summary>
/// Folders and files that only the account of the program may read: the database, uploads and keys hold personal data
/// and the means to forge a session. Windows has no such modes; there the folder inherits its access list.
/// </summary>
public static class PrivateFiles
{
    private const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode PrivateFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The folder, made with mode 0700 when absent; one that is there keeps its mode.</summary>
    public static string CreateFolder(string path) =>
        OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(path).FullName
            : Directory.CreateDirectory(path, FolderMode).FullName;

    /// <summary>
    /// Gives what an older version left readable for everybody mode 0700 and 0600: the data folder, the database file
    /// with its log, uploads and keys. Other files are not ours, and a folder without our database is not either.
    /// </summary>
    public static void Restrict(string dataFolder, string databaseName)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(Path.Combine(dataFolder, databaseName)))
        {
            return;
        }

        TrySetMode(dataFolder, FolderMode);
        foreach (var path in Directory.EnumerateFiles(dataFolder, databaseName + "*"))
        {
            TrySetMode(path, PrivateFile);
        }

        foreach (var folder in (string[])["uploads", "keys"])
        {
            var path = Path.Combine(dataFolder, folder);
            if (Directory.Exists(path))
            {
                TrySetMode(path, FolderMode);
                foreach (var file in Directory.EnumerateFiles(path))
                {
                    TrySetMode(file, PrivateFile);
                }
            }
        }
    }

    /// <summary>Makes an empty file of mode 0600 unless there is one: whoever fills it keeps the mode.</summary>
    public static void CreateFile(string path)
    {
        using var file = new FileStream(path, Options(FileMode.OpenOrCreate));
    }

    /// <summary>How a new file is opened for writing so that it never has another mode than 0600.</summary>
    public static FileStreamOptions Options(FileMode mode)
    {
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.Write,
            Share = mode == FileMode.CreateNew ? FileShare.None : FileShare.ReadWrite,
            BufferSize = 1 << 16,
            Options = FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = PrivateFile;
        }

        return options;
    }

    private static void TrySetMode(string path, UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        try
        {
            File.SetUnixFileMode(path, mode);
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException)
        {
            // A folder that belongs to somebody else, such as a mounted volume: its owner decides, the program runs on.
        }
    }
}
