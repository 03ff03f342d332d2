using LeadDashboard.Learning.Internals;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Clustering;

/// <summary>Fitted centres. Immutable, safe for concurrent use.</summary>
public sealed class KMeansModel
{
    private const string What = "k-means";
    private const string Magic = "LEADKMNS";
    private const int Version = 1;
    private const int BlockSize = 4096;

    internal KMeansModel(DenseMatrix centres, int[] counts, double objective, int iterations)
    {
        Centres = centres;
        Counts = counts;
        Objective = objective;
        Iterations = iterations;
    }

    /// <summary>clusterCount x columnCount.</summary>
    public DenseMatrix Centres { get; }

    public int ClusterCount => Centres.RowCount;

    /// <summary>int[clusterCount]: fitted rows of each cluster.</summary>
    public int[] Counts { get; }

    /// <summary>
    /// Sum over the fitted rows of the squared distance to the nearest centre; smaller is better ("inertia").
    /// </summary>
    public double Objective { get; }

    /// <summary>Passes of the kept start.</summary>
    public int Iterations { get; }

    /// <returns>int[rowCount]: index of the nearest centre, 0 .. ClusterCount - 1.</returns>
    /// <exception cref="ArgumentException">Another number of columns.</exception>
    public int[] Assign(DenseMatrix matrix, int maxThreads = 1)
    {
        matrix.RequireColumns(Centres.ColumnCount);
        var clusters = new int[matrix.RowCount];
        ParallelRange.ForBlocks(
            matrix.RowCount,
            BlockSize,
            maxThreads,
            (_, from, to) =>
            {
                for (var row = from; row < to; row++)
                {
                    clusters[row] = Lloyd.Nearest(matrix.Row(row), Centres.Values, ClusterCount, out var _);
                }
            }
        );
        return clusters;
    }

    /// <returns>double[clusterCount]: Euclidean distance of one row to every centre.</returns>
    public double[] Distances(ReadOnlySpan<double> row)
    {
        var distances = new double[ClusterCount];
        for (var k = 0; k < distances.Length; k++)
        {
            distances[k] = Math.Sqrt(Lloyd.SquaredDistance(row, Centres.Row(k)));
        }

        return distances;
    }

    /// <summary>The same clusters in another order.</summary>
    /// <param name="order">Every old index once; order[new] = old.</param>
    public KMeansModel Reorder(int[] order) =>
        new(Centres.SelectRows(order), [.. order.Select(k => Counts[k])], Objective, Iterations);

    public void Write(Stream stream) => StoredPart.Write(stream, Magic, Version, Write);

    /// <exception cref="InvalidDataException">Not a k-means model, of an unknown version, or damaged.</exception>
    public static KMeansModel Read(Stream stream) => StoredPart.Read(stream, Magic, Version, What, Read);

    internal void Write(BinaryWriter writer)
    {
        writer.Write(Centres.ColumnCount);
        writer.WriteArray(Counts);
        writer.WriteArray(Centres.Values);
        writer.Write(Objective);
        writer.Write(Iterations);
    }

    internal static KMeansModel Read(BinaryReader reader)
    {
        var columnCount = reader.ReadInt32();
        var counts = reader.ReadInts();
        return new KMeansModel(
            new DenseMatrix(reader.ReadDoubles(), counts.Length, columnCount),
            counts,
            reader.ReadDouble(),
            reader.ReadInt32()
        );
    }
}
