using System.Text.Json;
using LeadDashboard.Core.Messages;

namespace LeadDashboard.Core.Importing.Quality;

/// <summary>What is told of cells of rows that were taken; stored as a number, never renumbered.</summary>
public enum CellNote
{
    /// <summary>Not what its column holds; left out.</summary>
    Unreadable = 0,

    /// <summary>A formula of a spreadsheet that failed; left out.</summary>
    ErrorValue = 1,

    /// <summary>An amount in money that is not the company's; kept as text.</summary>
    OtherCurrency = 2,

    /// <summary>A number shown as a power of ten; kept as it stands.</summary>
    LostDigits = 3,

    /// <summary>A date that speaks against the order of the others; taken.</summary>
    DateOrder = 4,

    /// <summary>A long text; its first part is kept.</summary>
    Cut = 5,

    /// <summary>The record has no place for it as it is; left out.</summary>
    NoPlace = 6,
}

/// <summary>One note of one column.</summary>
/// <param name="Count">Cells, at least 1.</param>
/// <param name="Examples">The first different ones, at most three.</param>
public sealed record ColumnNote(string Header, CellNote Note, int Count, IReadOnlyList<string> Examples)
{
    public const int MostExamples = 3;

    /// <summary>The cell is not stored; so is one of which more is said than a note does.</summary>
    public static bool IsLeftOut(Message reason) => CellReport.NoteOf(reason.Key) is not { } note || IsLeftOut(note);

    internal static bool IsLeftOut(CellNote note) =>
        note is CellNote.Unreadable or CellNote.ErrorValue or CellNote.NoPlace;

    internal ColumnNote Plus(ColumnNote other) =>
        this with
        {
            Count = Count + other.Count,
            Examples =
            [
                .. Examples.Concat(other.Examples).Distinct(StringComparer.Ordinal).Take(MostExamples),
            ],
        };
}

/// <summary>
/// The cells of one column in rows that were taken. Filled = NotKnown + NotImported + LeftOut + Stored.
/// </summary>
/// <param name="Filled">Not blank.</param>
/// <param name="NotKnown">Words that mean "not known" in the column.</param>
/// <param name="NotImported">All of a column that is mapped to nothing.</param>
/// <param name="LeftOut">Those that a note leaves out.</param>
public sealed record ColumnCells(string Header, int Filled, int NotKnown, int NotImported, int LeftOut)
{
    public int Stored => Filled - NotKnown - NotImported - LeftOut;

    internal ColumnCells Plus(ColumnCells other) =>
        new(
            Header,
            Filled + other.Filled,
            NotKnown + other.NotKnown,
            NotImported + other.NotImported,
            LeftOut + other.LeftOut
        );
}

/// <summary>What became of the cells of an import: nothing is left out without a word.</summary>
/// <param name="Columns">Those with a filled cell, in the order of the file.</param>
/// <param name="Notes">In the order of the columns.</param>
public sealed record CellReport(IReadOnlyList<ColumnCells> Columns, IReadOnlyList<ColumnNote> Notes)
{
    private const int MostNames = 12;

    public static CellReport Empty { get; } = new([], []);

    public int Filled => Columns.Sum(column => column.Filled);

    public int Stored => Columns.Sum(column => column.Stored);

    public int NotKnown => Columns.Sum(column => column.NotKnown);

    public int NotImported => Columns.Sum(column => column.NotImported);

    public int LeftOut => Columns.Sum(column => column.LeftOut);

    /// <summary>Columns that no row could use though they are mapped.</summary>
    public IEnumerable<ColumnCells> Unused => Columns.Where(column => column is { Stored: 0, LeftOut: > 0 });

    /// <summary>Columns that are mapped to nothing and hold something.</summary>
    public IEnumerable<ColumnCells> Ignored => Columns.Where(column => column.NotImported > 0);

    public static CellReport FromJson(string? json) =>
        json is null ? Empty : JsonSerializer.Deserialize<CellReport>(json) ?? Empty;

    public string ToJson() => JsonSerializer.Serialize(new { Columns, Notes });

    public CellReport Plus(CellReport other) =>
        new(
            [
                .. Columns
                    .Concat(other.Columns)
                    .GroupBy(column => column.Header, StringComparer.Ordinal)
                    .Select(same => same.Aggregate((sum, next) => sum.Plus(next))),
            ],
            [
                .. Notes
                    .Concat(other.Notes)
                    .GroupBy(note => (note.Header, note.Note))
                    .Select(same => same.Aggregate((sum, next) => sum.Plus(next))),
            ]
        );

    /// <summary>Every note, columns that no row could use, and those that are not imported.</summary>
    public IReadOnlyList<Message> Say() =>
        [
            .. Notes.Select(Say),
            .. Unused.Select(column => new Message(ImportMessages.ColumnUnused, column.Header, column.Filled)),
            .. Ignored.Any()
                ? [new Message(ImportMessages.ColumnsIgnored, NotImported, Names(Ignored))]
                : Array.Empty<Message>(),
        ];

    private static string Names(IEnumerable<ColumnCells> columns) =>
        string.Join(", ", columns.Take(MostNames).Select(column => column.Header))
        + (columns.Count() > MostNames ? " ..." : "");

    /// <summary>What a note says of so many cells.</summary>
    public static Message Say(ColumnNote note) =>
        new(
            ImportMessages.CellsNoted,
            note.Header,
            note.Count,
            ImportWords.WordFor(note.Note),
            string.Join(" · ", note.Examples)
        );

    /// <summary>The note that stands for a reason given beside a row; null = the reason is of the row.</summary>
    internal static CellNote? NoteOf(string reasonKey) =>
        reasonKey switch
        {
            ImportMessages.NotAnAmount
            or ImportMessages.NotADate
            or ImportMessages.NotADateField
            or ImportMessages.NotYesOrNo
            or ImportMessages.NotADuration
            or ImportMessages.NotADirection
            or ImportMessages.NotAScore
            or ImportMessages.NotANumber => CellNote.Unreadable,
            ImportMessages.ErrorValue => CellNote.ErrorValue,
            ImportMessages.AmountKeptAsText => CellNote.OtherCurrency,
            ImportMessages.DigitsLost => CellNote.LostDigits,
            ImportMessages.DateOrderContradicted => CellNote.DateOrder,
            ImportMessages.TextCut => CellNote.Cut,
            ImportMessages.NoPlaceForIt => CellNote.NoPlace,
            _ => null,
        };
}
