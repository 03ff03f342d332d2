using System.Runtime.CompilerServices;
using System.Threading.Channels;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Quality;
using LeadDashboard.Core.Importing.Rows;

namespace LeadDashboard.App.Importing.Commit;

/// <summary>Reads and parses a file chunk by chunk, one chunk ahead of whoever stores them.</summary>
/// <param name="next">The first row that is wanted.</param>
/// <param name="tally">Sees every row of the file, those before <paramref name="next"/> too; null where nothing is
/// measured.</param>
internal sealed class ChunkReader(
    string path,
    FileFormat format,
    ColumnMap map,
    int next,
    int chunkSize,
    QualityTally? tally = null
)
{
    /// <summary>Chunks with the share of the file read so far, 0..1.</summary>
    /// <exception cref="UnreadableFileException">The file is damaged half-way; what came before was given.</exception>
    public async IAsyncEnumerable<(ParsedChunk Chunk, double Done)> ReadAsync(
        IChunkWriter chunks,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var channel = Channel.CreateBounded<(ParsedChunk, double)>(
            new BoundedChannelOptions(1) { SingleReader = true, SingleWriter = true }
        );
        var reading = Task.Run(() => FillAsync(chunks, channel.Writer, cancellationToken), cancellationToken);
        await foreach (var chunk in channel.Reader.ReadAllAsync(cancellationToken))
        {
            yield return chunk;
        }

        await reading;
    }

    private async Task FillAsync(
        IChunkWriter chunks,
        ChannelWriter<(ParsedChunk, double)> writer,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await using var file = File.OpenRead(path);
            var length = Math.Max(1, file.Length);
            var rows = new List<FileRow>(chunkSize);
            await foreach (var row in NoLeadRows.ReadAsync(file, format, map, ct: cancellationToken))
            {
                tally?.Add(row);
                if (row.RowIndex < next)
                {
                    continue;
                }

                rows.Add(row);
                if (rows.Count == chunkSize)
                {
                    await writer.WriteAsync(
                        (chunks.Parse(rows), Math.Min(1, (double)file.Position / length)),
                        cancellationToken
                    );
                    rows = new List<FileRow>(chunkSize);
                }
            }

            if (rows.Count > 0)
            {
                await writer.WriteAsync((chunks.Parse(rows), 1), cancellationToken);
            }

            writer.Complete();
        }
        catch (Exception failure)
        {
            writer.Complete(failure);
        }
    }
}
