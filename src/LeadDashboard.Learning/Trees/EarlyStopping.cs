using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Trees;

/// <summary>Follows the mean loss on rows that no tree sees and remembers every round, and the best one.</summary>
internal sealed class EarlyStopping(FeatureTable table, float[] labels, Loss loss, int rounds, bool isRescaled)
{
    private readonly double[] raw = new double[labels.Length];
    private readonly float[] cells = ReadAll(table, labels);
    private readonly RescaledLoss? rescaled = isRescaled ? new RescaledLoss() : null;
    private readonly List<double> losses = [];

    public int BestTreeCount { get; private set; }

    /// <summary>After 0, 1, .. trees.</summary>
    public IReadOnlyList<double> Losses => losses;

    public void Start(double baseRaw)
    {
        Array.Fill(raw, baseRaw);
        losses.Add(MeanLoss());
    }

    public bool ShouldStop(Tree tree)
    {
        for (var i = 0; i < raw.Length; i++)
        {
            raw[i] += tree.Predict(cells.AsSpan(i * table.ColumnCount, table.ColumnCount));
        }

        losses.Add(MeanLoss());
        if (losses[^1] < losses[BestTreeCount])
        {
            BestTreeCount = losses.Count - 1;
        }

        return losses.Count - 1 - BestTreeCount >= rounds;
    }

    private double MeanLoss()
    {
        if (rescaled is not null)
        {
            return rescaled.Sum(raw, labels) / raw.Length;
        }

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
            throw new ArgumentException(
                $"The validation table has {table.RowCount} rows and {labels.Length} labels; expected the same "
                    + $"number, at least 1.",
                nameof(labels)
            );
        }

        var values = new float[table.RowCount * table.ColumnCount];
        TreeEnsemble.ReadRows(table, 0, table.RowCount, values);
        return values;
    }
}
