using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning;

/// <summary>
/// What every fitted two-class model can do. Immutable and safe for concurrent use.
/// A table given to it has the columns of the table it was fitted on: same order, same kinds, same category codes.
/// </summary>
public interface ILearnedModel
{
    /// <summary>Stable short name: "logistic", "lbfgs", "trees", "forest", "rates", "blend".</summary>
    string Kind { get; }

    /// <summary>double[rowCount] of raw scores on the log-odds scale: P(won) = 1 / (1 + exp(-raw)).</summary>
    double[] PredictRaw(FeatureTable table, int maxThreads = 1);

    /// <summary>
    /// Signed share of every column in one row's raw score (exact SHAP on the log-odds scale).
    /// Invariant: returned base value + sum of <paramref name="contributions"/> = PredictRaw of that row, within 1e-6.
    /// </summary>
    /// <param name="table">The row's table.</param>
    /// <param name="rowIndex">0-based.</param>
    /// <param name="contributions">double[columnCount], overwritten.</param>
    /// <returns>The base value: the expected raw score over the training rows.</returns>
    double Explain(FeatureTable table, int rowIndex, Span<double> contributions);

    /// <summary>
    /// Many rows at once: the same numbers as <see cref="Explain"/> row by row. Invariant: base + sum of a row's shares
    /// = its raw score.
    /// </summary>
    /// <param name="table">rowCount x columnCount.</param>
    /// <param name="baseValue">Log-odds, the same for every row.</param>
    /// <param name="maxThreads">Changes the time only.</param>
    /// <returns>double[rowCount x columnCount]; row r's share of column c at r * columnCount + c.</returns>
    double[] ExplainAll(FeatureTable table, out double baseValue, int maxThreads = 1)
    {
        var all = new double[(long)table.RowCount * table.ColumnCount];
        baseValue = 0;
        for (var row = 0; row < table.RowCount; row++)
        {
            baseValue = Explain(table, row, all.AsSpan(row * table.ColumnCount, table.ColumnCount));
        }

        return all;
    }

    /// <summary>The kind under which Storage.ModelFile finds the reader: one per type, never changed.</summary>
    string StoredKind => Kind;

    /// <summary>Writes the model in the versioned format of Storage.ModelFile.</summary>
    void Write(BinaryWriter writer);
}
