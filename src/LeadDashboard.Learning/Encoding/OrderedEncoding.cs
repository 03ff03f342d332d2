using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Encoding;

/// <summary>
/// Ordered encoding: a model that reads every category as a number, its code, and codes are handed out by frequency.
/// Coarser than splitting categories by their outcome, so its errors differ from those of the other ensemble members.
/// </summary>
public sealed class OrderedEncoding : EncodedModel
{
    internal const string FileKind = "ranked";

    private OrderedEncoding(ILearnedModel inner)
        : base(inner) { }

    public override string StoredKind => FileKind;

    /// <param name="table">rowCount x columnCount.</param>
    /// <param name="fit">Fits the inner model on the converted table.</param>
    public static OrderedEncoding Fit(FeatureTable table, Func<FeatureTable, ILearnedModel> fit) =>
        new(fit(Convert(table)));

    internal static OrderedEncoding Read(BinaryReader reader, Func<BinaryReader, ILearnedModel> readInner) =>
        new(readInner(reader));

    /// <summary>The table with every category as a number.</summary>
    public static FeatureTable Convert(FeatureTable table) => new([.. table.Columns.Select(Convert)], table.RowCount);

    private protected override FeatureTable Encode(FeatureTable table) => Convert(table);

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
