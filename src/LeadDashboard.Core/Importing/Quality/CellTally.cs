using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Importing.Quality;

/// <summary>Counts what becomes of the cells of the rows that are taken. Not for several threads at once.</summary>
public sealed class CellTally(ColumnMap map)
{
    private readonly MappedColumn[] _columns = [.. map.Columns.OrderBy(column => column.Index)];
    private readonly int[] _filled = new int[map.Columns.Count];
    private readonly int[] _notKnown = new int[map.Columns.Count];
    private readonly int[] _leftOut = new int[map.Columns.Count];
    private readonly Dictionary<(string Header, CellNote Note), ColumnNote> _notes = [];

    /// <summary>The cells without the notes: what costs time, and needs no database.</summary>
    /// <param name="warnings">What was said of cells of the row; null = nothing.</param>
    /// <param name="times">1; -1 = the row is not taken after all.</param>
    public void Count(FileRow row, IReadOnlyList<RowError>? warnings, int times = 1)
    {
        for (var i = 0; i < _columns.Length; i++)
        {
            if (_columns[i].Index >= row.Cells.Length || string.IsNullOrWhiteSpace(row.Cells[_columns[i].Index]))
            {
                continue;
            }

            _filled[i] += times;
            if (_columns[i].Target == TargetField.Ignore)
            {
                continue;
            }

            var said = NoteOf(_columns[i].Header, warnings);
            if (said is { } note && ColumnNote.IsLeftOut(note))
            {
                _leftOut[i] += times;
            }
            else if (IsNotKnown(_columns[i], row.Cells[_columns[i].Index]))
            {
                _notKnown[i] += times;
            }
        }
    }

    /// <param name="warnings">What was said of cells of a row that is taken; null = nothing.</param>
    public void Note(IReadOnlyList<RowError>? warnings)
    {
        foreach (var warning in warnings ?? [])
        {
            if (CellReport.NoteOf(warning.Reason.Key) is { } note)
            {
                var place = (warning.Column, note);
                var one = new ColumnNote(warning.Column, note, 1, [warning.Value]);
                _notes[place] = _notes.TryGetValue(place, out var known) ? known.Plus(one) : one;
            }
        }
    }

    public CellReport Report() =>
        new(
            [
                .. _columns
                    .Select(
                        (column, i) =>
                            new ColumnCells(
                                column.Header,
                                _filled[i],
                                _notKnown[i],
                                column.Target == TargetField.Ignore ? _filled[i] : 0,
                                _leftOut[i]
                            )
                    )
                    .Where(column => column.Filled > 0),
            ],
            [.. _notes.Values]
        );

    /// <summary>The note that leaves the cell out, else any.</summary>
    private static CellNote? NoteOf(string header, IReadOnlyList<RowError>? warnings)
    {
        CellNote? found = null;
        foreach (var warning in warnings ?? [])
        {
            if (
                string.Equals(warning.Column, header, StringComparison.Ordinal)
                && CellReport.NoteOf(warning.Reason.Key) is { } note
            )
            {
                found = ColumnNote.IsLeftOut(note) ? note : found ?? note;
            }
        }

        return found;
    }

    /// <summary>As the cells are read: words of the column, and the usual ones where no text is stored.</summary>
    private static bool IsNotKnown(MappedColumn column, string cell)
    {
        var isTyped = column.Type is FieldType.Number or FieldType.Date or FieldType.Boolean;
        if (column.MissingTokens.Count == 0 && (!isTyped || char.IsAsciiDigit(cell[0])))
        {
            return false;
        }

        var text = CellText.Clean(cell);
        return text.Length == 0 || column.IsMissing(text) || (isTyped && MissingTokens.IsCommon(text));
    }
}
