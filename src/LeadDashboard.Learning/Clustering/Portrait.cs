namespace LeadDashboard.Learning.Clustering;

/// <summary>What kind of difference a <see cref="Trait"/> tells.</summary>
public enum TraitKind
{
    /// <summary>The mean of a number is higher or lower here than elsewhere.</summary>
    Number = 0,

    /// <summary>A category is more or less frequent here.</summary>
    Category = 1,

    /// <summary>The column is missing more or less often here.</summary>
    Missing = 2,
}

/// <summary>One thing that sets a cluster apart.</summary>
/// <param name="ColumnIndex">0-based column of the table.</param>
/// <param name="Column">Its name.</param>
/// <param name="Kind">What differs.</param>
/// <param name="Category">The category of <see cref="TraitKind.Category"/>; else "".</param>
/// <param name="Here">Mean of the number in the cluster, or share 0..1 of its rows.</param>
/// <param name="Overall">The same over all rows.</param>
/// <param name="Difference">(Here - Overall) / standard deviation over all rows; the sign says higher or lower.</param>
public sealed record Trait(
    int ColumnIndex,
    string Column,
    TraitKind Kind,
    string Category,
    double Here,
    double Overall,
    double Difference
);

/// <summary>A cluster in figures.</summary>
/// <param name="Cluster">0-based.</param>
/// <param name="RowCount">Rows in it.</param>
/// <param name="Share">0..1 of all rows.</param>
/// <param name="LabelledRowCount">Rows of known outcome.</param>
/// <param name="WinRate">0..1 of these; NaN when none.</param>
/// <param name="WinRateLow">Lower end of the 95 % score interval.</param>
/// <param name="WinRateHigh">Upper end.</param>
/// <param name="Traits">Largest differences first.</param>
public sealed record Portrait(
    int Cluster,
    int RowCount,
    double Share,
    int LabelledRowCount,
    double WinRate,
    double WinRateLow,
    double WinRateHigh,
    IReadOnlyList<Trait> Traits
);
