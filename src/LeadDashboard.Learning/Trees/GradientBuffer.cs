using LeadDashboard.Learning.Internals;

namespace LeadDashboard.Learning.Trees;

/// <summary>
/// Gradient and hessian of every row, packed as two 32-bit fixed-point numbers.
/// Sums of whole numbers do not depend on their order: any thread count gives the same histogram, and parent = left + right exactly.
/// A histogram cell is two longs: the gradient sum, and (row count &lt;&lt; CountShift) + hessian sum.
/// </summary>
internal sealed class GradientBuffer
{
    private const int GradientBits = 30;
    private const int MaxHessianBits = 30;
    private readonly int hessianBits;

    public GradientBuffer(int rowCount)
    {
        Packed = GC.AllocateUninitializedArray<long>(rowCount);
        var countBits = 64 - System.Numerics.BitOperations.LeadingZeroCount((ulong)rowCount);
        hessianBits = Math.Min(MaxHessianBits, 63 - (2 * countBits));
        CountShift = 63 - countBits;
    }

    /// <summary>long[rowCount]: gradient in the low half, hessian in the high half.</summary>
    public long[] Packed { get; }

    public int CountShift { get; }

    /// <summary>One row in the second lane of a histogram cell.</summary>
    public long CountUnit => 1L << CountShift;

    public double GradientUnit { get; private set; } = 1;

    public double HessianUnit { get; private set; } = 1;

    /// <summary>Rounds to fixed point; the units are powers of two just large enough for the largest values.</summary>
    public void Fill(float[] gradients, float[] hessians, int maxThreads)
    {
        const int blockRows = 16_384;
        var blockCount = (gradients.Length + blockRows - 1) / blockRows;
        var largest = new (float Gradient, float Hessian)[blockCount];
        ParallelRange.ForBlocks(gradients.Length, blockRows, maxThreads, (block, start, end) =>
            largest[block] = (
                Math.Abs(System.Numerics.Tensors.TensorPrimitives.MaxMagnitude(gradients.AsSpan(start, end - start))),
                System.Numerics.Tensors.TensorPrimitives.Max(hessians.AsSpan(start, end - start))));
        var gradientExponent = Exponent(largest.Max(x => x.Gradient)) - GradientBits;
        var hessianExponent = Exponent(largest.Max(x => x.Hessian)) - hessianBits;
        GradientUnit = Math.ScaleB(1, gradientExponent);
        HessianUnit = Math.ScaleB(1, hessianExponent);
        var gradientScale = Math.ScaleB(1, -gradientExponent);
        var hessianScale = Math.ScaleB(1, -hessianExponent);
        ParallelRange.ForBlocks(gradients.Length, blockRows, maxThreads, (_, start, end) =>
        {
            for (var row = start; row < end; row++)
            {
                var gradient = (int)Math.Round(gradients[row] * gradientScale);
                var hessian = (int)Math.Round(hessians[row] * hessianScale);
                Packed[row] = ((long)hessian << 32) | (uint)gradient;
            }
        });
    }

    public double Gradient(long cell) => cell * GradientUnit;

    public double Hessian(long cell) => (cell & (CountUnit - 1)) * HessianUnit;

    public int Count(long cell) => (int)(cell >> CountShift);

    /// <summary>The smallest e with value &lt; 2^e.</summary>
    private static int Exponent(float value) => value > 0 && float.IsFinite(value) ? Math.ILogB(value) + 1 : 0;
}
