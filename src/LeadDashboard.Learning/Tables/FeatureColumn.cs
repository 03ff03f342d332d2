namespace LeadDashboard.Learning.Tables;

/// <summary>How a column is read by a learner.</summary>
public enum FeatureKind
{
    /// <summary>A quantity. Missing is <see cref="float.NaN"/>.</summary>
    Number,

    /// <summary>One of a finite set of values. Missing or unseen is code -1.</summary>
    Category,
}

/// <summary>The levels of a category that are too many for <see cref="FeatureColumn.Categories"/>.</summary>
/// <param name="Codes">int[rowCount], -1 (missing) or 0 .. Count - 1.</param>
/// <param name="Count">Of the levels; the last one stands for all rare and unseen ones.</param>
public sealed record ColumnLevels(int[] Codes, int Count);

/// <summary>
/// One column of a <see cref="FeatureTable"/>. Exactly one of <see cref="Numbers"/> and <see cref="Codes"/> is filled,
/// by <see cref="Kind"/>.
/// </summary>
public sealed class FeatureColumn
{
    private FeatureColumn(string name, FeatureKind kind, float[] numbers, int[] codes, string[] categories)
    {
        Name = name;
        Kind = kind;
        Numbers = numbers;
        Codes = codes;
        Categories = categories;
    }

    /// <summary>Unique within its table.</summary>
    public string Name { get; }

    public FeatureKind Kind { get; }

    /// <summary>float[rowCount], NaN = missing; infinities are refused. Empty for a category column.</summary>
    public float[] Numbers { get; }

    /// <summary>
    /// int[rowCount], -1 (missing or unseen) or 0 .. Categories.Length - 1. Empty for a number column.
    /// </summary>
    public int[] Codes { get; }

    /// <summary>The words behind the codes. Empty for a number column.</summary>
    public string[] Categories { get; }

    /// <summary>
    /// Of a number that stands for a level of a category: the level itself, for a learner that gives each level a
    /// coefficient of its own. Null for any other column.
    /// </summary>
    public ColumnLevels? Levels { get; private init; }

    public int RowCount => Kind == FeatureKind.Number ? Numbers.Length : Codes.Length;

    public static FeatureColumn Number(string name, float[] numbers) => new(name, FeatureKind.Number, numbers, [], []);

    /// <param name="name">Unique within its table.</param>
    /// <param name="numbers">float[rowCount], NaN = missing.</param>
    /// <param name="levels">Of rowCount rows.</param>
    public static FeatureColumn Number(string name, float[] numbers, ColumnLevels levels) =>
        new(name, FeatureKind.Number, numbers, [], []) { Levels = levels };

    public static FeatureColumn Category(string name, int[] codes, string[] categories) =>
        new(name, FeatureKind.Category, [], codes, categories);

    /// <summary>A new column holding the given rows (0-based) in the given order.</summary>
    public FeatureColumn Select(ReadOnlySpan<int> rowIndexes)
    {
        if (Kind == FeatureKind.Number)
        {
            var numbers = new float[rowIndexes.Length];
            for (var i = 0; i < numbers.Length; i++)
            {
                numbers[i] = Numbers[rowIndexes[i]];
            }

            return Levels is { } levels
                ? Number(Name, numbers, levels with { Codes = Select(levels.Codes, rowIndexes) })
                : Number(Name, numbers);
        }

        return Category(Name, Select(Codes, rowIndexes), Categories);
    }

    private static int[] Select(int[] all, ReadOnlySpan<int> rowIndexes)
    {
        var codes = new int[rowIndexes.Length];
        for (var i = 0; i < codes.Length; i++)
        {
            codes[i] = all[rowIndexes[i]];
        }

        return codes;
    }
}
