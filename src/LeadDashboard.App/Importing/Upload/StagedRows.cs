using LeadDashboard.Core.Files;

namespace LeadDashboard.App.Importing.Upload;

/// <summary>
/// Rows of a staged file, asked for some at a time in about the order of the file: only those asked for are in memory.
/// </summary>
internal sealed class StagedRows(string path, FileFormat format) : IAsyncDisposable
{
    private Stream? file;
    private IAsyncEnumerator<FileRow>? reader;
    private int next;

    /// <param name="indexes">See <see cref="FileRow.RowIndex"/>. One that lies before an earlier one lets the file be
    /// read from its start.</param>
    /// <returns>The rows by their index.</returns>
    public async Task<IReadOnlyDictionary<int, FileRow>> ReadAsync(
        IReadOnlyCollection<int> indexes,
        CancellationToken cancellationToken
    )
    {
        var wanted = indexes.ToHashSet();
        var rows = new Dictionary<int, FileRow>(wanted.Count);
        if (wanted.Count == 0)
        {
            return rows;
        }

        if (reader is null || wanted.Min() < next)
        {
            await DisposeAsync();
            file = File.OpenRead(path);
            reader = TabularFile
                .ReadRowsAsync(file, format, ct: cancellationToken)
                .GetAsyncEnumerator(cancellationToken);
        }

        while (rows.Count < wanted.Count && await reader.MoveNextAsync())
        {
            next = reader.Current.RowIndex + 1;
            if (wanted.Contains(reader.Current.RowIndex))
            {
                rows.Add(reader.Current.RowIndex, reader.Current);
            }
        }

        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        if (reader is not null)
        {
            await reader.DisposeAsync();
            await file!.DisposeAsync();
            (reader, file, next) = (null, null, 0);
        }
    }
}
