using LeadDashboard.Learning.Internals;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Anomalies;

/// <summary>
/// One tree in arrays. Node i asks "column Columns[i] at most Thresholds[i]?": yes is Lefts[i], no is Lefts[i] + 1;
/// Columns[i] is -1 at a leaf.
/// Counts[i] sample rows reached it. A walk is worth its questions + c(rows at the leaf).
/// </summary>
internal sealed class IsolationTree
{
    private const double EulerGamma = 0.5772156649015329;

    private readonly int[] _columns;
    private readonly double[] _thresholds;
    private readonly int[] _lefts;
    private readonly int[] _counts;
    private readonly double[] _expected;

    private IsolationTree(int[] columns, double[] thresholds, int[] lefts, int[] counts)
    {
        _columns = columns;
        _thresholds = thresholds;
        _lefts = lefts;
        _counts = counts;
        _expected = [.. counts.Select(count => ExpectedPath(count))];
    }

    /// <summary>c(n) = 2 (ln(n - 1) + gamma) - 2 (n - 1) / n; c(2) = 1, c(1) = 0.</summary>
    public static double ExpectedPath(int rowCount) =>
        rowCount <= 1 ? 0
        : rowCount == 2 ? 1
        : 2 * (Math.Log(rowCount - 1) + EulerGamma) - 2 * (rowCount - 1.0) / rowCount;

    public static IsolationTree Grow(DenseMatrix matrix, int sampleRows, int seed, int treeIndex)
    {
        var random = new SeedStream(seed, treeIndex);
        var rows = random.Draw(matrix.RowCount, sampleRows);
        var maxDepth = (int)Math.Ceiling(Math.Log2(Math.Max(2, sampleRows)));
        var order = Enumerable.Range(0, matrix.ColumnCount).ToArray();
        List<int> columns = [-1],
            lefts = [0],
            counts = [rows.Length];
        List<double> thresholds = [0];
        var open = new Queue<(int Node, int From, int To, int Depth)>();
        open.Enqueue((0, 0, rows.Length, 0));
        while (open.TryDequeue(out var node))
        {
            if (
                node.To - node.From < 2
                || node.Depth >= maxDepth
                || !TryAsk(
                    matrix,
                    rows.AsSpan(node.From, node.To - node.From),
                    order,
                    random,
                    out var column,
                    out var threshold
                )
            )
            {
                continue;
            }

            var middle = node.From;
            for (var i = node.From; i < node.To; i++)
            {
                if (matrix.Values[rows[i] * matrix.ColumnCount + column] <= threshold)
                {
                    (rows[middle], rows[i]) = (rows[i], rows[middle]);
                    middle++;
                }
            }

            (columns[node.Node], thresholds[node.Node], lefts[node.Node]) = (column, threshold, columns.Count);
            foreach (var (from, to) in ((int, int)[])[(node.From, middle), (middle, node.To)])
            {
                open.Enqueue((columns.Count, from, to, node.Depth + 1));
                columns.Add(-1);
                thresholds.Add(0);
                lefts.Add(0);
                counts.Add(to - from);
            }
        }

        return new IsolationTree([.. columns], [.. thresholds], [.. lefts], [.. counts]);
    }

    public double PathLength(ReadOnlySpan<double> row)
    {
        int node = 0,
            depth = 0;
        while (_columns[node] >= 0)
        {
            node = _lefts[node] + (row[_columns[node]] <= _thresholds[node] ? 0 : 1);
            depth++;
        }

        return depth + _expected[node];
    }

    /// <summary>
    /// Adds to each column how much its questions shortened the walk against what was still expected: c(rows before) -
    /// 1 - c(rows after).
    /// The sum over columns is c(sample rows) - path length.
    /// </summary>
    public void AddShortening(ReadOnlySpan<double> row, Span<double> columns)
    {
        var node = 0;
        while (_columns[node] >= 0)
        {
            var next = _lefts[node] + (row[_columns[node]] <= _thresholds[node] ? 0 : 1);
            columns[_columns[node]] += _expected[node] - 1 - _expected[next];
            node = next;
        }
    }

    public void Write(BinaryWriter writer)
    {
        writer.WriteArray(_columns);
        writer.WriteArray(_thresholds);
        writer.WriteArray(_lefts);
        writer.WriteArray(_counts);
    }

    public static IsolationTree Read(BinaryReader reader, int columnCount)
    {
        var columns = reader.ReadInts();
        var thresholds = reader.ReadDoubles();
        var lefts = reader.ReadInts();
        var counts = reader.ReadInts();
        for (var i = 0; i < columns.Length; i++)
        {
            // Children stand behind their parent, so that no walk can run in a circle.
            if (columns[i] >= columnCount || (columns[i] >= 0 && (lefts[i] <= i || lefts[i] + 1 >= columns.Length)))
            {
                throw new InvalidDataException(
                    "The isolation forest is damaged: a question points outside its tree. Copy the file again, or "
                        + "fit it again."
                );
            }
        }

        return
            columns.Length > 0
            && thresholds.Length == columns.Length
            && lefts.Length == columns.Length
            && counts.Length == columns.Length
            ? new IsolationTree(columns, thresholds, lefts, counts)
            : throw new InvalidDataException(
                "The isolation forest is damaged: a tree's lists differ in length. Copy the file again, or fit it "
                    + "again."
            );
    }

    /// <summary>
    /// A random column that is not constant here, and a random number between its ends; false when all are constant.
    /// </summary>
    private static bool TryAsk(
        DenseMatrix matrix,
        ReadOnlySpan<int> rows,
        int[] order,
        SeedStream random,
        out int column,
        out double threshold
    )
    {
        for (var k = 0; k < order.Length; k++)
        {
            var other = k + random.Next(order.Length - k);
            (order[k], order[other]) = (order[other], order[k]);
            column = order[k];
            double low = double.PositiveInfinity,
                high = double.NegativeInfinity;
            foreach (var row in rows)
            {
                var value = matrix.Values[row * matrix.ColumnCount + column];
                low = Math.Min(low, value);
                high = Math.Max(high, value);
            }

            if (low < high)
            {
                threshold = low + random.NextDouble() * (high - low);
                threshold = threshold >= high ? low : threshold;
                return true;
            }
        }

        (column, threshold) = (-1, 0);
        return false;
    }
}
