using System.Globalization;
using LeadDashboard.App.Messages;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Modeling.Features;

namespace LeadDashboard.Cli;

/// <summary>A whole file in memory, read and typed as an import would.</summary>
internal sealed class TableFile
{
    private const int TypeSampleRows = 5000;

    private readonly List<string[]> _rows;

    private TableFile(FileFormat format, string[] header, List<string[]> rows, IReadOnlyList<string> notes)
    {
        Format = format;
        Header = header;
        _rows = rows;
        Notes = notes;
    }

    /// <summary>How it was read.</summary>
    public FileFormat Format { get; }

    public string[] Header { get; }

    /// <summary>What a reader should know, e.g. rows that could not be taken.</summary>
    public IReadOnlyList<string> Notes { get; }

    public int RowCount => _rows.Count;

    /// <param name="path">Of the file.</param>
    /// <param name="choice">What the command says of the format; what it does not say is guessed.</param>
    public static async Task<TableFile> ReadAsync(string path, FormatChoice choice)
    {
        if (!File.Exists(path))
        {
            throw new CommandException(CliTexts.Say("cli.no-file", path));
        }

        await using var stream = File.OpenRead(path);
        var format = choice.Apply(CommandException.ValueOf(FileFormat.Detect(stream), path), null);
        var header = CommandException.ValueOf(await TabularFile.ReadHeaderAsync(stream, format), path);

        stream.Position = 0;
        var rows = new List<string[]>();
        var problems = new List<string>();
        await foreach (var row in TabularFile.ReadRowsAsync(stream, format))
        {
            if (row.Problem is not null)
            {
                problems.Add(MessageTexts.Say(row.Problem));
            }
            else if (!row.IsBlank)
            {
                rows.Add(row.Cells);
            }
        }

        IReadOnlyList<string> notes =
            problems.Count == 0
                ? []
                : [$"{problems.Count} rows could not be read and were left out; the first: {problems[0]}"];
        return new TableFile(format, header, rows, notes);
    }

    public int Require(string name)
    {
        var index = Find(name);
        var known = string.Join(", ", Header.Select(header => $"'{header}'"));
        return index >= 0 ? index : throw new CommandException($"There is no column '{name}'; the file has {known}.");
    }

    public string[] Column(int index) => [.. _rows.Select(row => row[index])];

    public IReadOnlyList<string> Row(int row) => _rows[row];

    public RawTable ToRawTable(IReadOnlyList<int> columns)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var raw = new List<RawColumn>();
        foreach (var index in columns)
        {
            var name = Header[index];
            for (var number = 2; !taken.Add(name); number++)
            {
                name = string.Create(CultureInfo.InvariantCulture, $"{Header[index]} ({number})");
            }

            raw.Add(ToRawColumn(name, Column(index)));
        }

        return new RawTable(raw, RowCount);
    }

    /// <summary>The columns that a model reads, typed as it learnt them.</summary>
    public RawTable ToRawTable(FeatureRecipe recipe) => RecipeTable.Build(Header, _rows, recipe, Format);

    private int Find(string name) => RecipeTable.Find(Header, name);

    private RawColumn ToRawColumn(string name, string[] cells)
    {
        var type = FieldTypeDetector.Detect(name, Sample(cells), Format.DecimalSeparator, Format.DateOrder);
        return type switch
        {
            FieldType.Category or FieldType.Boolean => RawColumn.OfWords(name, name, cells),
            FieldType.Text => RawColumn.OfTexts(name, name, cells),
            _ => Numbers(name, type, cells, Format),
        };
    }

    /// <summary>Numbers as they are, dates as days since 2000.</summary>
    internal static RawColumn Numbers(string name, FieldType type, string[] cells, FileFormat format)
    {
        var numbers = new float[cells.Length];
        for (var row = 0; row < numbers.Length; row++)
        {
            numbers[row] = type switch
            {
                FieldType.Date => DateText.TryParse(cells[row], format.DateOrder, out var date)
                    ? (float)(date - RawColumn.DateOrigin).TotalDays
                    : float.NaN,
                _ => NumberText.TryParse(cells[row], format.DecimalSeparator, out var number)
                    ? (float)number
                    : float.NaN,
            };
        }

        return type == FieldType.Date
            ? RawColumn.OfDates(name, name, numbers)
            : RawColumn.OfNumbers(name, name, numbers);
    }

    internal static string[] Sample(string[] cells)
    {
        var step = Math.Max(1, cells.Length / TypeSampleRows);
        return [.. cells.Where((_, row) => row % step == 0)];
    }
}
