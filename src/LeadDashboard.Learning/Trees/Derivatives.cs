using System.Numerics.Tensors;
using LeadDashboard.Learning.Internals;
using LeadDashboard.Learning.Losses;

namespace LeadDashboard.Learning.Trees;

/// <summary>Weighted gradients and hessians of all rows, float[rowCount] each.</summary>
internal sealed class Derivatives(int rowCount)
{
    /// <summary>Fixed, because the vector code ends a block with another instruction order than it starts it.</summary>
    private const int BlockRows = 16_384;

    public float[] Gradients { get; } = GC.AllocateUninitializedArray<float>(rowCount);

    public float[] Hessians { get; } = GC.AllocateUninitializedArray<float>(rowCount);

    public void Compute(Loss loss, float[] labels, float[]? weights, float[] raw, int maxThreads) =>
        ParallelRange.ForBlocks(labels.Length, BlockRows, maxThreads, (_, start, end) =>
        {
            var length = end - start;
            var gradients = Gradients.AsSpan(start, length);
            var hessians = Hessians.AsSpan(start, length);
            loss.Derivatives(labels.AsSpan(start, length), raw.AsSpan(start, length), gradients, hessians);
            if (weights is not null)
            {
                TensorPrimitives.Multiply(gradients, weights.AsSpan(start, length), gradients);
                TensorPrimitives.Multiply(hessians, weights.AsSpan(start, length), hessians);
            }
        });
}
