using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LeadDashboard.Learning.Losses;

/// <summary>L(y, f) = log(1 + exp(f)) - y f; gradient p - y, hessian p (1 - p) with p = 1 / (1 + exp(-f)).</summary>
internal sealed class LogLoss : Loss
{
    /// <summary>
    /// Where p (1 - p) underflows a float it would block every further split by dividing through zero.
    /// </summary>
    private const float SmallestHessian = 1e-16f;

    public override LossKind Kind => LossKind.Log;

    public override string? Refusal(float label) =>
        label is >= 0 and <= 1 ? null : "is not within 0..1. Give 0 for lost, 1 for won.";

    /// <remarks>With one class only, half a row of the other is assumed, so that the log-odds stay finite.</remarks>
    public override double BestConstant(double labelMean, double totalWeight)
    {
        var smallest = 0.5 / (totalWeight + 1);
        var rate = Math.Clamp(labelMean, smallest, 1 - smallest);
        return Math.Log(rate / (1 - rate));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Derivatives(
        ReadOnlySpan<float> labels,
        ReadOnlySpan<float> raw,
        Span<float> gradients,
        Span<float> hessians
    )
    {
        var i = 0;
        for (; i + 8 <= labels.Length; i += 8)
        {
            Eight(Vector256.Create(labels[i..]), Vector256.Create(raw[i..]), gradients[i..], hessians[i..]);
        }

        if (i < labels.Length)
        {
            // The rest goes the same way, so that a row's numbers do not depend on its place.
            Span<float> rest = stackalloc float[32];
            rest.Clear();
            labels[i..].CopyTo(rest);
            raw[i..].CopyTo(rest[8..]);
            Eight(Vector256.Create<float>(rest), Vector256.Create<float>(rest[8..]), rest[16..], rest[24..]);
            rest[16..(16 + labels.Length - i)].CopyTo(gradients[i..]);
            rest[24..(24 + labels.Length - i)].CopyTo(hessians[i..]);
        }
    }

    public override double Value(float label, double raw) =>
        Math.Max(raw, 0) + Math.Log(1 + Math.Exp(-Math.Abs(raw))) - (label * raw);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Eight(Vector256<float> label, Vector256<float> raw, Span<float> gradients, Span<float> hessians)
    {
        var one = Vector256<float>.One;
        var probability = one / (one + Exp(-raw));
        Vector256
            .Max(probability * (one - probability), Vector256.Create(SmallestHessian))
            .StoreUnsafe(ref MemoryMarshal.GetReference(hessians));
        (probability - label).StoreUnsafe(ref MemoryMarshal.GetReference(gradients));
    }

    /// <summary>
    /// exp(x) = 2^n exp(r), r = x - n log 2 within +-0.35, Taylor to the seventh power: relative error below 1e-7. x is
    /// held within +-87.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Exp(Vector256<float> x)
    {
        x = Vector256.Min(Vector256.Max(x, Vector256.Create(-87f)), Vector256.Create(87f));
        var n = Vector256.Floor((x * 1.44269504f) + Vector256.Create(0.5f));
        var r = x - (n * 0.693359375f) + (n * 2.12194440e-4f);
        var sum = Vector256.Create(1f / 5040);
        sum = (sum * r) + Vector256.Create(1f / 720);
        sum = (sum * r) + Vector256.Create(1f / 120);
        sum = (sum * r) + Vector256.Create(1f / 24);
        sum = (sum * r) + Vector256.Create(1f / 6);
        sum = (sum * r) + Vector256.Create(0.5f);
        sum = (sum * r) + Vector256<float>.One;
        sum = (sum * r) + Vector256<float>.One;
        return sum * ((Vector256.ConvertToInt32(n) + Vector256.Create(127)) << 23).AsSingle();
    }
}
