using LeadDashboard.Learning.Encoding;
using LeadDashboard.Learning.Internals;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Anomalies;

/// <summary>How odd a row is, and by which column of the table.</summary>
/// <param name="Score">0..1; 0.5 is a row like any other.</param>
/// <param name="IsOdd">Above the threshold.</param>
/// <param name="Shares">double[columnCount of the table]; log2(Score) = -1 + sum; positive makes it odd.</param>
public sealed record Oddity(double Score, bool IsOdd, double[] Shares);

/// <summary>
/// Isolation forest on a table of numbers and categories: a number as it is (missing at the mean, with a column that
/// says so), a category by how rare it is.
/// Each table column counts the same, however many categories it has. Immutable.
/// </summary>
public sealed class OddRows
{
    private const string What = "odd rows";
    private const string Magic = "LEADODDS";
    private const int Version = 1;

    private OddRows(DenseEncoder encoder, IsolationForestModel forest)
    {
        Encoder = encoder;
        Forest = forest;
    }

    public DenseEncoder Encoder { get; }

    public IsolationForestModel Forest { get; }

    /// <param name="table">rowCount x columnCount, at least one row.</param>
    /// <param name="options">Checked first.</param>
    /// <param name="ignoredColumns">Names of columns that say nothing about oddness (a row number, the
    /// outcome).</param>
    /// <param name="cancellationToken">Asked once per tree.</param>
    /// <exception cref="ArgumentException">No rows, an infinite number, or a setting out of range.</exception>
    public static OddRows Fit(
        FeatureTable table,
        IsolationForestOptions options,
        IReadOnlySet<string>? ignoredColumns = null,
        CancellationToken cancellationToken = default
    )
    {
        var encoder = DenseEncoder.Fit(
            table,
            DenseOptions.Default with
            {
                Categories = CategoryCoding.Surprise,
                Clip = double.MaxValue,
                MinMissingShare = 0,
                IgnoredColumns = ignoredColumns ?? new HashSet<string>(StringComparer.Ordinal),
            }
        );
        return new OddRows(
            encoder,
            IsolationForest.Fit(encoder.Transform(table, options.MaxThreads), options, cancellationToken)
        );
    }

    /// <returns>double[rowCount], 0..1.</returns>
    public double[] Score(FeatureTable table, int maxThreads = 1) =>
        Forest.Score(Encoder.Transform(table, maxThreads), maxThreads);

    /// <param name="table">The row's table.</param>
    /// <param name="rowIndex">0-based.</param>
    public Oddity Explain(FeatureTable table, int rowIndex)
    {
        var row = Encoder.Transform(table.SelectRows([rowIndex]));
        var shares = new double[row.ColumnCount];
        Forest.Explain(row.Row(0), shares);
        var score = Forest.Score(row)[0];
        return new Oddity(score, score > Forest.Threshold, Encoder.SumBySource(shares));
    }

    public void Write(Stream stream) =>
        StoredPart.Write(
            stream,
            Magic,
            Version,
            writer =>
            {
                Encoder.Write(writer);
                Forest.Write(writer);
            }
        );

    /// <exception cref="InvalidDataException">Not such a file, of an unknown version, or damaged.</exception>
    public static OddRows Read(Stream stream) =>
        StoredPart.Read(
            stream,
            Magic,
            Version,
            What,
            reader => new OddRows(DenseEncoder.Read(reader), IsolationForestModel.Read(reader))
        );
}
