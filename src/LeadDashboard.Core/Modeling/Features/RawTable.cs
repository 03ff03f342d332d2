using System.Globalization;

namespace LeadDashboard.Core.Modeling.Features;

/// <summary>What a raw column holds.</summary>
public enum RawKind
{
    Number = 0,
    Words = 1,

    /// <summary>Free text, read word by word.</summary>
    Text = 2,
}

/// <summary>A column of attributes as they came: before missing values, codes and screening.</summary>
public sealed class RawColumn
{
    private const int MaxShownText = 80;

    /// <summary>Day 0 of <see cref="Dates"/>.</summary>
    public static readonly DateTime DateOrigin = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private RawColumn(string name, string field, RawKind kind, float[] numbers, string[] words, float[]? dates = null)
    {
        Name = name;
        Field = field;
        Kind = kind;
        Numbers = numbers;
        Words = words;
        Dates = dates ?? [];
    }

    /// <summary>Unique within its table.</summary>
    public string Name { get; }

    /// <summary>The field users know; several columns may come from one.</summary>
    public string Field { get; }

    public RawKind Kind { get; }

    /// <summary>float[rowCount], NaN = missing. Empty for words.</summary>
    public float[] Numbers { get; }

    /// <summary>string[rowCount], "" = missing: the words of a category or a free text. Empty for numbers.</summary>
    public string[] Words { get; }

    /// <summary>
    /// float[rowCount], days since 2000-01-01 UTC, NaN = missing: the dates behind the numbers. Empty for other
    /// columns.
    /// </summary>
    public float[] Dates { get; }

    public bool IsDate => Dates.Length > 0;

    public int RowCount => Kind == RawKind.Number ? Numbers.Length : Words.Length;

    public static RawColumn OfNumbers(string name, string field, float[] numbers) =>
        new(name, field, RawKind.Number, numbers, []);

    /// <summary>Dates, learnt from as days.</summary>
    /// <param name="name">Unique within its table.</param>
    /// <param name="field">The field users know.</param>
    /// <param name="dates">float[rowCount], days since 2000-01-01 UTC, NaN = missing.</param>
    /// <param name="numbers">float[rowCount], the days that are learnt from and shown, where these are others, e.g.
    /// days before an instant; null = the dates, shown as such.</param>
    public static RawColumn OfDates(string name, string field, float[] dates, float[]? numbers = null) =>
        new(name, field, RawKind.Number, numbers ?? dates, [], dates);

    public static RawColumn OfWords(string name, string field, string[] words) =>
        new(name, field, RawKind.Words, [], words);

    public static RawColumn OfTexts(string name, string field, string[] texts) =>
        new(name, field, RawKind.Text, [], texts);

    public bool IsMissing(int row) => Kind == RawKind.Number ? float.IsNaN(Numbers[row]) : Words[row].Length == 0;

    /// <summary>Invariant text, "" = missing.</summary>
    public string Display(int row) =>
        Kind == RawKind.Text ? (Words[row].Length <= MaxShownText ? Words[row] : Words[row][..MaxShownText] + "...")
        : Kind == RawKind.Words ? Words[row]
        : float.IsNaN(Numbers[row]) ? ""
        : ReferenceEquals(Numbers, Dates)
            ? DateOrigin.AddDays(Numbers[row]).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : Numbers[row].ToString("0.###", CultureInfo.InvariantCulture);

    public RawColumn Select(int[] rows) =>
        IsDate
            ? OfDates(
                Name,
                Field,
                [.. rows.Select(row => Dates[row])],
                ReferenceEquals(Numbers, Dates) ? null : [.. rows.Select(row => Numbers[row])]
            )
        : Kind == RawKind.Number ? OfNumbers(Name, Field, [.. rows.Select(row => Numbers[row])])
            : new RawColumn(Name, Field, Kind, [], [.. rows.Select(row => Words[row])]);

    /// <summary>Reads texts as invariant numbers; what cannot be read is missing, as is an infinity.</summary>
    public static RawColumn ParseNumbers(string name, string field, IReadOnlyList<string> texts)
    {
        var numbers = new float[texts.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = ParseNumber(texts[i]);
        }

        return OfNumbers(name, field, numbers);
    }

    internal static float ParseNumber(string text)
    {
        var trimmed = text.AsSpan().Trim().TrimEnd('%');
        return
            float.TryParse(
                trimmed,
                NumberStyles.Float | NumberStyles.AllowThousands,
                CultureInfo.InvariantCulture,
                out var number
            ) && float.IsFinite(number)
            ? number
            : float.NaN;
    }
}

/// <summary>Raw columns of the same rows.</summary>
public sealed class RawTable
{
    private readonly Dictionary<string, RawColumn> _byName;

    public RawTable(IReadOnlyList<RawColumn> columns, int rowCount)
    {
        _byName = new Dictionary<string, RawColumn>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            if (column.RowCount != rowCount)
            {
                throw new ArgumentException(
                    $"Column '{column.Name}' has {column.RowCount} rows where the table has {rowCount}.",
                    nameof(columns)
                );
            }

            if (!_byName.TryAdd(column.Name, column))
            {
                throw new ArgumentException(
                    $"Two columns are named '{column.Name}'. Give each column a name of its own.",
                    nameof(columns)
                );
            }
        }

        Columns = columns;
        RowCount = rowCount;
    }

    public IReadOnlyList<RawColumn> Columns { get; }

    public int RowCount { get; }

    /// <summary>Null where the table has no such column.</summary>
    public RawColumn? Find(string name) => _byName.GetValueOrDefault(name);

    public RawTable SelectRows(int[] rows) => new([.. Columns.Select(column => column.Select(rows))], rows.Length);
}
