using LeadDashboard.Learning.Blending;
using LeadDashboard.Learning.Encoding;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Learning.Explaining;

/// <summary>
/// Explains many rows at once: the same numbers as <see cref="ILearnedModel.Explain"/> row by row, with one tree over
/// many rows at a time.
/// </summary>
public static class BatchExplainer
{
    /// <param name="model">Fitted on the table's columns.</param>
    /// <param name="table">rowCount x columnCount.</param>
    /// <param name="baseValue">Log-odds, the same for every row.</param>
    /// <param name="maxThreads">Changes the time only.</param>
    /// <returns>double[rowCount x columnCount]; row r's share of column c at r * columnCount + c. Base + sum of a row's
    /// shares = its raw score.</returns>
    public static double[] ExplainAll(ILearnedModel model, FeatureTable table, out double baseValue, int maxThreads = 1)
    {
        switch (model)
        {
            case BoostedTreesModel trees:
                return trees.ExplainAll(table, out baseValue, maxThreads);
            case BlendModel blend:
                return ExplainBlend(blend, table, out baseValue, maxThreads);
            case RankedCategories ranked:
                return ranked.ExplainAll(table, out baseValue, maxThreads);
            default:
                return ExplainEach(model, table, out baseValue);
        }
    }

    private static double[] ExplainBlend(BlendModel blend, FeatureTable table, out double baseValue, int maxThreads)
    {
        var all = new double[(long)table.RowCount * table.ColumnCount];
        baseValue = blend.Intercept;
        for (var m = 0; m < blend.Members.Count; m++)
        {
            var member = ExplainAll(blend.Members[m], table, out var memberBase, maxThreads);
            baseValue += blend.Weights[m] * memberBase;
            for (var i = 0; i < all.Length; i++)
            {
                all[i] += blend.Weights[m] * member[i];
            }
        }

        return all;
    }

    private static double[] ExplainEach(ILearnedModel model, FeatureTable table, out double baseValue)
    {
        var all = new double[(long)table.RowCount * table.ColumnCount];
        baseValue = 0;
        for (var row = 0; row < table.RowCount; row++)
        {
            baseValue = model.Explain(table, row, all.AsSpan(row * table.ColumnCount, table.ColumnCount));
        }

        return all;
    }
}
