using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Encoding;

/// <summary>
/// One-hot encoding of every level: a linear model that reads a column of many levels by the level itself, where the
/// others read its win rate. All coefficients are fitted jointly, so that a level that only ever comes with good values
/// of other columns takes no credit for them, as its win rate does; the ridge penalty shrinks each by its rows (le
/// Cessie and van Houwelingen, "Ridge estimators in logistic regression", Applied Statistics 1992).
/// </summary>
public sealed class LevelEncoding : EncodedModel
{
    internal const string FileKind = "levels";

    private LevelEncoding(ILearnedModel inner)
        : base(inner) { }

    public override string StoredKind => FileKind;

    /// <param name="table">rowCount x columnCount.</param>
    /// <param name="fit">Fits the inner model on the converted table; one that reads rows of many levels sparsely.
    /// </param>
    public static LevelEncoding Fit(FeatureTable table, Func<FeatureTable, ILearnedModel> fit) =>
        new(fit(Convert(table)));

    internal static LevelEncoding Read(BinaryReader reader, Func<BinaryReader, ILearnedModel> readInner) =>
        new(readInner(reader));

    /// <summary>True where a table has a column that is read otherwise.</summary>
    public static bool IsWorthwhile(FeatureTable table) => table.Columns.Any(column => column.Levels is not null);

    /// <summary>The table with every column of many levels as a category of as many codes.</summary>
    public static FeatureTable Convert(FeatureTable table) =>
        new([.. table.Columns.Select(column => Convert(column, knowsCount: true))], table.RowCount);

    /// <summary>A fitted linear model looks codes up: words for each would only cost memory with every score.</summary>
    private protected override FeatureTable Encode(FeatureTable table) =>
        new([.. table.Columns.Select(column => Convert(column, knowsCount: false))], table.RowCount);

    private static FeatureColumn Convert(FeatureColumn column, bool knowsCount)
    {
        if (column.Levels is not { } levels)
        {
            return column;
        }

        var words = new string[knowsCount ? levels.Count : 0];
        Array.Fill(words, "");
        return FeatureColumn.Category(column.Name, levels.Codes, words);
    }
}
