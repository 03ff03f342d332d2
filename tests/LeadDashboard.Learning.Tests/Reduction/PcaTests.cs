using LeadDashboard.Learning.Reduction;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Tests.Reduction;

public sealed class PcaTests
{
    [Fact]
    public void Fit_AllComponents_EqualsScikitLearn()
    {
        var fixture = ReductionFixture.Read();

        var model = Pca.Fit(fixture.Matrix(), PcaOptions.Default);

        Assert.Equal(fixture.Variances, model.Variances, (a, b) => Math.Abs(a - b) < 1e-9 * Math.Max(1, a));
        Assert.Equal(fixture.Shares, model.VarianceShares(), (a, b) => Math.Abs(a - b) < 1e-10);
        ReductionFixture.AssertSameUpToSign(
            Transposed(fixture.Components),
            Transposed(model.Components.Values),
            5,
            1e-8
        );
        ReductionFixture.AssertSameUpToSign(fixture.Transformed, model.Transform(fixture.Matrix()).Values, 5, 1e-7);
    }

    [Fact]
    public void Fit_AnyDirection_LargestCoefficientIsPositiveAndDirectionsAreOrthonormal()
    {
        var components = Pca.Fit(ReductionFixture.Read().Matrix(), PcaOptions.Default).Components;

        for (var k = 0; k < components.RowCount; k++)
        {
            Assert.True(components.Row(k).ToArray().MaxBy(Math.Abs) > 0);
            for (var j = 0; j <= k; j++)
            {
                Assert.Equal(j == k ? 1 : 0, Dot(components.Row(k), components.Row(j)), 1e-10);
            }
        }
    }

    [Fact]
    public void Fit_CloudOnALine_FindsTheLine()
    {
        var rows = Enumerable.Range(0, 50).Select(i => new[] { 3.0 * i + 1, 4.0 * i - 2 }).ToArray();

        var model = Pca.Fit(DenseMatrix.FromRows(rows), PcaOptions.Default with { VarianceShare = 0.99 });

        Assert.Equal([0.6, 0.8], model.Components.Values, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(1, model.VarianceShares().Single(), 1e-12);
        var again = model.InverseTransform(model.Transform(DenseMatrix.FromRows(rows)));
        Assert.Equal(rows.SelectMany(row => row), again.Values, (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Fact]
    public void Fit_RandomProjection_AgreesWithExact()
    {
        var random = new Random(9);
        var axes = Enumerable
            .Range(0, 6)
            .Select(_ => Enumerable.Range(0, 60).Select(_ => random.NextDouble() - 0.5).ToArray())
            .ToArray();
        var matrix = DenseMatrix.FromRows([
            .. Enumerable
                .Range(0, 400)
                .Select(_ =>
                {
                    var scores = Enumerable
                        .Range(0, 6)
                        .Select(k => (random.NextDouble() - 0.5) * (12 - 2 * k))
                        .ToArray();
                    return Enumerable
                        .Range(0, 60)
                        .Select(c =>
                            scores.Select((score, k) => score * axes[k][c]).Sum() + 0.05 * (random.NextDouble() - 0.5)
                        )
                        .ToArray();
                }),
        ]);

        var exact = Pca.Fit(matrix, PcaOptions.Default with { ComponentCount = 4 });
        var drawn = Pca.Fit(matrix, PcaOptions.Default with { ComponentCount = 4, MaxExactColumns = 10 });

        Assert.Equal(exact.Variances, drawn.Variances, (a, b) => Math.Abs(a - b) < 1e-6 * a);
        Assert.Equal(exact.TotalVariance, drawn.TotalVariance, 1e-9 * exact.TotalVariance);
        Assert.Equal(exact.Components.Values, drawn.Components.Values, (a, b) => Math.Abs(a - b) < 1e-4);
    }

    [Fact]
    public void Fit_PowerIterationTwin_SameFirstDirection()
    {
        var matrix = ReductionFixture.Read().Matrix();
        var mean = Enumerable
            .Range(0, 5)
            .Select(c => Enumerable.Range(0, matrix.RowCount).Average(row => matrix.Row(row)[c]))
            .ToArray();
        double[] twin = [1, 1, 1, 1, 1];
        for (var pass = 0; pass < 500; pass++)
        {
            var next = new double[5];
            for (var row = 0; row < matrix.RowCount; row++)
            {
                var away = matrix.Row(row).ToArray().Zip(mean, (a, b) => a - b).ToArray();
                var along = away.Zip(twin, (a, b) => a * b).Sum();
                next = [.. next.Zip(away, (sum, a) => sum + along * a)];
            }

            var length = Math.Sqrt(next.Sum(value => value * value));
            twin = [.. next.Select(value => value / length)];
        }

        ReductionFixture.AssertSameUpToSign(
            twin,
            Pca.Fit(matrix, PcaOptions.Default).Components.Row(0).ToArray(),
            1,
            1e-9
        );
    }

    [Fact]
    public void Fit_OneRowConstantOrFewerRowsThanColumns_IsSane()
    {
        Assert.Equal(
            [0],
            Pca.Fit(
                    DenseMatrix.FromRows([
                        [1, 2, 3],
                    ]),
                    PcaOptions.Default
                )
                .VarianceShares()
        );
        Assert.All(
            Pca.Fit(
                    DenseMatrix.FromRows([
                        [1, 2],
                        [1, 2],
                        [1, 2],
                    ]),
                    PcaOptions.Default
                )
                .Transform(
                    DenseMatrix.FromRows([
                        [1, 2],
                    ])
                )
                .Values,
            value => Assert.Equal(0, value)
        );
        var wide = Pca.Fit(
            DenseMatrix.FromRows([
                [1, 2, 3],
                [3, 2, 5],
            ]),
            PcaOptions.Default
        );
        Assert.Equal(2, wide.ComponentCount);
        Assert.Equal(1, wide.VarianceShares()[0], 1e-12);
    }

    [Fact]
    public void Fit_EmptyOrWrongSettings_SayWhatIsWrong()
    {
        Assert.Contains(
            "no rows",
            Assert.Throws<ArgumentException>(() => Pca.Fit(DenseMatrix.FromRows([]), PcaOptions.Default)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "VarianceShare is 0; expected above 0",
            Assert
                .Throws<ArgumentException>(() =>
                    Pca.Fit(
                        DenseMatrix.FromRows([
                            [1],
                        ]),
                        PcaOptions.Default with
                        {
                            VarianceShare = 0,
                        }
                    )
                )
                .Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Read_WhatWasSavedWithAnyThreads_SameBytesAndCoordinates()
    {
        var random = new Random(3);
        var matrix = DenseMatrix.FromRows([
            .. Enumerable
                .Range(0, 5_000)
                .Select(_ => new[] { random.NextDouble(), random.NextDouble(), random.NextDouble() }),
        ]);
        var model = Pca.Fit(matrix, PcaOptions.Default);
        var bytes = Saved(model);

        var again = PcaModel.Read(new MemoryStream(bytes));

        Assert.Equal(bytes, Saved(Pca.Fit(matrix, PcaOptions.Default with { MaxThreads = 4 })));
        Assert.Equal(model.Transform(matrix).Values, again.Transform(matrix).Values);
        Assert.Throws<InvalidDataException>(() => PcaModel.Read(new MemoryStream(bytes, 0, bytes.Length - 1)));
        Assert.Contains(
            "This is not a stored linear discriminant: it does not start with 'LEADLDIS'",
            Assert.Throws<InvalidDataException>(() => LinearDiscriminantModel.Read(new MemoryStream(bytes))).Message,
            StringComparison.Ordinal
        );
    }

    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right) =>
        System.Numerics.Tensors.TensorPrimitives.Dot(left, right);

    private static double[] Transposed(double[] square) =>
        [.. Enumerable.Range(0, 25).Select(i => square[i % 5 * 5 + i / 5])];

    private static byte[] Saved(PcaModel model)
    {
        using var stream = new MemoryStream();
        model.Write(stream);
        return stream.ToArray();
    }
}
