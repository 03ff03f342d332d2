using LeadDashboard.Core.Activities;
using LeadDashboard.Core.Calendar;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Messages;

namespace LeadDashboard.Core.Importing.Values;

/// <summary>Reads the cells of one row by what the map says; remembers the first cell that cannot be read.</summary>
/// <param name="keepsRows">A value that cannot be read is left out and noted, unless its column says that it rejects
/// the row.</param>
/// <param name="currency">ISO 4217 code of the amounts that count; null = any.</param>
internal ref struct CellReader(FileRow row, FileFormat format, bool keepsRows = false, string? currency = null)
{
    public RowError? Error { get; private set; }

    /// <summary>Cells left out or doubtful; null = none.</summary>
    public List<RowError>? Warnings { get; private set; }

    /// <summary>Texts that their field cannot hold, kept with the record by the name of their column; null =
    /// none.</summary>
    public List<KeyValuePair<string, string>>? Aside { get; private set; }

    /// <summary>"" where the column is not mapped, the cell is empty or means "not known".</summary>
    public string Text(MappedColumn? column)
    {
        if (column is null || column.Index >= row.Cells.Length)
        {
            return "";
        }

        var text = CellText.Clean(row.Cells[column.Index]);
        if (SpreadsheetText.IsError(text) && !column.IsMissing(text))
        {
            NoteOnce(column, text, ImportMessages.ErrorValue);
            return "";
        }

        return column.IsMissing(text) ? ""
            : column.Replacements.Count > 0 && column.Replacements.TryGetValue(NormalForms.Spaces(text), out var other)
                ? other
            : text;
    }

    public string? TextOrNull(MappedColumn? column) => Text(column) is { Length: > 0 } text ? text : null;

    /// <summary>A number that names somebody or something: told where a spreadsheet took its last digits.</summary>
    public string? Identity(MappedColumn? column)
    {
        var text = TextOrNull(column);
        NoteLostDigits(column, text, SpreadsheetText.ShortestIdentity);
        return text;
    }

    /// <summary>With inner runs of blanks made one.</summary>
    public string? SpacedOrNull(MappedColumn? column) =>
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

        Note(column!, text, ImportMessages.TextCut, length);
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
            if (DateText.Contradicts(text, format.DateOrder))
            {
                var read = DateText.Format(zone.Local(utc).Date);
                NoteOnce(column!, text, ImportMessages.DateOrderContradicted, read, Example(format.DateOrder));
            }

            return utc;
        }

        return MissingTokens.IsCommon(text) ? null : Bad<DateTime?>(column!, text, key, Example(format.DateOrder));
    }

    /// <summary>
    /// An amount of the company's money: one in another currency is kept as its text and noted, or fails the row where
    /// rows are not kept.
    /// </summary>
    /// <param name="column">What names the amount.</param>
    /// <param name="stated">ISO 4217 code by a column of its own; null = none.</param>
    public decimal? Amount(MappedColumn? column, string? stated = null)
    {
        var (amount, code) = Money(column, stated);
        if (amount is null or 0m || code is null || currency is null || code == currency)
        {
            return amount;
        }

        var text = Text(column);
        if (!keepsRows)
        {
            Error ??= Told(column!, text, ImportMessages.NotOurCurrency, code, currency);
            return null;
        }

        KeepAside(column!, text);
        Note(column!, text, ImportMessages.AmountKeptAsText, code, currency);
        return null;
    }

    /// <summary>An amount and the ISO 4217 code of its money, or the sign where none is known for it.</summary>
    /// <param name="column">What names the amount.</param>
    /// <param name="stated">By a column of its own; null = the amount or its column may say it.</param>
    public (decimal? Amount, string? Currency) Money(MappedColumn? column, string? stated = null)
    {
        var text = Text(column);
        if (text.Length == 0)
        {
            return default;
        }

        if (NumberText.TryParseAmount(text, format.DecimalSeparator, out var amount, out var mark))
        {
            return (
                amount,
                mark is null
                    ? stated ?? CurrencyText.OfHeader(column!.Header, out _, currency)
                    : CurrencyText.Code(mark, stated ?? currency) ?? mark
            );
        }

        return MissingTokens.IsCommon(text)
            ? default
            : Bad<(decimal?, string?)>(column!, text, ImportMessages.NotAnAmount, $"1234{format.DecimalSeparator}50");
    }

    /// <summary>ISO 4217 code by a column of its own, or its text where that is none; null = it says nothing.</summary>
    public string? StatedCurrency(MappedColumn? column) =>
        TextOrNull(column) is { } text ? CurrencyText.Code(text, currency) ?? text : null;

    /// <summary>Keeps a text with the record where its field cannot hold it.</summary>
    public void KeepAside(MappedColumn column, string text) =>
        (Aside ??= []).Add(new(column.Header, NormalForms.Spaces(text)));

    /// <summary>Tells that a cell is not stored, as its record has no place for it.</summary>
    public void LeaveOut(MappedColumn column, string text) => NoteOnce(column, text, ImportMessages.NoPlaceForIt);

    private void NoteLostDigits(MappedColumn? column, string? text, int digits)
    {
        if (text is not null && SpreadsheetText.HasLostDigits(text, digits))
        {
            NoteOnce(column!, text, ImportMessages.DigitsLost);
        }
    }

    /// <summary>The same for a cell that is read more than once.</summary>
    private void NoteOnce(MappedColumn column, string text, string key, params object[] values)
    {
        foreach (var said in Warnings ?? [])
        {
            if (said.Reason.Key == key && string.Equals(said.Column, column.Header, StringComparison.Ordinal))
            {
                return;
            }
        }

        Note(column, text, key, values);
    }

    /// <summary>Says something of a cell beside its row.</summary>
    private void Note(MappedColumn column, string text, string key, params object[] values) =>
        (Warnings ??= []).Add(Told(column, text, key, values));

    private readonly RowError Told(MappedColumn column, string text, string key, params object[] values) =>
        new(
            row.LineNumber,
            column.Header,
            CellText.Shorten(text),
            new Message(key, [CellText.Shorten(text), column.Header, .. values])
        );

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

        NoteLostDigits(column, text, SpreadsheetText.ShownAsPower);
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

    /// <summary>How long something took, in minutes, 0 or more.</summary>
    public decimal? Minutes(MappedColumn? column)
    {
        var text = Text(column);
        return text.Length == 0 || MissingTokens.IsCommon(text) ? null
            : DurationText.TryReadMinutes(text, column!.Header, format.DecimalSeparator, out var minutes) ? minutes
            : Bad<decimal?>(column!, text, ImportMessages.NotADuration);
    }

    /// <summary>Who began.</summary>
    public ActivityDirection? Direction(MappedColumn? column)
    {
        var text = Text(column);
        return text.Length == 0 || MissingTokens.IsCommon(text) ? null
            : ActivityWords.Direction(text) ?? Bad<ActivityDirection?>(column!, text, ImportMessages.NotADirection);
    }

    /// <summary>An answer as a number, with the best one there is where cell or column say it.</summary>
    public (decimal? Score, decimal? Top) Score(MappedColumn? column)
    {
        var text = Text(column);
        return text.Length == 0 || MissingTokens.IsCommon(text) ? default
            : ScoreText.TryRead(text, column!.Header, format.DecimalSeparator, out var score, out var top)
                ? (score, top)
            : Bad<(decimal?, decimal?)>(column!, text, ImportMessages.NotAScore);
    }

    /// <summary>A value nobody needs to take the row.</summary>
    private T? Bad<T>(MappedColumn column, string text, string key, object? expected = null)
    {
        if (!keepsRows || column.RejectsBadValues)
        {
            return Fail<T>(column, text, key, expected);
        }

        Note(column, text, key, expected is null ? [] : [expected]);
        return default;
    }

    /// <param name="key">{0} the cell, {1} the column, {2} <paramref name="expected"/>.</param>
    public T? Fail<T>(MappedColumn column, string text, string key, object? expected = null)
    {
        Error ??= Told(column, text, key, expected is null ? [] : [expected]);
        return default;
    }

    /// <summary>For a cell that must not be empty; <paramref name="key"/> names the column as {0}.</summary>
    public void FailEmpty(MappedColumn column, string key) =>
        Error ??= new RowError(row.LineNumber, column.Header, "", new Message(key, column.Header));

    /// <summary>Fails the row where it says nothing that it has to say.</summary>
    public void Require(MappedColumn column, object? value)
    {
        if (value is null)
        {
            FailEmpty(column, ImportMessages.ValueNeeded);
        }
    }

    /// <summary>Fails the row where the amount that was read is below 0.</summary>
    public decimal? NotNegative(MappedColumn? column, decimal? amount) =>
        amount < 0 ? Fail<decimal?>(column!, Text(column), ImportMessages.NegativeAmount) : amount;

    /// <summary>ISO 4217 code by a column of its own; a text that is none fails the row.</summary>
    public string? CurrencyCode(MappedColumn? column) =>
        TextOrNull(column) is not { } text
            ? null
            : CurrencyText.Code(text) ?? Fail<string>(column!, text, ImportMessages.NotACurrency, "EUR");

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
