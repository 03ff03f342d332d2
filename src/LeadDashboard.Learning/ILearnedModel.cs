using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning;

/// <summary>
/// What every fitted two-class model can do. Immutable and safe for concurrent use.
/// A table given to it has the columns of the table it was fitted on: same order, same kinds, same category codes.
/// </summary>
public interface ILearnedModel
{
    /// <summary>Stable short name: "logistic", "trees", "forest", "rates", "blend".</summary>
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

    /// <summary>Writes the model in the versioned format of Storage.ModelFile.</summary>
    void Write(BinaryWriter writer);
}
