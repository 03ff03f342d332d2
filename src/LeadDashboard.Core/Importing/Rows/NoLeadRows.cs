using System.Runtime.CompilerServices;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Leads;
using LeadDashboard.Core.Messages;

namespace LeadDashboard.Core.Importing.Rows;

/// <summary>
/// Finds the rows of a file that are no data: sums, remarks of a report, blank forms, rows that name nobody. They are
/// rejected with their reason, like a repeated header, and a person may import them anyway. Sees every row from the
/// first on, in order: whether a row is a sum is told by what stands above it.
/// </summary>
public sealed class NoLeadRows
{
    /// <summary>Begins every stored reason for which a row is set aside as no data.</summary>
    public const string StoredPrefix = "{\"key\":\"import.no-lead-";

    /// <summary>Columns whose sums are followed: reading numbers is what an import spends its time on.</summary>
    private const int MostSums = 4;

    /// <summary>A sum may be made of values before they were rounded: so much for each of them.</summary>
    private const double Rounding = 0.5;

    /// <summary>Filled texts of a row that may still be a sum: its label, and a number of another column.</summary>
    private const int MostTexts = 2;

    private readonly bool _areLeads;
    private readonly char _decimalSeparator;
    private readonly MappedColumn[] _identity;
    private readonly bool[] _isNumbered;
    private readonly Sum[] _sums;
    private readonly bool[] _isSummed;
    private int _rowCount;
    private int _groupRowCount;

    public NoLeadRows(ColumnMap map, FileFormat format)
    {
        _areLeads = map.Kind == ImportKind.Leads;
        _decimalSeparator = format.DecimalSeparator;
        var width = map.Columns.Count == 0 ? 0 : map.Columns.Max(column => column.Index) + 1;
        (_isNumbered, _isSummed) = (new bool[width], new bool[width]);
        _identity = [.. map.Columns.Where(column => Names(column.Target))];
        foreach (var column in _identity)
        {
            _isNumbered[column.Index] = column.Target is TargetField.Phone or TargetField.ExternalId;
        }

        _sums =
        [
            .. map
                .Columns.Where(column => column.Type == FieldType.Number && !Names(column.Target))
                .OrderBy(column => column.Target is TargetField.Custom or TargetField.Ignore ? 1 : 0)
                .Take(MostSums)
                .Select(column => new Sum(column.Index)),
        ];
        Array.ForEach(_sums, sum => _isSummed[sum.Index] = true);
    }

    /// <summary>The rows of a file; those that are no data have a <see cref="FileRow.Problem"/>.</summary>
    /// <exception cref="UnreadableFileException">A workbook is damaged half-way.</exception>
    public static async IAsyncEnumerable<FileRow> ReadAsync(
        Stream stream,
        FileFormat format,
        ColumnMap map,
        ReadLimits? limits = null,
        [EnumeratorCancellation] CancellationToken ct = default
    )
    {
        var rules = new NoLeadRows(map, format);
        await foreach (var row in TabularFile.ReadRowsAsync(stream, format, limits, ct: ct))
        {
            yield return rules.Judge(row);
        }
    }

    private FileRow Judge(FileRow row)
    {
        if (row.IsBlank || row.Problem is { Key: not ImportMessages.Ragged })
        {
            return row;
        }

        var reason = ReasonOf(row);
        if (reason is not null)
        {
            return row with { Problem = reason };
        }

        if (row.Problem is null)
        {
            Add(row.Cells);
        }

        return row;
    }

    private Message? ReasonOf(FileRow row)
    {
        var first = Array.Find(row.Cells, cell => !string.IsNullOrWhiteSpace(cell))!;
        var label = "";
        var (texts, hasOther) = (0, false);
        for (var i = 0; i < row.Cells.Length && texts <= MostTexts; i++)
        {
            var cell = row.Cells[i];
            if (string.IsNullOrWhiteSpace(cell) || (row.Problem is null && IsSummed(i)) || IsPlainNumber(row, i))
            {
                continue;
            }

            texts++;
            label = texts == 1 ? CellText.Clean(cell) : label;
            hasOther |= texts > 1 && !MissingTokens.IsCommon(CellText.Clean(cell));
        }

        if (texts > 0 && texts <= MostTexts && !hasOther && SumsUp(row, label))
        {
            _groupRowCount = 0;
            Array.ForEach(_sums, sum => sum.EndGroup());
            return new Message(ImportMessages.NoLeadTotal, row.LineNumber, CellText.Shorten(label));
        }

        return texts is > 0 and <= MostTexts && _isSummed.Length > 1 && SummaryWords.IsRemark(label)
                ? new Message(ImportMessages.NoLeadFooter, row.LineNumber, CellText.Shorten(label))
            : row.Problem is not null ? null
            : IsRule(first) && Array.TrueForAll(row.Cells, IsRule) ? Blank(row)
            : IsPlaceholder(first) && Array.TrueForAll(row.Cells, IsPlaceholder) ? Blank(row)
            : _areLeads && _identity.Length > 0 ? WhoIsMissing(row)
            : null;
    }

    private bool SumsUp(FileRow row, string text)
    {
        var label = SummaryWords.LabelOf(text);
        if (label == SummaryLabel.None || _rowCount == 0)
        {
            return false;
        }

        var numbers = 0;
        for (var i = 0; i < row.Cells.Length; i++)
        {
            if (!TryRead(row.Cells[i], out var number))
            {
                continue;
            }

            numbers++;
            var sum = Array.Find(_sums, sum => sum.Index == i);
            var fits =
                row.Problem is null ? sum?.Fits(number) == true : Array.Exists(_sums, any => any.Fits(number));
            if (fits || IsCount(number) || (label == SummaryLabel.Word && sum?.IsNear(number) == true))
            {
                return true;
            }
        }

        return label == SummaryLabel.Certain || (label == SummaryLabel.Word && numbers == 0);
    }

    private bool IsCount(double number) => _rowCount > 1 && (number == _rowCount || number == _groupRowCount);

    private Message? WhoIsMissing(FileRow row)
    {
        var hasId = false;
        foreach (var column in _identity)
        {
            if (column.Index >= row.Cells.Length || IsNothing(column, row.Cells[column.Index]))
            {
                continue;
            }

            if (column.Target != TargetField.ExternalId)
            {
                return null;
            }

            hasId = true;
        }

        // Numbered lines of a form that nobody has filled in.
        var isForm = hasId && _identity.Length > 1 && row.Cells.Count(cell => !string.IsNullOrWhiteSpace(cell)) == 1;
        return isForm ? Blank(row)
            : hasId ? null
            : new Message(ImportMessages.NoLeadNobody, row.LineNumber);
    }

    private void Add(string[] cells)
    {
        _rowCount++;
        _groupRowCount++;
        foreach (var sum in _sums)
        {
            if (sum.Index < cells.Length && TryRead(cells[sum.Index], out var number))
            {
                sum.Add(number);
            }
        }
    }

    private bool TryRead(string cell, out double number)
    {
        var isRead = NumberText.TryParseAmount(CellText.Clean(cell), _decimalSeparator, out var amount);
        number = (double)amount;
        return isRead;
    }

    private bool IsSummed(int index) => index < _isSummed.Length && _isSummed[index];

    /// <summary>A number that is nobody's phone and nothing's id.</summary>
    private bool IsPlainNumber(FileRow row, int index) =>
        (row.Problem is not null || index >= _isNumbered.Length || !_isNumbered[index])
        && TryRead(row.Cells[index], out _);

    private static bool IsNothing(MappedColumn column, string cell)
    {
        var text = CellText.Clean(cell);
        return text.Length == 0 || column.IsMissing(text) || MissingTokens.IsCommon(text);
    }

    private static Message Blank(FileRow row) => new(ImportMessages.NoLeadBlank, row.LineNumber);

    private static bool IsRule(string cell) => cell.AsSpan().Trim().Trim("-_=*+~.—–").IsEmpty;

    /// <summary>Also true of an empty cell: <c>{{first_name}}</c>, <c>&lt;e-mail&gt;</c>, <c>[company]</c>.</summary>
    private static bool IsPlaceholder(string cell)
    {
        var text = cell.AsSpan().Trim();
        return text.IsEmpty
            || text is ['<', .., '>'] or ['{', .., '}'] or ['[', .., ']'] or ['%', _, .., '%'] or ['«', .., '»'];
    }

    private static bool Names(TargetField target) =>
        target
            is TargetField.Name
                or TargetField.FirstName
                or TargetField.LastName
                or TargetField.Email
                or TargetField.Phone
                or TargetField.Company
                or TargetField.ExternalId;

    /// <summary>The sum of a column, of all rows and of those since the last sum.</summary>
    private sealed class Sum(int index)
    {
        private double _all;
        private double _group;
        private double _largest;
        private int _allCount;
        private int _groupCount;

        public int Index { get; } = index;

        public void Add(double number)
        {
            _all += number;
            _group += number;
            _largest = Math.Max(_largest, number);
            _allCount++;
            _groupCount++;
        }

        public void EndGroup() => (_group, _groupCount) = (0, 0);

        /// <summary>A single row above is no proof: two people may have the same amount.</summary>
        public bool Fits(double number) =>
            (_allCount > 1 && IsClose(number, _all, _allCount))
            || (_groupCount > 0 && _groupCount < _allCount && IsClose(number, _group, _groupCount));

        /// <summary>
        /// A sum of rows that were left out since, or of other filters: more than any row above, and not far from their
        /// sum. Nobody has an amount like that by chance, once there are a few.
        /// </summary>
        public bool IsNear(double number) =>
            _allCount > 2 && number > _largest && number >= 0.5 * _all && number <= 2 * _all;

        private static bool IsClose(double number, double sum, int count) =>
            Math.Abs(number - sum) <= Math.Min(Rounding * count, 0.005 * Math.Abs(sum));
    }
}
