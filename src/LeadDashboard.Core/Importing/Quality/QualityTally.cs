using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Importing.Quality;

/// <summary>
/// Measures the rows of a whole file as they go by: filled cells, different values, least and greatest number of every
/// row, and a sample in
/// which each row has the same chance (reservoir sampling, Li 1994, algorithm L) for what needs the values side by
/// side.
/// In constant memory; not for several threads at once.
/// </summary>
public sealed class QualityTally
{
    private const int MostSampleRows = 10_000;
    private const int FewestSampleRows = 500;

    /// <summary>Of the sample: a file of two thousand columns may not fill the memory with its rows.</summary>
    private const int MostSampleCells = 1_000_000;
    private const int MostExactValues = 400_000;
    private const int MostExactValuesOfAColumn = 16_384;
    private const int OddRowSampleRows = 5_000;

    private readonly ColumnMap _map;
    private readonly FileFormat _format;
    private readonly int _sampleRows;
    private readonly int _seed;
    private readonly Random _random;
    private readonly ColumnTally[] _columns;
    private readonly List<FileRow> _sample;
    private double _weight;
    private long _next;

    /// <param name="sampleRows">Rows kept, at least 1; null = as many as the number of columns allows, 500 to
    /// 10,000.</param>
    public QualityTally(ColumnMap map, FileFormat format, int? sampleRows = null, int seed = 1)
    {
        var columnCount = Math.Max(1, map.Columns.Count);
        this._sampleRows = sampleRows ?? Math.Clamp(MostSampleCells / columnCount, FewestSampleRows, MostSampleRows);
        ArgumentOutOfRangeException.ThrowIfLessThan(this._sampleRows, 1, nameof(sampleRows));
        (this._map, this._format, this._seed) = (map, format, seed);
        var exactValues = Math.Min(MostExactValues / columnCount, MostExactValuesOfAColumn);
        _random = new Random(seed);
        _columns =
        [
            .. map
                .Columns.Where(column => column.Target != TargetField.Ignore)
                .Select(column => new ColumnTally(column, format, exactValues)),
        ];
        _sample = new List<FileRow>(Math.Min(this._sampleRows, 1_000));
        _weight = Math.Exp(Math.Log(OpenUnit()) / this._sampleRows);
    }

    /// <summary>Sound rows seen.</summary>
    public int RowCount { get; private set; }

    /// <summary>Blank and broken rows are not measured.</summary>
    public void Add(FileRow row)
    {
        if (row.Problem is not null || row.IsBlank)
        {
            return;
        }

        foreach (var column in _columns)
        {
            column.Add(row.Cells);
        }

        RowCount++;
        if (_sample.Count < _sampleRows)
        {
            _sample.Add(row);
            if (_sample.Count == _sampleRows)
            {
                _next = RowCount + Skip();
            }
        }
        else if (RowCount > _next)
        {
            _sample[_random.Next(_sampleRows)] = row;
            _weight *= Math.Exp(Math.Log(OpenUnit()) / _sampleRows);
            _next = RowCount + Skip();
        }
    }

    /// <param name="leadKeyOf">The lead that a row means; null where none is wanted.</param>
    /// <returns>null when there was no sound row.</returns>
    public QualityReport? Report(Func<FileRow, string?>? leadKeyOf = null)
    {
        if (RowCount == 0)
        {
            return null;
        }

        _sample.Sort((a, b) => a.RowIndex.CompareTo(b.RowIndex));
        var odd = OddRowFinder.Find(
            _map,
            _format,
            _sample.Count <= OddRowSampleRows ? _sample : Every(_sample.Count / (double)OddRowSampleRows),
            _seed
        );
        var report = QualityReport.OfSample(_map, _format, _sample.ConvertAll(row => row.Cells));
        return report with
        {
            RowCount = RowCount,
            SampleRowCount = _sample.Count,
            Columns = [.. report.Columns.Select((column, i) => _columns[i].Complete(column, RowCount))],
            OddRows =
            [
                .. odd.Select(found =>
                    leadKeyOf is null ? found.Odd : found.Odd with { LeadKey = leadKeyOf(found.Row) }
                ),
            ],
        };
    }

    /// <summary>What a cell says; empty for a word that means not known.</summary>
    internal static string Known(MappedColumn column, string[] cells)
    {
        var text = column.Index < cells.Length ? CellText.Clean(cells[column.Index]) : "";
        return column.IsMissing(text) ? "" : text;
    }

    /// <summary>Numbers as they are, dates as days since 1970-01-01.</summary>
    internal static bool TryNumber(FieldType type, FileFormat format, string text, out double number)
    {
        if (type == FieldType.Number)
        {
            return NumberText.TryParse(text, format.DecimalSeparator, out number);
        }

        number = 0;
        if (
            type != FieldType.Date
            || !(DateText.TryParse(text, format.DateOrder, out var utc) || DateText.TryParseSerial(text, out utc))
        )
        {
            return false;
        }

        number = (utc - DateTime.UnixEpoch).TotalDays;
        return true;
    }

    private List<FileRow> Every(double step) =>
        [.. Enumerable.Range(0, OddRowSampleRows).Select(i => _sample[(int)(i * step)])];

    /// <summary>Rows to pass over until one takes a place in the sample.</summary>
    private long Skip() => (long)Math.Min(1e12, Math.Floor(Math.Log(OpenUnit()) / Math.Log(1 - _weight)));

    private double OpenUnit() => 1 - _random.NextDouble();

    private sealed class ColumnTally(MappedColumn column, FileFormat format, int exactValues)
    {
        private readonly DistinctCounter _distinct = new(exactValues);
        private readonly bool _isNumeric = column.Type is FieldType.Number or FieldType.Date;
        private int _filled;
        private double _min = double.PositiveInfinity;
        private double _max = double.NegativeInfinity;

        public void Add(string[] cells)
        {
            var text = Known(column, cells);
            if (text.Length == 0)
            {
                return;
            }

            _filled++;
            _distinct.Add(text);
            if (_isNumeric && TryNumber(column.Type, format, text, out var number))
            {
                _min = Math.Min(_min, number);
                _max = Math.Max(_max, number);
            }
        }

        /// <summary>The whole file's figures in place of the sample's.</summary>
        public ColumnQuality Complete(ColumnQuality quality, int rowCount) =>
            quality with
            {
                FilledShare = (double)_filled / rowCount,
                Distinct = (int)Math.Min(_filled, _distinct.Count),
                DistinctError = _distinct.IsExact ? 0 : DistinctCounter.EstimateError,
                Numbers = quality.Numbers is { } numbers ? numbers with { Min = _min, Max = _max } : null,
            };
    }
}
