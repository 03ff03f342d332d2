using LeadDashboard.Learning.Encoding;
using LeadDashboard.Learning.Internals;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Clustering;

/// <summary>
/// K-means clusters in the order of their conversion: tier 0 converts best. A second opinion beside the probability: it
/// looks at who a lead is near,
/// and at outcomes only to put the clusters in order. Immutable; it carries its encoder, so that it reads a table as at
/// fitting.
/// </summary>
public sealed class CustomerTiers
{
    private const string What = "customer tiers";
    private const string Magic = "LEADTIER";
    private const int Version = 1;

    private CustomerTiers(DenseEncoder encoder, KMeansModel clusters, double[] rates)
    {
        Encoder = encoder;
        Clusters = clusters;
        Rates = rates;
    }

    public DenseEncoder Encoder { get; }

    /// <summary>In the order of the tiers.</summary>
    public KMeansModel Clusters { get; }

    public int TierCount => Clusters.ClusterCount;

    /// <summary>
    /// double[TierCount], 0..1, falling: won share of the labelled rows of each tier, smoothed towards the overall
    /// rate.
    /// </summary>
    public double[] Rates { get; }

    /// <param name="table">rowCount x columnCount, at least one row.</param>
    /// <param name="labels">float[rowCount], 0 lost .. 1 won, NaN = still open: such a row helps to find the clusters
    /// and does not count in their rates.</param>
    /// <param name="options">Checked first.</param>
    /// <param name="cancellationToken">Asked once per pass.</param>
    /// <exception cref="ArgumentException">Rows and labels do not fit together, a value is infinite, or a setting is
    /// out of range.</exception>
    public static CustomerTiers Fit(
        FeatureTable table,
        float[] labels,
        CustomerTiersOptions options,
        CancellationToken cancellationToken = default
    )
    {
        if (labels.Length != table.RowCount)
        {
            throw new ArgumentException(
                $"There are {labels.Length} labels for {table.RowCount} rows; expected one label per row.",
                nameof(labels)
            );
        }

        if (options.PriorRows is not >= 0)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"PriorRows is {options.PriorRows}; expected at least 0."),
                nameof(options)
            );
        }

        var bad = Array.FindIndex(labels, label => label is < 0 or > 1);
        if (bad >= 0)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"The label of row {bad + 1} is {labels[bad]}; expected 0..1, or NaN while the lead is open."
                ),
                nameof(labels)
            );
        }

        var encoder = DenseEncoder.Fit(table, options.Encoding);
        var matrix = encoder.Transform(table, options.Clusters.MaxThreads);
        var model = KMeans.Fit(matrix, options.Clusters, cancellationToken);
        var rates = SmoothedRates(
            model.Assign(matrix, options.Clusters.MaxThreads),
            labels,
            model.ClusterCount,
            options.PriorRows
        );
        var order = Enumerable.Range(0, rates.Length).OrderByDescending(k => rates[k]).ThenBy(k => k).ToArray();
        return new CustomerTiers(encoder, model.Reorder(order), [.. order.Select(k => rates[k])]);
    }

    /// <returns>int[rowCount]: 0 (converts best) .. TierCount - 1.</returns>
    public int[] Assign(FeatureTable table, int maxThreads = 1) =>
        Clusters.Assign(Encoder.Transform(table, maxThreads), maxThreads);

    /// <summary>How near one row is to every tier: the smallest decides.</summary>
    /// <param name="table">The row's table.</param>
    /// <param name="rowIndex">0-based.</param>
    /// <returns>double[TierCount], Euclidean, in standard deviations of the columns.</returns>
    public double[] Distances(FeatureTable table, int rowIndex) =>
        Clusters.Distances(Encoder.Transform(table.SelectRows([rowIndex])).Row(0));

    public void Write(Stream stream) =>
        StoredPart.Write(
            stream,
            Magic,
            Version,
            writer =>
            {
                Encoder.Write(writer);
                Clusters.Write(writer);
                writer.WriteArray(Rates);
            }
        );

    /// <exception cref="InvalidDataException">Not such a file, of an unknown version, or damaged.</exception>
    public static CustomerTiers Read(Stream stream) =>
        StoredPart.Read(
            stream,
            Magic,
            Version,
            What,
            reader => new CustomerTiers(DenseEncoder.Read(reader), KMeansModel.Read(reader), reader.ReadDoubles())
        );

    private static double[] SmoothedRates(int[] clusters, float[] labels, int clusterCount, double priorRows)
    {
        var wins = new double[clusterCount];
        var rows = new double[clusterCount];
        for (var row = 0; row < labels.Length; row++)
        {
            if (!float.IsNaN(labels[row]))
            {
                wins[clusters[row]] += labels[row];
                rows[clusters[row]]++;
            }
        }

        var overall = rows.Sum() > 0 ? wins.Sum() / rows.Sum() : 0;
        return
        [
            .. wins.Select(
                (won, k) => rows[k] + priorRows > 0 ? (won + priorRows * overall) / (rows[k] + priorRows) : overall
            ),
        ];
    }
}
