using LeadDashboard.Learning.Internals;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Encoding;

/// <summary>
/// Ordered encoding: a model that reads every category as a number, its code, and codes are handed out by frequency.
/// Coarser than splitting categories by their outcome, so its errors differ from those of the other ensemble members.
/// Column for column the same table, so shares keep their place.
/// </summary>
public sealed class OrderedEncoding : ILearnedModel
{
    internal const string FileKind = "ranked";

    private OrderedEncoding(ILearnedModel inner) => Inner = inner;

    /// <summary>Reads the converted table.</summary>
    internal ILearnedModel Inner { get; }

    public string Kind => Inner.Kind;

    public string StoredKind => FileKind;

    /// <param name="table">rowCount x columnCount.</param>
    /// <param name="fit">Fits the inner model on the converted table.</param>
    public static OrderedEncoding Fit(FeatureTable table, Func<FeatureTable, ILearnedModel> fit) =>
        new(fit(Convert(table)));

    public double[] PredictRaw(FeatureTable table, int maxThreads = 1) => Inner.PredictRaw(Convert(table), maxThreads);

    public double Explain(FeatureTable table, int rowIndex, Span<double> contributions) =>
        Inner.Explain(Convert(table.SelectRows([rowIndex])), 0, contributions);

    public double[] ExplainAll(FeatureTable table, out double baseValue, int maxThreads = 1) =>
        Inner.ExplainAll(Convert(table), out baseValue, maxThreads);

    public void Write(BinaryWriter writer) => ModelHead.Write(writer, Inner);

    internal static OrderedEncoding Read(BinaryReader reader, Func<BinaryReader, ILearnedModel> readInner) =>
        new(readInner(reader));

    /// <summary>The table with every category as a number.</summary>
    public static FeatureTable Convert(FeatureTable table) => new([.. table.Columns.Select(Convert)], table.RowCount);

    private static FeatureColumn Convert(FeatureColumn column)
    {
        if (column.Kind == FeatureKind.Number)
        {
            return column;
        }

        var numbers = new float[column.RowCount];
        for (var row = 0; row < numbers.Length; row++)
        {
            numbers[row] = column.Codes[row] < 0 ? float.NaN : column.Codes[row];
        }

        return FeatureColumn.Number(column.Name, numbers);
    }
}
