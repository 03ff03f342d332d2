using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LeadDashboard.Core.Access;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Results;

namespace LeadDashboard.App.Importing.Upload;

/// <summary>The rest of a file, or all of it.</summary>
/// <param name="Id">Chosen by the sender, one for each file.</param>
/// <param name="Offset">Bytes of the file before this part.</param>
/// <param name="SizeBytes">Of the whole file.</param>
/// <param name="Kind">null = what its columns speak for.</param>
public sealed record UploadPart(Guid Id, long Offset, long SizeBytes, string FileName, ImportKind? Kind);

/// <summary>
/// Uploads that go on where they were cut off: what arrived stays on disk for a day, under a name made of the person
/// and the id, so that nobody goes on with the file of another.
/// </summary>
public sealed class ResumableUploads(UploadedFiles files, ImportService imports)
{
    /// <summary>Names of the files that a request is writing or staging.</summary>
    private readonly ConcurrentDictionary<string, byte> _busy = new(StringComparer.Ordinal);

    /// <summary>Bytes of the file that are here; the sender goes on from there.</summary>
    public long OffsetOf(Guid id, Actor actor)
    {
        actor.Require(Permission.ImportData);
        return files.LengthOf(NameOf(id, actor));
    }

    /// <summary>Writes a part; the one that completes the file stages it.</summary>
    /// <returns>The staged file or why it was refused; null where the part does not begin at the end of what is here or
    /// does not complete it, or another request is at it: the sender asks for the offset and goes on.</returns>
    public async Task<Result<ImportBatch>?> AppendAsync(
        UploadPart part,
        Stream content,
        Actor actor,
        CancellationToken cancellationToken
    )
    {
        actor.Require(Permission.ImportData);
        var name = NameOf(part.Id, actor);
        if (!_busy.TryAdd(name, 0))
        {
            return null;
        }

        try
        {
            // The answer to the part that completed it did not reach the sender.
            if (await imports.FindStagedAsync(name, cancellationToken) is { } known)
            {
                return known;
            }

            if (files.LengthOf(name) != part.Offset)
            {
                return null;
            }

            await WriteAsync(name, content, cancellationToken);
            if (files.LengthOf(name) is var length && length != part.SizeBytes)
            {
                if (length > part.SizeBytes)
                {
                    files.Delete(name);
                }

                return null;
            }

            // To its end also where the sender goes: the next request finds the batch.
            var batch = await imports.StageStoredAsync(name, part.FileName, part.Kind, actor, CancellationToken.None);
            if (!batch.IsOk)
            {
                files.Delete(name);
            }

            return batch;
        }
        finally
        {
            _busy.TryRemove(name, out _);
        }
    }

    /// <summary>Removes what arrived of a file that is not wanted any more; a staged one stays.</summary>
    /// <returns>False where a request is still writing it.</returns>
    public async Task<bool> TryRemoveAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        actor.Require(Permission.ImportData);
        var name = NameOf(id, actor);
        if (!_busy.TryAdd(name, 0))
        {
            return false;
        }

        try
        {
            if (await imports.FindStagedAsync(name, cancellationToken) is null)
            {
                files.Delete(name);
            }

            return true;
        }
        finally
        {
            _busy.TryRemove(name, out _);
        }
    }

    /// <summary>Nothing is left of a file of which no byte came.</summary>
    private async Task WriteAsync(string name, Stream content, CancellationToken cancellationToken)
    {
        try
        {
            await files.AppendAsync(name, content, cancellationToken);
        }
        catch when (files.LengthOf(name) == 0)
        {
            files.Delete(name);
            throw;
        }
    }

    private static string NameOf(Guid id, Actor actor)
    {
        var owner = string.Create(CultureInfo.InvariantCulture, $"{actor.UserId}:{id:N}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(owner)))[..32];
    }
}
