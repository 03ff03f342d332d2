using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace LeadDashboard.Learning.Linear;

/// <summary>
/// Adds rows from..to-1 to a gradient, double[size], and to the lower triangle of a hessian, double[size x size] or
/// empty where none is wanted; returns their loss.
/// </summary>
internal delegate double RowSums(int from, int to, double[] gradient, double[] hessian);

/// <summary>
/// Sums over all rows, several chunks at a time. How many chunks there are depends on the rows alone and they are added
/// in their order: the same bits with any number of threads.
/// A solver asks dozens of times, so the sums of a chunk keep their memory.
/// </summary>
/// <param name="rowCount">Rows to sum over.</param>
/// <param name="size">Coefficients.</param>
/// <param name="maxThreads">At least 1.</param>
internal sealed class ChunkedSums(int rowCount, int size, int maxThreads)
{
    private const int MaxChunks = 8;

    /// <summary>Fewer rows than this are summed faster than a second hessian is cleared and added.</summary>
    private const int MinChunkRows = 4096;

    private readonly double[][] _gradients = new double[Math.Clamp(rowCount / MinChunkRows, 1, MaxChunks)][];
    private readonly double[][] _hessians = new double[Math.Clamp(rowCount / MinChunkRows, 1, MaxChunks)][];

    /// <param name="rows">Called from several threads, never twice for a row.</param>
    /// <param name="gradient">double[size], overwritten.</param>
    /// <param name="hessian">double[size, size], its lower triangle overwritten; null where none is wanted.</param>
    /// <returns>Sum of the chunks' losses.</returns>
    public double Sum(RowSums rows, double[] gradient, double[,]? hessian)
    {
        var count = _gradients.Length;
        var losses = new double[count];
        Parallel.For(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, maxThreads) },
            chunk =>
            {
                Array.Clear(_gradients[chunk] ??= new double[size]);
                var sums = hessian is null ? [] : _hessians[chunk] ??= new double[size * size];
                Array.Clear(sums);
                losses[chunk] = rows(
                    (int)((long)chunk * rowCount / count),
                    (int)((chunk + 1L) * rowCount / count),
                    _gradients[chunk],
                    sums
                );
            }
        );

        Array.Clear(gradient);
        double loss = 0;
        for (var chunk = 0; chunk < count; chunk++)
        {
            loss += losses[chunk];
            TensorPrimitives.Add(gradient, _gradients[chunk], gradient);
        }

        for (var i = 0; hessian is not null && i < size; i++)
        {
            var line = MemoryMarshal.CreateSpan(ref hessian[i, 0], i + 1);
            _hessians[0].AsSpan(i * size, i + 1).CopyTo(line);
            for (var chunk = 1; chunk < count; chunk++)
            {
                TensorPrimitives.Add(line, _hessians[chunk].AsSpan(i * size, i + 1), line);
            }
        }

        return loss;
    }
}
