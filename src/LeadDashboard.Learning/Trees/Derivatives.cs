using System.Runtime.CompilerServices;
using LeadDashboard.Learning.Internals;
using LeadDashboard.Learning.Losses;

namespace LeadDashboard.Learning.Trees;

/// <summary>Weighted gradients and hessians of all rows, float[rowCount] each, and the largest of them.</summary>
internal sealed class Derivatives(int rowCount)
{
    public const int BlockRows = 16_384;
    private readonly (float Gradient, float Hessian)[] _largest = new (float, float)[
        (rowCount + BlockRows - 1) / BlockRows
    ];

    public float[] Gradients { get; } = GC.AllocateUninitializedArray<float>(rowCount);

    public float[] Hessians { get; } = GC.AllocateUninitializedArray<float>(rowCount);

    /// <summary>Largest |gradient|.</summary>
    public float LargestGradient => _largest.Max(block => block.Gradient);

    public float LargestHessian => _largest.Max(block => block.Hessian);

    public void Compute(Loss loss, float[] labels, float[]? weights, float[] raw, int maxThreads) =>
        ParallelRange.ForBlocks(
            rowCount,
            BlockRows,
            maxThreads,
            (block, start, end) =>
            {
                var length = end - start;
                var gradients = Gradients.AsSpan(start, length);
                var hessians = Hessians.AsSpan(start, length);
                loss.Derivatives(labels.AsSpan(start, length), raw.AsSpan(start, length), gradients, hessians);
                if (weights is not null)
                {
                    Weigh(gradients, hessians, weights.AsSpan(start, length));
                }

                _largest[block] = Largest(gradients, hessians);
            }
        );

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Weigh(Span<float> gradients, Span<float> hessians, ReadOnlySpan<float> weights)
    {
        for (var i = 0; i < weights.Length; i++)
        {
            gradients[i] *= weights[i];
            hessians[i] *= weights[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (float Gradient, float Hessian) Largest(ReadOnlySpan<float> gradients, ReadOnlySpan<float> hessians)
    {
        float gradient = 0,
            hessian = 0;
        for (var i = 0; i < gradients.Length; i++)
        {
            gradient = MathF.Max(gradient, MathF.Abs(gradients[i]));
            hessian = MathF.Max(hessian, hessians[i]);
        }

        return (gradient, hessian);
    }
}
