using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Trees;

/// <summary>A fitted forest; raw = mean over trees of the log-odds of the row's leaf.</summary>
public sealed class RandomForestModel : ILearnedModel
{
    internal const string KindName = "forest";

    internal RandomForestModel(TreeEnsemble ensemble) => Ensemble = ensemble;

    public string Kind => KindName;

    public int TreeCount => Ensemble.Trees.Length;

    /// <summary>Names of the columns it was fitted on, in order.</summary>
    public IReadOnlyList<string> ColumnNames => Ensemble.ColumnNames;

    internal TreeEnsemble Ensemble { get; }

    public double[] PredictRaw(FeatureTable table, int maxThreads = 1) => Ensemble.PredictRaw(table, maxThreads);

    public double Explain(FeatureTable table, int rowIndex, Span<double> contributions) =>
        Ensemble.Shap.Explain(table, rowIndex, contributions);

    /// <summary>Many rows at once, same numbers as <see cref="Explain"/>.</summary>
    /// <returns>double[rowCount x columnCount]; row r's share of column c at r * columnCount + c.</returns>
    public double[] ExplainAll(FeatureTable table, out double baseValue, int maxThreads = 1) =>
        Ensemble.Shap.ExplainAll(table, out baseValue, maxThreads);

    /// <summary>double[columnCount]: share of the total gain, adds up to 1.</summary>
    public double[] Importance() => Ensemble.Importance();

    /// <summary>Format: the trees, each answer already divided by their number.</summary>
    public void Write(BinaryWriter writer) => Ensemble.Write(writer);

    public static RandomForestModel Read(BinaryReader reader) => new(TreeEnsemble.Read(reader));
}
