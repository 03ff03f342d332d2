using System.Security.Cryptography;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Results;
using LeadDashboard.Data;

namespace LeadDashboard.App.Importing.Upload;

/// <summary>The uploaded files on disk, under names that nobody chose.</summary>
public sealed class UploadedFiles(DataFolder folder)
{
    /// <summary>
    /// The file that was read last: who uploads one opens it in the next second, and half a million rows need not be
    /// read twice.
    /// </summary>
    private volatile KnownSample? _newest;

    private sealed record KnownSample(string StoredPath, string FormatJson, FileSample Sample);

    /// <summary>
    /// Writes on at the end of a file, or begins it. What arrived is on disk also where the sender is cut off.
    /// </summary>
    public async Task AppendAsync(string storedPath, Stream content, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(PathOf(storedPath), PrivateFiles.Options(FileMode.Append));
        try
        {
            await content.CopyToAsync(file, 1 << 16, cancellationToken);
        }
        finally
        {
            file.Flush(flushToDisk: true);
        }
    }

    /// <summary>Bytes on disk; 0 where there is no such file.</summary>
    public long LengthOf(string storedPath) =>
        new FileInfo(PathOf(storedPath)) is { Exists: true } file ? file.Length : 0;

    /// <summary>Of the whole file, in small hexadecimal digits.</summary>
    public async Task<string> Sha256Async(string storedPath, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(PathOf(storedPath));
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
    }

    /// <summary>Reads a new file; its format is detected.</summary>
    public async Task<Result<(FileFormat Format, FileSample Sample)>> ReadAsync(
        string storedPath,
        CancellationToken cancellationToken
    )
    {
        await using var file = File.OpenRead(PathOf(storedPath));
        var format = FileFormat.Detect(file);
        if (!format.IsOk)
        {
            return format.Error;
        }

        var sample = await SampleAsync(file, storedPath, format.Value, cancellationToken);
        return sample.IsOk ? (format.Value, sample.Value) : sample.Error;
    }

    /// <summary>Reads a file in a known format.</summary>
    public async Task<Result<FileSample>> ReadAsync(
        string storedPath,
        FileFormat format,
        CancellationToken cancellationToken
    )
    {
        if (_newest is { } known && known.StoredPath == storedPath && known.FormatJson == format.ToJson())
        {
            return known.Sample;
        }

        await using var file = File.OpenRead(PathOf(storedPath));
        return await SampleAsync(file, storedPath, format, cancellationToken);
    }

    public void Delete(string storedPath) => File.Delete(PathOf(storedPath));

    private string PathOf(string storedPath) => Path.Combine(folder.Uploads, storedPath);

    private async Task<Result<FileSample>> SampleAsync(
        Stream file,
        string storedPath,
        FileFormat format,
        CancellationToken cancellationToken
    )
    {
        var sample = await FileSample.ReadAsync(file, format, ct: cancellationToken);
        if (sample.IsOk)
        {
            _newest = new KnownSample(storedPath, format.ToJson(), sample.Value);
        }

        return sample;
    }
}
