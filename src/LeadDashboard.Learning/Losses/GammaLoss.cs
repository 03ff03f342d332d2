namespace LeadDashboard.Learning.Losses;

/// <summary>
/// L(y, f) = f + y exp(-f), the gamma deviance with a log link; gradient 1 - y exp(-f), hessian y exp(-f).
/// </summary>
internal sealed class GammaLoss : Loss
{
    public override LossKind Kind => LossKind.Gamma;

    public override string? Refusal(float label) =>
        label > 0 && float.IsFinite(label)
            ? null
            : "is not a positive finite number. The gamma loss learns amounts above 0.";

    public override double BestConstant(double labelMean, double totalWeight) => Math.Log(labelMean);

    public override void Derivatives(
        ReadOnlySpan<float> labels,
        ReadOnlySpan<float> raw,
        Span<float> gradients,
        Span<float> hessians
    )
    {
        for (var i = 0; i < labels.Length; i++)
        {
            var ratio = labels[i] * MathF.Exp(-raw[i]);
            gradients[i] = 1 - ratio;
            hessians[i] = ratio;
        }
    }

    public override double Value(float label, double raw) => raw + (label * Math.Exp(-raw));
}
