using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Benchmarks.Scale;

/// <summary>
/// Generated leads in the shape of the peers' scale.py: 20 numeric columns, the second ten of them small counts. The
/// first 80 % train, the rest test.
/// </summary>
internal sealed record ScaleData(float[][] Columns, float[] Labels)
{
    public const int ColumnCount = 20;

    public int TrainCount => (int)(Labels.Length * 0.8);

    public (FeatureTable Table, float[] Labels) Slice(int start, int end) =>
        (
            new FeatureTable([.. Columns.Select((column, c) => FeatureColumn.Number($"c{c}", column[start..end]))]),
            Labels[start..end]
        );

    /// <summary>The very numbers of scale.py, written by numpy: float32 rows, then one byte per label.</summary>
    public static ScaleData Read(string path, int rowCount)
    {
        var data = Empty(rowCount);
        using var stream = File.OpenRead(path);
        var row = new float[ColumnCount];
        for (var i = 0; i < rowCount; i++)
        {
            stream.ReadExactly(System.Runtime.InteropServices.MemoryMarshal.AsBytes(row.AsSpan()));
            for (var c = 0; c < ColumnCount; c++)
            {
                data.Columns[c][i] = row[c];
            }
        }

        for (var i = 0; i < rowCount; i++)
        {
            data.Labels[i] = stream.ReadByte();
        }

        return data;
    }

    /// <summary>The same rule with numbers of our own, for machines without Python.</summary>
    public static ScaleData Generate(int rowCount)
    {
        var data = Empty(rowCount);
        var random = new Random(7);
        for (var i = 0; i < rowCount; i++)
        {
            for (var c = 0; c < ColumnCount; c++)
            {
                var x = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
                data.Columns[c][i] = (float)(c < 10 ? x : Math.Floor(Math.Abs(x) * 6));
            }

            double X(int c) => data.Columns[c][i];
            var logOdds =
                (1.2 * X(0))
                - (0.8 * X(1) * X(2))
                + (0.6 * Math.Sin(3 * X(3)))
                + (0.15 * X(11))
                - (X(4) > 0 ? 0.1 * X(12) : 0)
                - 1.2;
            data.Labels[i] = random.NextDouble() < 1 / (1 + Math.Exp(-logOdds)) ? 1 : 0;
        }

        return data;
    }

    private static ScaleData Empty(int rowCount) =>
        new([.. Enumerable.Range(0, ColumnCount).Select(_ => new float[rowCount])], new float[rowCount]);
}
