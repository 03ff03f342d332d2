using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using LeadDashboard.Learning.Internals;

namespace LeadDashboard.Learning.Trees;

/// <summary>
/// Sums gradients, hessians and row counts per bin: long[2 * totalBinCount], see <see cref="GradientBuffer"/> for the
/// cells.
/// Rows are split among threads; whole-number sums make the result independent of how.
/// </summary>
internal sealed class HistogramBuilder(BinnedTable bins, GradientBuffer gradients, int maxThreads)
{
    /// <summary>Below this many rows a second thread costs more than it brings.</summary>
    private const int RowsWorthAThread = 4096;
    private const int PrefetchDistance = 16;
    private readonly Stack<long[]> _pool = new();
    private readonly long[][] _partial = new long[Math.Max(0, maxThreads - 1)][];

    public int Length => 2 * bins.TotalBinCount;

    /// <summary>A new or used histogram, cells of any value; give it back with <see cref="Return"/>.</summary>
    public long[] Rent() => _pool.Count > 0 ? _pool.Pop() : new long[Length];

    public void Return(long[] histogram) => _pool.Push(histogram);

    /// <param name="rows">Row indexes of the node.</param>
    /// <param name="columns">Columns to sum; the cells of other columns are left as they are.</param>
    /// <param name="histogram">Overwritten.</param>
    public void Build(ReadOnlyMemory<int> rows, int[] columns, long[] histogram)
    {
        var threads = (int)Math.Clamp((long)rows.Length / RowsWorthAThread, 1, maxThreads);
        Clear(histogram, columns);
        if (threads == 1)
        {
            Sum(rows.Span, columns, histogram);
            return;
        }

        ParallelRange.ForBlocks(
            threads,
            1,
            threads,
            (t, _, _) =>
            {
                var target = histogram;
                if (t > 0)
                {
                    target = _partial[t - 1] ??= new long[Length];
                    Clear(target, columns);
                }

                var start = (int)((long)rows.Length * t / threads);
                var end = (int)((long)rows.Length * (t + 1) / threads);
                Sum(rows.Span[start..end], columns, target);
            }
        );
        for (var t = 1; t < threads; t++)
        {
            Add(histogram, _partial[t - 1]);
        }
    }

    /// <summary>parent becomes parent - child: the histogram of the other child.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void Subtract(long[] parent, long[] child)
    {
        fixed (
            long* a = parent,
                b = child
        )
        {
            for (var i = 0; i < parent.Length; i += 2)
            {
                (Vector128.Load(a + i) - Vector128.Load(b + i)).Store(a + i);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Add(long[] sum, long[] part)
    {
        fixed (
            long* a = sum,
                b = part
        )
        {
            for (var i = 0; i < sum.Length; i += 2)
            {
                (Vector128.Load(a + i) + Vector128.Load(b + i)).Store(a + i);
            }
        }
    }

    private void Clear(long[] histogram, int[] columns)
    {
        foreach (var column in columns)
        {
            Array.Clear(histogram, 2 * bins.BinOffsets[column], 2 * bins.BinCounts[column]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe void Sum(ReadOnlySpan<int> rows, int[] columns, long[] histogram)
    {
        var columnCount = bins.ColumnCount;
        var unit = Vector128.Create(0L, gradients.CountUnit);
        var offsets = new int[columns.Length];
        for (var k = 0; k < offsets.Length; k++)
        {
            offsets[k] = bins.BinOffsets[columns[k]] * 2;
        }

        var all = columns.Length == columnCount;
        fixed (byte* cells = bins.ByRow)
        fixed (long* packed = gradients.Packed)
        fixed (long* sums = histogram)
        fixed (
            int* starts = offsets,
                picked = columns
        )
        {
            for (var i = 0; i < rows.Length; i++)
            {
                var row = rows[i];
                if (Sse.IsSupported && i + PrefetchDistance < rows.Length)
                {
                    var ahead = rows[i + PrefetchDistance];
                    Sse.Prefetch0(cells + ((long)ahead * columnCount));
                    Sse.Prefetch0(packed + ahead);
                }

                var add = Vector128.WidenLower(Vector128.CreateScalar(packed[row]).AsInt32()) + unit;
                var cell = cells + ((long)row * columnCount);
                if (all)
                {
                    AddAll(cell, starts, columnCount, sums, add);
                }
                else
                {
                    for (var k = 0; k < offsets.Length; k++)
                    {
                        var sum = sums + (starts[k] + (2 * cell[picked[k]]));
                        (Vector128.Load(sum) + add).Store(sum);
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void AddAll(byte* cell, int* starts, int columnCount, long* sums, Vector128<long> add)
    {
        var k = 0;
        for (; k + 4 <= columnCount; k += 4)
        {
            var four = *(uint*)(cell + k);
            var a = sums + (starts[k] + (2 * (int)(four & 255)));
            (Vector128.Load(a) + add).Store(a);
            var b = sums + (starts[k + 1] + (2 * (int)((four >> 8) & 255)));
            (Vector128.Load(b) + add).Store(b);
            var c = sums + (starts[k + 2] + (2 * (int)((four >> 16) & 255)));
            (Vector128.Load(c) + add).Store(c);
            var d = sums + (starts[k + 3] + (2 * (int)(four >> 24)));
            (Vector128.Load(d) + add).Store(d);
        }

        for (; k < columnCount; k++)
        {
            var sum = sums + (starts[k] + (2 * cell[k]));
            (Vector128.Load(sum) + add).Store(sum);
        }
    }
}
