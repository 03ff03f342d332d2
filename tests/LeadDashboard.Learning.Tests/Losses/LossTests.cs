using LeadDashboard.Learning.Losses;

namespace LeadDashboard.Learning.Tests.Losses;

public sealed class LossTests
{
    [Theory]
    [InlineData(LossKind.Log, 1)]
    [InlineData(LossKind.Log, 0.25)]
    [InlineData(LossKind.Squared, -3)]
    [InlineData(LossKind.Gamma, 2.5)]
    public void Derivatives_AnyRaw_AreThoseOfTheLoss(LossKind kind, double label)
    {
        var loss = Loss.For(kind);
        float[] raw = [-3.3f, -1, -0.01f, 0, 0.5f, 2, 3, 1.1f, -2.2f, 0.7f, 1.9f];
        float[] labels = [.. Enumerable.Repeat((float)label, raw.Length)];
        var gradients = new float[raw.Length];
        var hessians = new float[raw.Length];

        loss.Derivatives(labels, raw, gradients, hessians);

        const double step = 1e-4;
        for (var i = 0; i < raw.Length; i++)
        {
            double low = loss.Value(labels[i], raw[i] - step),
                middle = loss.Value(labels[i], raw[i]),
                high = loss.Value(labels[i], raw[i] + step);
            Assert.Equal((high - low) / (2 * step), gradients[i], 1e-4 * Math.Max(1, Math.Abs(gradients[i])));
            Assert.Equal((high - (2 * middle) + low) / (step * step), hessians[i], 1e-3 * Math.Max(1, hessians[i]));
        }
    }

    [Fact]
    public void Derivatives_LogLoss_WithinSixDigitsOfTheSigmoidEverywhere()
    {
        var raw = Enumerable.Range(-900, 1801).Select(i => i / 10f).ToArray();
        var gradients = new float[raw.Length];
        var hessians = new float[raw.Length];

        Loss.For(LossKind.Log).Derivatives(new float[raw.Length], raw, gradients, hessians);

        for (var i = 0; i < raw.Length; i++)
        {
            var probability = 1 / (1 + Math.Exp(-raw[i]));
            Assert.Equal(probability, gradients[i], 1e-6 * Math.Max(probability, 1e-30));
            Assert.True(hessians[i] > 0);
        }
    }
}
