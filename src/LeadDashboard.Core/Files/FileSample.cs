using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Results;

namespace LeadDashboard.Core.Files;

/// <summary>Rows from all over a file, in file order: the first hundred alone often hide what comes later.</summary>
/// <param name="Header">Unique, never empty.</param>
/// <param name="Rows">Sound, non-blank rows.</param>
/// <param name="ReadRowCount">Rows looked at; all of the file when <paramref name="IsComplete"/>.</param>
/// <param name="ProblemCount">Of these, rows that will be rejected because of their form.</param>
/// <param name="Problems">The first of these rows.</param>
public sealed record FileSample(
    string[] Header,
    IReadOnlyList<string[]> Rows,
    int ReadRowCount,
    bool IsComplete,
    int ProblemCount,
    IReadOnlyList<FileRow> Problems,
    IReadOnlyList<Message> Notes
)
{
    private const int KeptProblems = 20;

    /// <param name="rowCount">Rows to keep, each row of the file with the same chance (reservoir sampling, Vitter 1985,
    /// algorithm R).</param>
    /// <param name="maxReadRows">Stops after this many rows, so that a giant file answers soon.</param>
    public static async Task<Result<FileSample>> ReadAsync(
        Stream stream,
        FileFormat format,
        int rowCount = 5_000,
        int seed = 1,
        int maxReadRows = 100_000,
        ReadLimits? limits = null,
        CancellationToken ct = default
    )
    {
        var preview = await FilePreview.ReadAsync(stream, format, 0, limits, ct);
        if (!preview.IsOk)
        {
            return preview.Error;
        }

        var random = new Random(seed);
        var kept = new List<(int Index, string[] Cells)>(rowCount);
        var problems = new List<FileRow>();
        int read = 0,
            sound = 0,
            broken = 0;
        var isComplete = true;
        try
        {
            await foreach (var row in TabularFile.ReadRowsAsync(stream, format, limits, null, ct))
            {
                if (read >= maxReadRows)
                {
                    isComplete = false;
                    break;
                }

                read++;
                if (row.Problem is not null)
                {
                    broken++;
                    if (problems.Count < KeptProblems)
                    {
                        problems.Add(row);
                    }
                }
                else if (!row.IsBlank)
                {
                    sound++;
                    Keep(kept, row, rowCount, sound, random);
                }
            }
        }
        catch (UnreadableFileException unreadable)
        {
            return unreadable.Error;
        }
        finally
        {
            stream.Position = 0;
        }

        if (read == 0)
        {
            return ImportErrors.HeaderOnly(preview.Value.Header.Length);
        }

        kept.Sort((a, b) => a.Index.CompareTo(b.Index));
        return new FileSample(
            preview.Value.Header,
            [.. kept.Select(k => k.Cells)],
            read,
            isComplete,
            broken,
            problems,
            preview.Value.Notes
        );
    }

    private static void Keep(List<(int Index, string[] Cells)> kept, FileRow row, int rowCount, int seen, Random random)
    {
        if (kept.Count < rowCount)
        {
            kept.Add((row.RowIndex, row.Cells));
            return;
        }

        var slot = random.Next(seen);
        if (slot < rowCount)
        {
            kept[slot] = (row.RowIndex, row.Cells);
        }
    }
}
