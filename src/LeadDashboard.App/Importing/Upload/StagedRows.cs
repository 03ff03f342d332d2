using LeadDashboard.Core.Files;

namespace LeadDashboard.App.Importing.Upload;

/// <summary>
/// Rows of a staged file, asked for some at a time in about the order of the file: only those asked for are in memory.
/// </summary>
internal sealed class StagedRows(string path, FileFormat format) : IAsyncDisposable
{
    private Stream? _file;
    private IAsyncEnumerator<FileRow>? _reader;
    private int _next;

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

        if (_reader is null || wanted.Min() < _next)
        {
            await DisposeAsync();
            _file = File.OpenRead(path);
            _reader = TabularFile
                .ReadRowsAsync(_file, format, ct: cancellationToken)
                .GetAsyncEnumerator(cancellationToken);
        }

        while (rows.Count < wanted.Count && await _reader.MoveNextAsync())
        {
            _next = _reader.Current.RowIndex + 1;
            if (wanted.Contains(_reader.Current.RowIndex))
            {
                rows.Add(_reader.Current.RowIndex, _reader.Current);
            }
        }

        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        if (_reader is not null)
        {
            await _reader.DisposeAsync();
            await _file!.DisposeAsync();
            (_reader, _file, _next) = (null, null, 0);
        }
    }
}
