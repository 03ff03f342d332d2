using System.Numerics.Tensors;

namespace LeadDashboard.Learning.Losses;

/// <summary>L(y, f) = log(1 + exp(f)) - y f; gradient p - y, hessian p (1 - p) with p = 1 / (1 + exp(-f)).</summary>
internal sealed class LogLoss : Loss
{
    /// <summary>Where p (1 - p) underflows a float it would block every further split by dividing through zero.</summary>
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

    public override void Derivatives(ReadOnlySpan<float> labels, ReadOnlySpan<float> raw, Span<float> gradients, Span<float> hessians)
    {
        TensorPrimitives.Sigmoid(raw, gradients);
        for (var i = 0; i < labels.Length; i++)
        {
            var probability = gradients[i];
            hessians[i] = Math.Max(probability * (1 - probability), SmallestHessian);
            gradients[i] = probability - labels[i];
        }
    }

    public override double Value(float label, double raw) =>
        Math.Max(raw, 0) + Math.Log(1 + Math.Exp(-Math.Abs(raw))) - (label * raw);
}
