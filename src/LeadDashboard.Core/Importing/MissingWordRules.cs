using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Importing;

/// <summary>What a person's choice of words for "not known" means for the column.</summary>
public static class MissingWordRules
{
    /// <summary>The words, and the type that the other values have: without "tbd" a column of amounts is one of numbers. A type that a person chose stays.</summary>
    /// <param name="rows">Sample of the file.</param>
    public static MappedColumn WithWords(MappedColumn column, IReadOnlyList<string> words, FileFormat format, IReadOnlyList<string[]> rows)
    {
        var changed = column with { MissingTokens = words };
        if (column.Target != TargetField.Custom || column.Type != TypeOf(column, format, rows))
        {
            return changed;
        }

        return changed with { Type = TypeOf(changed, format, rows) };
    }

    private static FieldType TypeOf(MappedColumn column, FileFormat format, IReadOnlyList<string[]> rows)
    {
        var words = new HashSet<string>(column.MissingTokens, StringComparer.OrdinalIgnoreCase);
        var values = rows.Select(row => column.Index < row.Length ? row[column.Index].Trim() : "").Where(value => value.Length > 0 && !words.Contains(value)).ToList();
        return FieldTypeDetector.Detect(column.Header, values, format.DecimalSeparator, format.DateOrder);
    }
}
