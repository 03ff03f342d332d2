using System.Text.Json;
using System.Text.Json.Serialization;
using LeadDashboard.Core.Calendar;
using LeadDashboard.Core.Files.Encodings;
using LeadDashboard.Core.Importing;
using LeadDashboard.Core.Messages;
using LeadDashboard.Core.Results;

namespace LeadDashboard.Core.Files;

public enum FileKind
{
    /// <summary>Text with a delimiter between cells.</summary>
    Delimited = 0,

    /// <summary>An Excel workbook, .xlsx or .xls.</summary>
    Workbook = 1,

    /// <summary>Objects in a JSON array, or one per line.</summary>
    Json = 2,
}

/// <summary>
/// What 03/04/2026 means. Dates that begin with a four-digit year are read the same whatever the order.
/// </summary>
public enum DateOrder
{
    YearFirst = 0,
    DayFirst = 1,
    MonthFirst = 2,
}

/// <summary>How to read a file: detected, and correctable by <c>with</c>.</summary>
public sealed record FileFormat
{
    private static readonly JsonSerializerOptions JsonOptions = new()
    {
        Converters = { new JsonStringEnumConverter() },
    };

    public FileKind Kind { get; init; }

    /// <summary>One of <see cref="TextEncodings.Names"/>.</summary>
    public string EncodingName { get; init; } = TextEncodings.Utf8;

    /// <summary>
    /// The encoding of the lines that are not in <see cref="EncodingName"/>, where the file was put together from parts
    /// in two; null = all lines are in one. Only for a delimited text.
    /// </summary>
    public string? OtherEncodingName { get; init; }

    public char Delimiter { get; init; } = ',';

    /// <summary>
    /// A quote within a quoted cell is written \" instead of "", as programs other than spreadsheets do.
    /// </summary>
    public bool HasBackslashQuotes { get; init; }

    public bool HasHeader { get; init; } = true;

    /// <summary>Filled rows above the table, e.g. the title of a report. They are no data rows.</summary>
    public int TitleRowCount { get; init; }

    /// <summary>
    /// Columns at the right end that have values but no name in the header; they are called "Column 6" and so on.
    /// </summary>
    public int UnnamedColumnCount { get; init; }

    /// <summary>'.' or ','.</summary>
    public char DecimalSeparator { get; init; } = '.';

    public DateOrder DateOrder { get; init; }

    /// <summary>
    /// Name in the IANA database: where the days and times of the file are read that say no zone themselves. It stays
    /// with the file, so that reading it again gives the same instants.
    /// </summary>
    public string TimeZone { get; init; } = ZoneDays.Utc.Id;

    /// <summary>The sheet to read; null = the first one. Only for a workbook.</summary>
    public string? SheetName { get; init; }

    /// <summary>The sheets to choose from, in order. Empty for a text file.</summary>
    public IReadOnlyList<string> SheetNames { get; init; } = [];

    /// <summary>
    /// Only for JSON: the names that lead to the array of objects, none for an array at the root; null = one object per
    /// line.
    /// </summary>
    public IReadOnlyList<string>? RecordPath { get; init; }

    /// <summary>Only for JSON: the names that its objects use, in the order of their first appearance.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Why the detector thinks so, one sentence each.</summary>
    public IReadOnlyList<Message> Evidence { get; init; } = [];

    /// <summary>Of the evidence, what a person should look at before the file is taken.</summary>
    [JsonIgnore]
    public IEnumerable<Message> Warnings =>
        Evidence.Where(said => said.Key is ImportMessages.LinesReadAs or ImportMessages.LinesUnreadable);

    /// <summary>Reads the beginning of a seekable stream and puts it back to its start.</summary>
    public static Result<FileFormat> Detect(Stream stream) => FormatDetector.Detect(stream, ReadLimits.Default);

    public static FileFormat FromJson(string json) =>
        JsonSerializer.Deserialize<FileFormat>(json, JsonOptions) ?? new FileFormat();

    public string ToJson() => JsonSerializer.Serialize(this, JsonOptions);
}
