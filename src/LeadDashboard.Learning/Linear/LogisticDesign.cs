using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Linear;

/// <summary>
/// The sparse design matrix of logistic regression: rowCount x coefficientCount, at most two entries per source column
/// and row.
/// Coefficient 0 is the intercept. A category takes one coefficient per level, a number one per knot (or one slope),
/// each one more where values are missing.
/// </summary>
internal sealed class LogisticDesign
{
    private readonly List<Block> _blocks = [];

    private LogisticDesign(int entriesPerRow) => EntriesPerRow = entriesPerRow;

    public int EntriesPerRow { get; }

    public int CoefficientCount { get; private set; } = 1;

    /// <summary>
    /// int[rowCount * EntriesPerRow], coefficient of each entry; unused entries point to 0 with value 0.
    /// </summary>
    public int[] Indexes { get; private set; } = [];

    /// <summary>float[rowCount * EntriesPerRow].</summary>
    public float[] Values { get; private set; } = [];

    /// <summary>
    /// Where a source column's coefficients stand: Start is the first, Count the levels or knots (1 for a slope, 0 for
    /// a column without effect),
    /// MissingIndex the coefficient of a missing value, -1 when none was seen.
    /// </summary>
    internal sealed record Block(
        int Start,
        int Count,
        int MissingIndex,
        EffectShape Shape,
        float[] Knots,
        double Mean,
        double Deviation,
        bool IsSlope
    );

    public IReadOnlyList<Block> Blocks => _blocks;

    public static LogisticDesign Build(FeatureTable table, float[]? weights, LogisticOptions options)
    {
        var design = new LogisticDesign(1 + table.Columns.Sum(column => column.Kind == FeatureKind.Number ? 2 : 1));
        foreach (var column in table.Columns)
        {
            design.AddBlock(column, weights, options);
        }

        design.FillRows(table);
        return design;
    }

    private void AddBlock(FeatureColumn column, float[]? weights, LogisticOptions options)
    {
        if (options.IgnoredColumns.Contains(column.Name))
        {
            _blocks.Add(
                new Block(
                    CoefficientCount,
                    0,
                    -1,
                    column.Kind == FeatureKind.Category ? EffectShape.Levels : EffectShape.Lines,
                    [],
                    0,
                    1,
                    false
                )
            );
            return;
        }

        if (column.Kind == FeatureKind.Category)
        {
            var isMissingSeen = Array.Exists(column.Codes, code => code < 0);
            Append(column.Categories.Length, isMissingSeen, EffectShape.Levels, [], 0, 1, false);
            return;
        }

        var knots = Knots(column.Numbers, Math.Max(2, options.KnotCount));
        var isMissing = Array.Exists(column.Numbers, float.IsNaN);
        if (knots.Length < 2)
        {
            Append(0, isMissing && knots.Length == 1, EffectShape.Lines, [], 0, 1, false);
            return;
        }

        if (options.KnotCount < 2)
        {
            var (mean, deviation) = Moments(column.Numbers, weights);
            Append(1, isMissing, EffectShape.Lines, [knots[0], knots[^1]], mean, deviation, true);
            return;
        }

        Append(knots.Length, isMissing, EffectShape.Lines, knots, 0, 1, false);
    }

    private void Append(
        int count,
        bool hasMissing,
        EffectShape shape,
        float[] knots,
        double mean,
        double deviation,
        bool isSlope
    )
    {
        var start = CoefficientCount;
        CoefficientCount += count + (hasMissing ? 1 : 0);
        _blocks.Add(new Block(start, count, hasMissing ? start + count : -1, shape, knots, mean, deviation, isSlope));
    }

    private void FillRows(FeatureTable table)
    {
        Indexes = new int[(long)table.RowCount * EntriesPerRow];
        Values = new float[Indexes.LongLength];
        var at = 1;
        for (var row = 0; row < table.RowCount; row++)
        {
            Values[row * EntriesPerRow] = 1;
        }

        for (var c = 0; c < table.ColumnCount; c++)
        {
            var column = table.Columns[c];
            var block = _blocks[c];
            for (var row = 0; row < table.RowCount; row++)
            {
                Fill(column, block, row, row * EntriesPerRow + at);
            }

            at += column.Kind == FeatureKind.Number ? 2 : 1;
        }
    }

    private void Fill(FeatureColumn column, Block block, int row, int entry)
    {
        var isMissing = column.Kind == FeatureKind.Category ? column.Codes[row] < 0 : float.IsNaN(column.Numbers[row]);
        if (isMissing)
        {
            if (block.MissingIndex >= 0)
            {
                (Indexes[entry], Values[entry]) = (block.MissingIndex, 1);
            }

            return;
        }

        if (block.Count == 0)
        {
            return;
        }

        if (block.Shape == EffectShape.Levels)
        {
            (Indexes[entry], Values[entry]) = (block.Start + column.Codes[row], 1);
            return;
        }

        var number = column.Numbers[row];
        if (block.IsSlope)
        {
            (Indexes[entry], Values[entry]) = (block.Start, (float)((number - block.Mean) / block.Deviation));
            return;
        }

        var upper = ColumnEffect.FirstAtLeast(block.Knots, number);
        if (upper == 0 || upper == block.Knots.Length)
        {
            (Indexes[entry], Values[entry]) = (block.Start + Math.Min(upper, block.Knots.Length - 1), 1);
            return;
        }

        var share = (float)(
            ((double)number - block.Knots[upper - 1]) / ((double)block.Knots[upper] - block.Knots[upper - 1])
        );
        (Indexes[entry], Values[entry]) = (block.Start + upper - 1, 1 - share);
        (Indexes[entry + 1], Values[entry + 1]) = (block.Start + upper, share);
    }

    /// <summary>Distinct quantiles, smallest and largest value included.</summary>
    private static float[] Knots(float[] numbers, int knotCount)
    {
        var sorted = numbers.Where(number => !float.IsNaN(number)).ToArray();
        if (sorted.Length == 0)
        {
            return [];
        }

        Array.Sort(sorted);
        var distinct = new List<float>();
        foreach (var number in sorted)
        {
            if (distinct.Count == 0 || distinct[^1] != number)
            {
                distinct.Add(number);
            }
        }

        if (distinct.Count <= knotCount)
        {
            return [.. distinct];
        }

        // Half the knots at quantiles of the rows, half at quantiles of the distinct values: one value that most rows
        // share
        // (zero visits) would otherwise swallow all the knots and leave the rest one straight line.
        var knots = new SortedSet<float>();
        var half = Math.Max(2, (knotCount + 1) / 2);
        for (var k = 0; k < half; k++)
        {
            knots.Add(sorted[(int)((long)k * (sorted.Length - 1) / (half - 1))]);
        }

        for (var k = 1; knots.Count < knotCount && k < knotCount; k++)
        {
            knots.Add(distinct[(int)((long)k * (distinct.Count - 1) / knotCount)]);
        }

        return [.. knots];
    }

    private static (double Mean, double Deviation) Moments(float[] numbers, float[]? weights)
    {
        double sum = 0,
            total = 0;
        for (var i = 0; i < numbers.Length; i++)
        {
            if (!float.IsNaN(numbers[i]))
            {
                var weight = weights?[i] ?? 1;
                sum += weight * numbers[i];
                total += weight;
            }
        }

        var mean = sum / total;
        double squares = 0;
        for (var i = 0; i < numbers.Length; i++)
        {
            if (!float.IsNaN(numbers[i]))
            {
                squares += (weights?[i] ?? 1) * (numbers[i] - mean) * (numbers[i] - mean);
            }
        }

        var deviation = Math.Sqrt(squares / total);
        return (mean, deviation > 0 ? deviation : 1);
    }
}
