using LeadDashboard.Core.Calendar;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Messages;

namespace LeadDashboard.Core.Importing.Values;

/// <summary>Reads the cells of one row by what the map says; remembers the first cell that cannot be read.</summary>
/// <param name="keepsRows">A value that cannot be read is left out and noted, unless its column says that it rejects
/// the row.</param>
internal ref struct CellReader(FileRow row, FileFormat format, bool keepsRows = false)
{
    public RowError? Error { get; private set; }

    /// <summary>Cells left out; null = none.</summary>
    public List<RowError>? Warnings { get; private set; }

    /// <summary>"" where the column is not mapped, the cell is empty or means "not known".</summary>
    public readonly string Text(MappedColumn? column)
    {
        if (column is null || column.Index >= row.Cells.Length)
        {
            return "";
        }

        var text = CellText.Clean(row.Cells[column.Index]);
        return column.IsMissing(text) ? ""
            : column.Replacements.Count > 0 && column.Replacements.TryGetValue(NormalForms.Spaces(text), out var other)
                ? other
            : text;
    }

    public readonly string? TextOrNull(MappedColumn? column) => Text(column) is { Length: > 0 } text ? text : null;

    /// <summary>With inner runs of blanks made one.</summary>
    public readonly string? SpacedOrNull(MappedColumn? column) =>
        TextOrNull(column) is { } text ? NormalForms.Spaces(text) : null;

    /// <summary>
    /// The same for a column of the database that keeps so many characters: what is longer is cut, and noted.
    /// </summary>
    public string? SpacedOrNull(MappedColumn? column, int length)
    {
        var text = SpacedOrNull(column);
        if (text is null || text.Length <= length)
        {
            return text;
        }

        (Warnings ??= []).Add(
            new RowError(
                row.LineNumber,
                column!.Header,
                CellText.Shorten(text),
                Reason(column, text, ImportMessages.TextCut, length)
            )
        );
        return TextLengths.Cut(text, length);
    }

    /// <summary>An instant; a day or a time without a zone is of the zone of the file.</summary>
    public DateTime? Date(MappedColumn? column) =>
        Date(column, ImportMessages.NotADate, ZoneDays.FindOrUtc(format.TimeZone));

    /// <summary>A day of the calendar as its midnight: no zone moves it.</summary>
    public DateTime? Day(MappedColumn? column) => Date(column, ImportMessages.NotADate, ZoneDays.Utc)?.Date;

    private DateTime? Date(MappedColumn? column, string key, ZoneDays zone)
    {
        var text = Text(column);
        if (text.Length == 0)
        {
            return null;
        }

        if (
            DateText.TryParse(text, format.DateOrder, zone, out var utc) || DateText.TryParseSerial(text, zone, out utc)
        )
        {
            return utc;
        }

        return MissingTokens.IsCommon(text) ? null : Bad<DateTime?>(column!, text, key, Example(format.DateOrder));
    }

    public decimal? Amount(MappedColumn? column)
    {
        var text = Text(column);
        if (text.Length == 0)
        {
            return null;
        }

        if (NumberText.TryParseAmount(text, format.DecimalSeparator, out var amount))
        {
            return amount;
        }

        return MissingTokens.IsCommon(text)
            ? null
            : Bad<decimal?>(column!, text, ImportMessages.NotAnAmount, $"1234{format.DecimalSeparator}50");
    }

    public bool? Flag(MappedColumn? column)
    {
        var text = Text(column);
        if (text.Length == 0)
        {
            return null;
        }

        if (BooleanText.TryParse(text, out var flag))
        {
            return flag;
        }

        return MissingTokens.IsCommon(text) ? null : Bad<bool?>(column!, text, ImportMessages.NotYesOrNo);
    }

    /// <summary>
    /// A custom field as it is stored: numbers with a point, dates as 2026-03-31, flags as true and false, words as
    /// they stand.
    /// </summary>
    public string Attribute(MappedColumn column)
    {
        var text = Text(column);
        if (text.Length == 0)
        {
            return "";
        }

        switch (column.Type)
        {
            case FieldType.Number:
                return NumberText.TryNormalize(text, format.DecimalSeparator, out var number) ? number
                    : MissingTokens.IsCommon(text) ? ""
                    : Bad<string>(column, text, ImportMessages.NotANumber) ?? "";
            case FieldType.Date:
                return Date(column, ImportMessages.NotADateField, ZoneDays.Utc) is { } utc ? DateText.Format(utc) : "";
            case FieldType.Boolean:
                return Flag(column) is { } flag ? (flag ? "true" : "false") : "";
            default:
                return NormalForms.Spaces(text);
        }
    }

    /// <summary>A value nobody needs to take the row.</summary>
    private T? Bad<T>(MappedColumn column, string text, string key, object? expected = null)
    {
        if (!keepsRows || column.RejectsBadValues)
        {
            return Fail<T>(column, text, key, expected);
        }

        (Warnings ??= []).Add(
            new RowError(row.LineNumber, column.Header, CellText.Shorten(text), Reason(column, text, key, expected))
        );
        return default;
    }

    /// <param name="key">{0} the cell, {1} the column, {2} <paramref name="expected"/>.</param>
    public T? Fail<T>(MappedColumn column, string text, string key, object? expected = null)
    {
        Error ??= new RowError(
            row.LineNumber,
            column.Header,
            CellText.Shorten(text),
            Reason(column, text, key, expected)
        );
        return default;
    }

    private static Message Reason(MappedColumn column, string text, string key, object? expected) =>
        expected is null
            ? new Message(key, CellText.Shorten(text), column.Header)
            : new Message(key, CellText.Shorten(text), column.Header, expected);

    /// <summary>For a cell that must not be empty; <paramref name="key"/> names the column as {0}.</summary>
    public void FailEmpty(MappedColumn column, string key) =>
        Error ??= new RowError(row.LineNumber, column.Header, "", new Message(key, column.Header));

    /// <summary>What the file itself says against the row.</summary>
    public static RowError? Refusal(FileRow row) =>
        row.Problem is null
            ? null
            : new RowError(row.LineNumber, "", CellText.Shorten(string.Join(" | ", row.Cells.Take(20))), row.Problem);

    private static string Example(DateOrder order) =>
        order switch
        {
            DateOrder.DayFirst => "31/03/2026",
            DateOrder.MonthFirst => "03/31/2026",
            _ => "2026-03-31",
        };
}
