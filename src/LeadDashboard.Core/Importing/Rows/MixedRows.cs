using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Values;

namespace LeadDashboard.Core.Importing.Rows;

/// <summary>What a row of a file of leads and activities holds.</summary>
/// <param name="Error">Why it is neither; null = it is one or both.</param>
public readonly record struct MixedRow(bool IsLead, bool IsActivity, RowError? Error = null);

/// <summary>Tells the rows of leads and those of activities apart.</summary>
public sealed class MixedRows(ColumnMap map, ParseContext context)
{
    private readonly MappedColumn? _recordType = map.Columns.FirstOrDefault(c => c.Target == TargetField.RecordType);

    private readonly MappedColumn[] _ofActivity =
    [
        .. map.Columns.Where(c => c.Target is TargetField.ActivityKind or TargetField.ActivityTime),
    ];

    /// <summary>
    /// By the word of its record type; without such a column a row is a lead, and an activity as well where it has a
    /// kind or a time of one. A broken row is left to the parser of leads, which refuses it.
    /// </summary>
    public MixedRow Read(FileRow row)
    {
        if (row.Problem is not null)
        {
            return new MixedRow(true, false);
        }

        var cells = new CellReader(row, context.Format);
        if (_recordType is not null)
        {
            var word = cells.Text(_recordType);
            if (MixedColumns.IsLead(word) is { } isLead)
            {
                return new MixedRow(isLead, !isLead);
            }

            cells.Fail<string>(_recordType, word, ImportMessages.UnknownRecordType);
            return new MixedRow(false, false, cells.Error);
        }

        foreach (var column in _ofActivity)
        {
            if (cells.Text(column).Length > 0)
            {
                return new MixedRow(true, true);
            }
        }

        return new MixedRow(true, false);
    }
}
