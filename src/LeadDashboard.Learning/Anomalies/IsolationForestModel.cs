using LeadDashboard.Learning.Internals;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Anomalies;

/// <summary>A fitted isolation forest. Immutable, safe for concurrent use.</summary>
public sealed class IsolationForestModel
{
    private const string What = "isolation forest";
    private const string Magic = "LEADISOL";
    private const int Version = 1;
    private const int BlockSize = 512;

    private readonly IsolationTree[] _trees;
    private readonly double _expected;

    internal IsolationForestModel(IsolationTree[] trees, int columnCount, int sampleRows, double threshold)
    {
        _trees = trees;
        ColumnCount = columnCount;
        SampleRows = sampleRows;
        Threshold = threshold;
        _expected = IsolationTree.ExpectedPath(sampleRows);
    }

    public int ColumnCount { get; }

    public int TreeCount => _trees.Length;

    /// <summary>Rows each tree saw.</summary>
    public int SampleRows { get; }

    /// <summary>0..1: a row that scores above is called odd.</summary>
    public double Threshold { get; }

    /// <returns>double[rowCount], above 0 .. 1: 0.5 is a row like any other, near 1 is odd, well below 0.5 is
    /// ordinary.</returns>
    /// <exception cref="ArgumentException">Another number of columns.</exception>
    public double[] Score(DenseMatrix matrix, int maxThreads = 1)
    {
        matrix.RequireColumns(ColumnCount);
        var scores = new double[matrix.RowCount];
        ParallelRange.ForBlocks(
            matrix.RowCount,
            BlockSize,
            maxThreads,
            (_, from, to) =>
            {
                for (var row = from; row < to; row++)
                {
                    double sum = 0;
                    foreach (var tree in _trees)
                    {
                        sum += tree.PathLength(matrix.Row(row));
                    }

                    // A sample of one row has no path to compare with: nothing is odd.
                    scores[row] = _expected > 0 ? Math.Pow(2, -sum / (_trees.Length * _expected)) : 0.5;
                }
            }
        );
        return scores;
    }

    /// <returns>bool[rowCount]: score above <see cref="Threshold"/>.</returns>
    public bool[] IsOdd(DenseMatrix matrix, int maxThreads = 1) =>
        [.. Score(matrix, maxThreads).Select(score => score > Threshold)];

    /// <summary>
    /// Which columns make a row odd: positive shares isolate it sooner than expected. Invariant: log2(score) = -1 + sum
    /// of shares.
    /// </summary>
    /// <param name="row">double[ColumnCount].</param>
    /// <param name="shares">double[ColumnCount], overwritten.</param>
    public void Explain(ReadOnlySpan<double> row, Span<double> shares)
    {
        shares.Clear();
        foreach (var tree in _trees)
        {
            tree.AddShortening(row, shares);
        }

        for (var c = 0; c < shares.Length; c++)
        {
            shares[c] = _expected > 0 ? shares[c] / (_trees.Length * _expected) : 0;
        }
    }

    public void Write(Stream stream) => StoredPart.Write(stream, Magic, Version, Write);

    /// <exception cref="InvalidDataException">Not such a file, of an unknown version, or damaged.</exception>
    public static IsolationForestModel Read(Stream stream) => StoredPart.Read(stream, Magic, Version, What, Read);

    internal void Write(BinaryWriter writer)
    {
        writer.Write(ColumnCount);
        writer.Write(SampleRows);
        writer.Write(Threshold);
        writer.Write(_trees.Length);
        foreach (var tree in _trees)
        {
            tree.Write(writer);
        }
    }

    internal static IsolationForestModel Read(BinaryReader reader)
    {
        var columnCount = reader.ReadInt32();
        var sampleRows = reader.ReadInt32();
        var threshold = reader.ReadDouble();
        var trees = new IsolationTree[reader.ReadLength()];
        for (var t = 0; t < trees.Length; t++)
        {
            trees[t] = IsolationTree.Read(reader, columnCount);
        }

        return new IsolationForestModel(trees, columnCount, sampleRows, threshold);
    }
}
