namespace LeadDashboard.Learning.Losses;

/// <summary>L(y, f) = (f - y)^2 / 2; gradient f - y, hessian 1.</summary>
internal sealed class SquaredLoss : Loss
{
    public override LossKind Kind => LossKind.Squared;

    public override string? Refusal(float label) => float.IsFinite(label) ? null : "is not a finite number.";

    public override double BestConstant(double labelMean, double totalWeight) => labelMean;

    public override void Derivatives(
        ReadOnlySpan<float> labels,
        ReadOnlySpan<float> raw,
        Span<float> gradients,
        Span<float> hessians
    )
    {
        for (var i = 0; i < labels.Length; i++)
        {
            gradients[i] = raw[i] - labels[i];
            hessians[i] = 1;
        }
    }

    public override double Value(float label, double raw) => 0.5 * (raw - label) * (raw - label);
}
