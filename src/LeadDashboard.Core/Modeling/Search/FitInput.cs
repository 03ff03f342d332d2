using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Core.Modeling.Search;

/// <summary>What one fit learns from.</summary>
/// <param name="Table">rowCount x columnCount.</param>
/// <param name="Labels">float[rowCount], 0 = lost, 1 = won.</param>
internal sealed record FitInput(FeatureTable Table, float[] Labels)
{
    /// <summary>float[rowCount], log-odds that the rows have from elsewhere; null = none.</summary>
    public float[]? Offsets { get; init; }

    public int Seed { get; init; }

    public int RowCount => Labels.Length;

    /// <summary>The same with these rows alone, in this order.</summary>
    public FitInput SelectRows(int[] rows) =>
        this with
        {
            Table = Table.SelectRows(rows),
            Labels = [.. rows.Select(row => Labels[row])],
            Offsets = Offsets is { } offsets ? [.. rows.Select(row => offsets[row])] : null,
        };

    /// <summary>The rows that a fold leaves to learn from, and those it holds back; both rising.</summary>
    /// <param name="folds">int[rowCount].</param>
    /// <param name="fold">Held back.</param>
    public static (int[] Train, int[] Held) Split(int[] folds, int fold)
    {
        var byFold = Enumerable.Range(0, folds.Length).ToLookup(row => folds[row] == fold);
        return ([.. byFold[false]], [.. byFold[true]]);
    }
}
