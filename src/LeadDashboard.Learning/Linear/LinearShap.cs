using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Linear;

/// <summary>
/// SHAP values of a model that is a sum of one function per column: the exact share of a column is f(value) - mean of
/// f,
/// and effects are stored centred (Lundberg and Lee 2017, "Linear SHAP", columns taken as independent).
/// </summary>
public static class LinearShap
{
    /// <param name="model">Fitted on the table's columns.</param>
    /// <param name="table">rowCount x columnCount.</param>
    /// <param name="rowIndex">0-based.</param>
    /// <param name="contributions">double[columnCount], overwritten, log-odds.</param>
    /// <returns>Base value; base + sum of contributions = raw score of the row.</returns>
    public static double Explain(AdditiveModel model, FeatureTable table, int rowIndex, Span<double> contributions)
    {
        for (var c = 0; c < model.Effects.Count; c++)
        {
            contributions[c] = model.Effects[c].At(table.Columns[c], rowIndex);
        }

        return model.Intercept;
    }
}
