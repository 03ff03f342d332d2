using System.Runtime.CompilerServices;
using LeadDashboard.Learning.Internals;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Trees;

/// <summary>
/// Turns values into bytes. Numbers: quantile bins, bin(x) = how many cuts are &lt;= x. Categories: one bin each by
/// falling frequency,
/// rare ones and those beyond <see cref="MaxCategoryBins"/> share one. The bin behind the values holds missing and
/// unseen.
/// </summary>
internal sealed class BinMapper
{
    public const int MaxNumberBins = 255;
    public const int MaxCategoryBins = 254;

    /// <summary>A category with fewer rows cannot fill a leaf; it shares the bin of the rare ones.</summary>
    public const int RareCategoryRows = 5;

    /// <summary>Quantiles of this many evenly spaced rows are as good as those of all rows.</summary>
    private const int SampleRows = 200_000;
    private const int BlockRows = 8192;

    private BinMapper(float[][] cuts, int[][] codeBins, int[] valueBinCounts)
    {
        Cuts = cuts;
        CodeBins = codeBins;
        ValueBinCounts = valueBinCounts;
    }

    /// <summary>float[columnCount][valueBinCount - 1], rising; empty for a category column.</summary>
    public float[][] Cuts { get; }

    /// <summary>int[columnCount][categoryCount]: the bin of a code; empty for a number column.</summary>
    public int[][] CodeBins { get; }

    /// <summary>int[columnCount]: bins without the missing one.</summary>
    public int[] ValueBinCounts { get; }

    /// <exception cref="ArgumentException">A number is infinite or a code is outside its categories.</exception>
    public static BinMapper Fit(FeatureTable table, int maxThreads)
    {
        var cuts = new float[table.ColumnCount][];
        var codeBins = new int[table.ColumnCount][];
        var valueBinCounts = new int[table.ColumnCount];
        foreach (var column in table.Columns)
        {
            Check(column);
        }

        ParallelRange.ForBlocks(
            table.ColumnCount,
            1,
            maxThreads,
            (c, _, _) =>
            {
                var column = table.Columns[c];
                if (column.Kind == FeatureKind.Number)
                {
                    cuts[c] = FindCuts(column.Numbers);
                    codeBins[c] = [];
                    valueBinCounts[c] = cuts[c].Length + 1;
                }
                else
                {
                    cuts[c] = [];
                    (codeBins[c], valueBinCounts[c]) = FindCategoryBins(column.Codes, column.Categories.Length);
                }
            }
        );
        return new BinMapper(cuts, codeBins, valueBinCounts);
    }

    public BinnedTable Map(FeatureTable table, int maxThreads)
    {
        var columnCount = table.ColumnCount;
        if ((long)table.RowCount * columnCount > Array.MaxLength)
        {
            throw new ArgumentException(
                $"The table has {table.RowCount} rows x {columnCount} columns; at most {Array.MaxLength} cells can "
                    + $"be learned at once. Train on fewer rows or columns.",
                nameof(table)
            );
        }

        var byRow = GC.AllocateUninitializedArray<byte>(table.RowCount * columnCount);
        var byColumn = new byte[columnCount][];
        for (var c = 0; c < columnCount; c++)
        {
            byColumn[c] = GC.AllocateUninitializedArray<byte>(table.RowCount);
        }

        ParallelRange.ForBlocks(
            table.RowCount,
            BlockRows,
            maxThreads,
            (_, start, end) =>
            {
                for (var c = 0; c < columnCount; c++)
                {
                    var bins = byColumn[c].AsSpan(start, end - start);
                    var column = table.Columns[c];
                    if (column.Kind == FeatureKind.Number)
                    {
                        BinSearch.Map(column.Numbers.AsSpan(start, end - start), Cuts[c], bins);
                    }
                    else
                    {
                        MapCodes(column.Codes.AsSpan(start, end - start), CodeBins[c], ValueBinCounts[c], bins);
                    }

                    Spread(bins, byRow.AsSpan((start * columnCount) + c), columnCount);
                }
            }
        );
        return new BinnedTable(table.RowCount, [.. ValueBinCounts.Select(count => count + 1)], byRow, byColumn);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Spread(ReadOnlySpan<byte> bins, Span<byte> cells, int step)
    {
        var cell = 0;
        foreach (var bin in bins)
        {
            cells[cell] = bin;
            cell += step;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MapCodes(ReadOnlySpan<int> codes, int[] codeBins, int missingBin, Span<byte> bins)
    {
        for (var i = 0; i < codes.Length; i++)
        {
            var code = codes[i];
            bins[i] = (byte)((uint)code < (uint)codeBins.Length ? codeBins[code] : missingBin);
        }
    }

    private static float[] FindCuts(float[] numbers)
    {
        var step = Math.Max(1, (numbers.Length + SampleRows - 1) / SampleRows);
        var sample = new float[(numbers.Length + step - 1) / step];
        var count = 0;
        for (var i = 0; i < numbers.Length; i += step)
        {
            if (!float.IsNaN(numbers[i]))
            {
                sample[count++] = numbers[i];
            }
        }

        RadixSort.Sort(sample, count);
        return FindCuts(sample.AsSpan(0, count));
    }

    /// <summary>
    /// Walks the distinct values and closes a bin when it holds its share of the rows left. A value as frequent as a
    /// whole bin gets a bin of its own,
    /// so that a pile of zeros is not mixed with the values next to it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float[] FindCuts(ReadOnlySpan<float> sorted)
    {
        var distinct = sorted.Length == 0 ? 0 : 1;
        for (var i = 1; i < sorted.Length; i++)
        {
            distinct += sorted[i] != sorted[i - 1] ? 1 : 0;
        }

        var cuts = new List<float>(Math.Min(distinct, MaxNumberBins));
        var inBin = 0;
        var wasHeavy = false;
        for (var start = 0; start < sorted.Length;)
        {
            var end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start])
            {
                end++;
            }

            var rowsLeft = sorted.Length - start + inBin;
            var target = distinct <= MaxNumberBins ? 1 : (double)rowsLeft / (MaxNumberBins - cuts.Count);
            var heavy = end - start >= target;
            if (
                inBin > 0
                && cuts.Count < MaxNumberBins - 1
                && (heavy || wasHeavy || inBin + (0.5 * (end - start)) >= target)
            )
            {
                cuts.Add(Between(sorted[start - 1], sorted[start]));
                inBin = 0;
            }

            inBin += end - start;
            wasHeavy = heavy;
            start = end;
        }

        return [.. cuts];
    }

    /// <summary>
    /// A cut that sends <paramref name="lower"/> left and <paramref name="upper"/> right (x &lt; cut goes left).
    /// </summary>
    private static float Between(float lower, float upper)
    {
        var middle = (float)(((double)lower + upper) / 2);
        return middle > lower ? middle : upper;
    }

    private static (int[] CodeBins, int ValueBinCount) FindCategoryBins(int[] codes, int categoryCount)
    {
        var counts = new int[categoryCount];
        foreach (var code in codes)
        {
            if (code >= 0)
            {
                counts[code]++;
            }
        }

        var order = Enumerable
            .Range(0, categoryCount)
            .Where(code => counts[code] > 0)
            .OrderByDescending(code => counts[code])
            .ThenBy(code => code)
            .ToArray();
        var own = order.Take(MaxCategoryBins).TakeWhile(code => counts[code] >= RareCategoryRows).Count();
        if (own == order.Length - 1 && order.Length <= MaxCategoryBins)
        {
            own = order.Length; // one rare category alone is a bin either way
        }

        var valueBinCount = own < order.Length ? own + 1 : own;
        var codeBins = new int[categoryCount];
        Array.Fill(codeBins, valueBinCount);
        for (var i = 0; i < order.Length; i++)
        {
            codeBins[order[i]] = Math.Min(i, own);
        }

        return (codeBins, valueBinCount);
    }

    private static void Check(FeatureColumn column)
    {
        for (var i = 0; i < column.Numbers.Length; i++)
        {
            if (float.IsInfinity(column.Numbers[i]))
            {
                throw new ArgumentException(
                    $"Column '{column.Name}' holds an infinite number in row {i + 1}. Give missing values as NaN.",
                    nameof(column)
                );
            }
        }

        for (var i = 0; i < column.Codes.Length; i++)
        {
            if (column.Codes[i] < -1 || column.Codes[i] >= column.Categories.Length)
            {
                throw new ArgumentException(
                    $"Column '{column.Name}' holds code {column.Codes[i]} in row {i + 1}; expected -1 (missing) .. "
                        + $"{column.Categories.Length - 1}.",
                    nameof(column)
                );
            }
        }
    }
}
