using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Trees;

/// <summary>Follows the mean loss on rows that no tree sees and remembers the best round.</summary>
internal sealed class EarlyStopping(FeatureTable table, float[] labels, Loss loss, int rounds)
{
    private readonly double[] raw = new double[labels.Length];
    private readonly float[] cells = ReadAll(table, labels);
    private double bestLoss;
    private int treeCount;

    public int BestTreeCount { get; private set; }

    public void Start(double baseRaw)
    {
        Array.Fill(raw, baseRaw);
        bestLoss = MeanLoss();
    }

    public bool ShouldStop(Tree tree)
    {
        for (var i = 0; i < raw.Length; i++)
        {
            raw[i] += tree.Predict(cells.AsSpan(i * table.ColumnCount, table.ColumnCount));
        }

        treeCount++;
        var now = MeanLoss();
        if (now < bestLoss)
        {
            (bestLoss, BestTreeCount) = (now, treeCount);
        }

        return treeCount - BestTreeCount >= rounds;
    }

    private double MeanLoss()
    {
        var sum = 0.0;
        for (var i = 0; i < raw.Length; i++)
        {
            sum += loss.Value(labels[i], raw[i]);
        }

        return sum / raw.Length;
    }

    private static float[] ReadAll(FeatureTable table, float[] labels)
    {
        if (labels.Length != table.RowCount || labels.Length == 0)
        {
            throw new ArgumentException($"The validation table has {table.RowCount} rows and {labels.Length} labels; expected the same number, at least 1.", nameof(labels));
        }

        var values = new float[table.RowCount * table.ColumnCount];
        TreeEnsemble.ReadRows(table, 0, table.RowCount, values);
        return values;
    }
}
