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

    /// <summary>Whole and on disk when it returns; nothing is left when it fails.</summary>
    public async Task<(string StoredPath, long Size, string Sha256)> SaveAsync(
        Stream content,
        CancellationToken cancellationToken
    )
    {
        var name = Guid.NewGuid().ToString("N");
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using var file = new FileStream(PathOf(name), PrivateFiles.Options(FileMode.CreateNew));
            var buffer = new byte[1 << 16];
            long size = 0;
            int read;
            while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
            {
                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                size += read;
            }

            file.Flush(flushToDisk: true);
            return (name, size, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        catch
        {
            Delete(name);
            throw;
        }
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
