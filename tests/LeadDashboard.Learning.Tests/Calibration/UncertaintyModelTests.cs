using LeadDashboard.Learning.Calibration;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Tests.Calibration;

public sealed class UncertaintyModelTests
{
    private static readonly FeatureTable Table = new([
        FeatureColumn.Number("x", [.. Enumerable.Range(0, 4000).Select(row => row % 100 / 100f)]),
        FeatureColumn.Category(
            "kind",
            [.. Enumerable.Range(0, 4000).Select(row => row % 20 == 0 ? 1 : 0)],
            ["usual", "rare"]
        ),
    ]);

    [Fact]
    public void Fit_RareKindFartherOff_DoubtsItMore()
    {
        var random = new Random(8);
        double[] distances =
        [
            .. Enumerable.Range(0, 4000).Select(row => Math.Pow((row % 20 == 0 ? 1.2 : 0.3) * Normal(random), 2)),
        ];

        var deviations = UncertaintyModel.Fit(Table, distances, 1, 1).Deviations(Table);

        Assert.Equal(1.2, deviations.Where((_, row) => row % 20 == 0).Average(), 0.2);
        Assert.Equal(0.3, deviations.Where((_, row) => row % 20 != 0).Average(), 0.05);
    }

    [Fact]
    public void Read_WhatWasWritten_GivesTheSameDeviations()
    {
        var model = UncertaintyModel.Fit(Table, [.. Enumerable.Range(0, 4000).Select(row => row % 7 / 10.0)], 1, 2);
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        model.Write(writer);
        stream.Position = 0;

        Assert.Equal(model.Deviations(Table), UncertaintyModel.Read(new BinaryReader(stream)).Deviations(Table));
    }

    [Fact]
    public void Fit_NoDistanceAtAll_IsSmallAndPositive() =>
        Assert.All(
            UncertaintyModel.Fit(Table, new double[4000], 1, 1).Deviations(Table),
            deviation => Assert.InRange(deviation, 1e-4, 0.02)
        );

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
