using LeadDashboard.Core.Modeling;

namespace LeadDashboard.Cli;

/// <summary>A whole file in memory.</summary>
internal sealed class TableFile
{
    private readonly List<string[]> _rows;

    private TableFile(string[] header, List<string[]> rows, IReadOnlyList<string> notes)
    {
        Header = header;
        _rows = rows;
        Notes = notes;
    }

    public string[] Header { get; }

    public IReadOnlyList<string> Notes { get; }

    public int RowCount => _rows.Count;

    public static async Task<TableFile> ReadAsync(string path)
    {
        var lines = await File.ReadAllLinesAsync(path);
        var d = lines[0].Contains(';') ? ';' : ',';
        string[] Split(string line) => [.. line.Split(d).Select(c => c.Trim('"'))];
        return new TableFile(Split(lines[0]), [.. lines.Skip(1).Select(Split)], []);
    }

    public int Require(string name)
    {
        var index = Array.FindIndex(Header, header => header.Equals(name, StringComparison.OrdinalIgnoreCase));
        return index >= 0 ? index : throw new CommandException($"There is no column '{name}'; the file has {string.Join(", ", Header.Select(header => $"'{header}'"))}.");
    }

    public string[] Column(int index) => [.. _rows.Select(row => row[index])];

    public RawTable ToRawTable(IReadOnlyList<int> columns) =>
        new([.. columns.Select(index => ToRawColumn(Header[index], Column(index)))], RowCount);

    public IReadOnlyList<string> Row(int row) => _rows[row];

    /// <summary>The columns that a model reads, typed as it learnt them.</summary>
    public RawTable ToRawTable(FeatureRecipe recipe)
    {
        var columns = new List<RawColumn>();
        foreach (var source in recipe.Features.GroupBy(feature => feature.Source, StringComparer.Ordinal))
        {
            var index = Array.FindIndex(Header, header => header.Equals(source.Key, StringComparison.OrdinalIgnoreCase));
            if (index >= 0)
            {
                var isNumber = source.Any(feature => !feature.IsCategory);
                columns.Add(isNumber ? RawColumn.ParseNumbers(source.Key, source.Key, Column(index)) : RawColumn.OfWords(source.Key, source.Key, Column(index)));
            }
        }

        return new RawTable(columns, RowCount);
    }

    private static RawColumn ToRawColumn(string name, string[] cells)
    {
        var numbers = RawColumn.ParseNumbers(name, name, cells);
        var filled = cells.Count(cell => cell.Length > 0);
        return numbers.Numbers.Count(number => !float.IsNaN(number)) >= 0.97 * filled ? numbers : RawColumn.OfWords(name, name, cells);
    }
}
