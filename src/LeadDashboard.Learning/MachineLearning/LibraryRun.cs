using LeadDashboard.Learning.Losses;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Trees;
using Microsoft.ML;

namespace LeadDashboard.Learning.MachineLearning;

/// <summary>What one fit by the library needs.</summary>
/// <param name="Context">Seeded.</param>
/// <param name="Table">What to learn from.</param>
/// <param name="Derived">What the library sees of the table.</param>
/// <param name="Cells">float[rowCount x Derived.Columns.Length].</param>
/// <param name="View">The cells and labels as the library reads them.</param>
internal sealed record LibraryRun(
    MLContext Context,
    FeatureTable Table,
    DerivedTable Derived,
    float[] Cells,
    IDataView View
)
{
    /// <summary>False: the library would have nothing to learn from, and refuses.</summary>
    public bool HasColumns => Derived.Columns.Length > 0;

    /// <summary>The overall rate of the labels as trees without a question.</summary>
    public static TreeEnsemble Constant(FeatureTable table, float[] labels) =>
        TreeEnsemble.Over(table, LogOdds.FromProbability((labels.Sum() + 0.5) / (labels.Length + 1)), []);

    public static LibraryRun Start(
        FeatureTable table,
        float[] labels,
        LibraryTreesOptions options,
        CancellationToken cancellationToken
    )
    {
        if (options.Problems() is { Count: > 0 } problems)
        {
            throw new ArgumentException(string.Join(" ", problems), nameof(options));
        }

        TrainingInput.Check(table, labels, null, Loss.For(LossKind.Log));
        cancellationToken.ThrowIfCancellationRequested();
        var context = new MLContext(options.Seed);
        var derived = DerivedTable.Fit(table, labels, options.MaxFlags);
        var cells = derived.Cells(table);
        return new LibraryRun(context, table, derived, cells, derived.View(context, cells, labels));
    }
}
