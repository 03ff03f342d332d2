using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Trees;

/// <summary>Follows the mean loss on rows that no tree sees and remembers every round, and the best one.</summary>
internal sealed class EarlyStopping(FeatureTable table, float[] labels, Loss loss, int rounds, bool isRescaled)
{
    private readonly double[] _raw = new double[labels.Length];
    private readonly float[] _cells = ReadAll(table, labels);
    private readonly RescaledLoss? _rescaled = isRescaled ? new RescaledLoss() : null;
    private readonly List<double> _losses = [];

    public int BestTreeCount { get; private set; }

    /// <summary>After 0, 1, .. trees.</summary>
    public IReadOnlyList<double> Losses => _losses;

    public void Start(double baseRaw)
    {
        Array.Fill(_raw, baseRaw);
        _losses.Add(MeanLoss());
    }

    public bool ShouldStop(Tree tree)
    {
        for (var i = 0; i < _raw.Length; i++)
        {
            _raw[i] += tree.Predict(_cells.AsSpan(i * table.ColumnCount, table.ColumnCount));
        }

        _losses.Add(MeanLoss());
        if (_losses[^1] < _losses[BestTreeCount])
        {
            BestTreeCount = _losses.Count - 1;
        }

        return _losses.Count - 1 - BestTreeCount >= rounds;
    }

    private double MeanLoss()
    {
        if (_rescaled is not null)
        {
            return _rescaled.Sum(_raw, labels) / _raw.Length;
        }

        var sum = 0.0;
        for (var i = 0; i < _raw.Length; i++)
        {
            sum += loss.Value(labels[i], _raw[i]);
        }

        return sum / _raw.Length;
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
