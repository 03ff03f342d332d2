using LeadDashboard.Learning.Internals;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Encoding;

/// <summary>
/// A model on another reading of the table: column for column the same one, so that shares keep their place.
/// </summary>
public abstract class EncodedModel : ILearnedModel
{
    private protected EncodedModel(ILearnedModel inner) => Inner = inner;

    /// <summary>Reads the encoded table.</summary>
    internal ILearnedModel Inner { get; }

    public string Kind => Inner.Kind;

    public abstract string StoredKind { get; }

    public double[] PredictRaw(FeatureTable table, int maxThreads = 1) => Inner.PredictRaw(Encode(table), maxThreads);

    public double Explain(FeatureTable table, int rowIndex, Span<double> contributions) =>
        Inner.Explain(Encode(table.SelectRows([rowIndex])), 0, contributions);

    public double[] ExplainAll(FeatureTable table, out double baseValue, int maxThreads = 1) =>
        Inner.ExplainAll(Encode(table), out baseValue, maxThreads);

    public void Write(BinaryWriter writer) => ModelHead.Write(writer, Inner);

    private protected abstract FeatureTable Encode(FeatureTable table);
}
