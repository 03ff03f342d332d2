using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LeadDashboard.Learning.Internals;

namespace LeadDashboard.Learning.Trees;

/// <summary>
/// Gradient and hessian of every row, packed as two 32-bit fixed-point numbers.
/// Sums of whole numbers do not depend on their order: any thread count gives the same histogram, and parent = left +
/// right exactly.
/// A histogram cell is two longs: the gradient sum, and (row count &lt;&lt; CountShift) + hessian sum.
/// </summary>
internal sealed class GradientBuffer
{
    private const int GradientBits = 30;
    private const int MaxHessianBits = 30;
    private readonly int _hessianBits;

    public GradientBuffer(int rowCount)
    {
        Packed = GC.AllocateUninitializedArray<long>(rowCount);
        var countBits = 64 - System.Numerics.BitOperations.LeadingZeroCount((ulong)rowCount);
        _hessianBits = Math.Min(MaxHessianBits, 63 - (2 * countBits));
        CountShift = 63 - countBits;
        CountUnit = 1L << CountShift;
    }

    /// <summary>long[rowCount]: gradient in the low half, hessian in the high half.</summary>
    public long[] Packed { get; }

    public int CountShift { get; }

    /// <summary>One row in the second lane of a histogram cell.</summary>
    public long CountUnit { get; }

    public double GradientUnit { get; private set; } = 1;

    public double HessianUnit { get; private set; } = 1;

    /// <summary>Rounds to fixed point; the units are powers of two just large enough for the largest values.</summary>
    public void Fill(Derivatives derivatives, int maxThreads)
    {
        var gradientExponent = Exponent(derivatives.LargestGradient) - GradientBits;
        var hessianExponent = Exponent(derivatives.LargestHessian) - _hessianBits;
        GradientUnit = Math.ScaleB(1, gradientExponent);
        HessianUnit = Math.ScaleB(1, hessianExponent);
        ParallelRange.ForBlocks(
            Packed.Length,
            Derivatives.BlockRows,
            maxThreads,
            (_, start, end) =>
                Pack(
                    derivatives.Gradients.AsSpan(start, end - start),
                    derivatives.Hessians.AsSpan(start, end - start),
                    MathF.ScaleB(1, -gradientExponent),
                    MathF.ScaleB(1, -hessianExponent),
                    Packed.AsSpan(start, end - start)
                )
        );
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pack(
        ReadOnlySpan<float> gradients,
        ReadOnlySpan<float> hessians,
        float gradientScale,
        float hessianScale,
        Span<long> packed
    )
    {
        // Scaling by a power of two is exact, and eight rows or one round alike.
        var i = 0;
        for (; i + 8 <= packed.Length; i += 8)
        {
            var gradient = Vector256
                .ConvertToInt32(Vector256.Round(Vector256.Create(gradients[i..]) * gradientScale))
                .AsUInt32();
            var hessian = Vector256
                .ConvertToInt32(Vector256.Round(Vector256.Create(hessians[i..]) * hessianScale))
                .AsUInt32();
            ref var target = ref Unsafe.As<long, ulong>(ref packed[i]);
            ((Vector256.WidenLower(hessian) << 32) | Vector256.WidenLower(gradient)).StoreUnsafe(ref target);
            ((Vector256.WidenUpper(hessian) << 32) | Vector256.WidenUpper(gradient)).StoreUnsafe(ref target, 4);
        }

        for (; i < packed.Length; i++)
        {
            var gradient = (int)MathF.Round(gradients[i] * gradientScale);
            var hessian = (int)MathF.Round(hessians[i] * hessianScale);
            packed[i] = ((long)hessian << 32) | (uint)gradient;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Gradient(long cell) => cell * GradientUnit;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Hessian(long cell) => (cell & (CountUnit - 1)) * HessianUnit;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Count(long cell) => (int)(cell >> CountShift);

    /// <summary>The smallest e with value &lt; 2^e, within what a float can scale by.</summary>
    private static int Exponent(float value) =>
        value > 0 && float.IsFinite(value) ? Math.Clamp(Math.ILogB(value) + 1, -90, 127) : 0;
}
