using System.Text.Json;
using LeadDashboard.Core.Files;
using LeadDashboard.Core.Importing.Mapping;
using LeadDashboard.Core.Importing.Values;
using LeadDashboard.Core.Leads;

namespace LeadDashboard.Core.Importing.Quality;

/// <summary>What one column of a file holds.</summary>
/// <param name="FilledShare">0..1 of all rows; words that mean not known are not filled.</param>
/// <param name="Distinct">Different values in all rows, without regard to case.</param>
/// <param name="Top">The most frequent values of the sample with their counts.</param>
/// <param name="Numbers">Only for numbers and dates.</param>
/// <param name="DistinctError">Relative standard error of <paramref name="Distinct"/>; 0 = counted.</param>
public sealed record ColumnQuality(
    string Header,
    FieldType Type,
    double FilledShare,
    int Distinct,
    IReadOnlyList<ValueCount> Top,
    NumberQuality? Numbers,
    double DistinctError = 0
);

public sealed record ValueCount(string Value, int Count);

/// <summary>
/// Numbers of a column: least and greatest of all rows, the rest of the sample; dates as days since 1970-01-01.
/// </summary>
/// <param name="Bins">Counts in ten equal parts from <paramref name="Low"/> to <paramref name="High"/>, the fences;
/// what lies beyond them is in the outer parts.</param>
/// <param name="Outliers">Values beyond the fences, quartiles minus and plus three times their distance (Tukey 1977,
/// "far out").</param>
/// <param name="OutlierExamples">The farthest of them, as they stand.</param>
public sealed record NumberQuality(
    double Min,
    double Median,
    double Max,
    double Low,
    double High,
    IReadOnlyList<int> Bins,
    int Outliers,
    IReadOnlyList<string> OutlierExamples
);

/// <summary>
/// How good the data of one import are: counts over the whole file, distributions from a sample of its rows.
/// </summary>
/// <param name="RowCount">Sound rows of the file.</param>
/// <param name="MailKinds">Sampled leads by kind of e-mail address.</param>
/// <param name="PhonePlausible">Of the sampled leads with a phone, those whose number is plausible.</param>
/// <param name="NamePlausible">Of the sampled leads with a name, those whose name is plausible.</param>
public sealed record QualityReport(
    int RowCount,
    IReadOnlyList<ColumnQuality> Columns,
    IReadOnlyDictionary<MailKind, int> MailKinds,
    int PhoneGiven,
    int PhonePlausible,
    int NameGiven,
    int NamePlausible,
    int SampleRowCount = 0,
    IReadOnlyList<OddRow>? OddRows = null
)
{
    /// <summary>Normal quantile of an interval that holds 19 times in 20.</summary>
    private const double Quantile = 1.96;
    private const int BinCount = 10;
    private const int TopCount = 5;

    /// <summary>
    /// How far a share of the sample may be from that of all rows, 0..1: half the 95 % interval of a share of one half,
    /// the widest, drawn without replacement (Cochran 1977, section 3.2). 0 = all rows are in the sample.
    /// </summary>
    public double SampleError =>
        SampleRowCount == 0 || SampleRowCount >= RowCount
            ? 0
            : Quantile * Math.Sqrt(0.25 / SampleRowCount * (RowCount - SampleRowCount) / (RowCount - 1.0));

    /// <param name="rows">All sound rows of a file.</param>
    /// <returns>null without rows.</returns>
    public static QualityReport? Measure(ColumnMap map, FileFormat format, IEnumerable<string[]> rows)
    {
        var tally = new QualityTally(map, format);
        foreach (var (cells, i) in rows.Select((cells, i) => (cells, i)))
        {
            tally.Add(new FileRow(i, i + 2, cells, null));
        }

        return tally.Report();
    }

    /// <summary>What a sample alone tells.</summary>
    internal static QualityReport OfSample(ColumnMap map, FileFormat format, IReadOnlyList<string[]> rows)
    {
        var columns = map
            .Columns.Where(column => column.Target != TargetField.Ignore)
            .Select(column => MeasureColumn(column, format, rows))
            .ToList();
        var emails = Texts(map, rows, TargetField.Email);
        var phones = Texts(map, rows, TargetField.Phone).Where(text => text.Length > 0).ToList();
        var names = Texts(map, rows, TargetField.Name).Where(text => text.Length > 0).ToList();
        return new QualityReport(
            rows.Count,
            columns,
            emails.GroupBy(LeadQuality.MailKindOf).ToDictionary(group => group.Key, group => group.Count()),
            phones.Count,
            phones.Count(LeadQuality.IsPhonePlausible),
            names.Count,
            names.Count(LeadQuality.IsNamePlausible)
        );
    }

    public static QualityReport? FromJson(string? json) =>
        json is null ? null : JsonSerializer.Deserialize<QualityReport>(json);

    public string ToJson() => JsonSerializer.Serialize(this);

    private static ColumnQuality MeasureColumn(MappedColumn column, FileFormat format, IReadOnlyList<string[]> rows)
    {
        var values = rows.Select(row => QualityTally.Known(column, row)).Where(text => text.Length > 0).ToList();
        var groups = values.GroupBy(value => value, StringComparer.OrdinalIgnoreCase).ToList();
        var top = groups
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .Take(TopCount)
            .Select(group => new ValueCount(CellText.Shorten(group.Key), group.Count()))
            .ToList();
        return new ColumnQuality(
            column.Header,
            column.Type,
            rows.Count == 0 ? 0 : (double)values.Count / rows.Count,
            groups.Count,
            top,
            MeasureNumbers(column.Type, format, values)
        );
    }

    private static NumberQuality? MeasureNumbers(FieldType type, FileFormat format, List<string> values)
    {
        var numbers = new List<(double Value, string Text)>(values.Count);
        foreach (var text in values)
        {
            if (QualityTally.TryNumber(type, format, text, out var number))
            {
                numbers.Add((number, text));
            }
        }

        if (numbers.Count == 0)
        {
            return null;
        }

        numbers.Sort((a, b) => a.Value.CompareTo(b.Value));
        double At(double share) => numbers[(int)Math.Round(share * (numbers.Count - 1))].Value;
        var (q1, q3) = (At(0.25), At(0.75));
        var reach = 3 * (q3 - q1);

        // Where half of the values are one and the same, distance from it says nothing.
        var (low, high) =
            reach > 0
                ? (Math.Max(numbers[0].Value, q1 - reach), Math.Min(numbers[^1].Value, q3 + reach))
                : (numbers[0].Value, numbers[^1].Value);
        var bins = new int[BinCount];
        foreach (var (value, _) in numbers)
        {
            bins[high > low ? Math.Clamp((int)((value - low) / (high - low) * BinCount), 0, BinCount - 1) : 0]++;
        }

        var outliers = numbers.Where(n => n.Value < low || n.Value > high).ToList();
        var middle = At(0.5);
        return new NumberQuality(
            numbers[0].Value,
            middle,
            numbers[^1].Value,
            low,
            high,
            bins,
            outliers.Count,
            [
                .. outliers
                    .OrderByDescending(n => Math.Abs(n.Value - middle))
                    .Select(n => CellText.Shorten(n.Text))
                    .Distinct(StringComparer.Ordinal)
                    .Take(TopCount),
            ]
        );
    }

    private static List<string> Texts(ColumnMap map, IReadOnlyList<string[]> rows, TargetField target) =>
        map.Columns.FirstOrDefault(column => column.Target == target) is { } found
            ? [.. rows.Select(row => QualityTally.Known(found, row))]
            : [];
}
