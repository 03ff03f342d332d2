using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Trees;

/// <summary>
/// Fitted boosted trees. With the log loss raw is the log-odds, with the squared loss the mean, with the gamma loss the
/// log of the mean.
/// </summary>
public sealed class BoostedTreesModel : ILearnedModel
{
    internal const string KindName = "trees";

    private const int HasMissingNumber = 128;

    internal BoostedTreesModel(TreeEnsemble ensemble, LossKind loss)
    {
        Ensemble = ensemble;
        Loss = loss;
    }

    public string Kind => KindName;

    public LossKind Loss { get; }

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

    /// <summary>
    /// Format: byte loss (0 log, 1 squared, 2 gamma; 128 more where a number means missing, then float that number),
    /// then the trees.
    /// </summary>
    public void Write(BinaryWriter writer)
    {
        if (float.IsNaN(Ensemble.Missing))
        {
            writer.Write((byte)Loss);
        }
        else
        {
            writer.Write((byte)((int)Loss | HasMissingNumber));
            writer.Write(Ensemble.Missing);
        }

        Ensemble.Write(writer);
    }

    public static BoostedTreesModel Read(BinaryReader reader)
    {
        var first = (int)reader.ReadByte();
        var loss = (LossKind)(first & ~HasMissingNumber);
        if (!Enum.IsDefined(loss))
        {
            throw new InvalidDataException(
                $"The model has the unknown loss {(int)loss}; expected 0..2. The model file is damaged."
            );
        }

        var missing = (first & HasMissingNumber) != 0 ? reader.ReadSingle() : float.NaN;
        return new BoostedTreesModel(TreeEnsemble.Read(reader, missing), loss);
    }
}
