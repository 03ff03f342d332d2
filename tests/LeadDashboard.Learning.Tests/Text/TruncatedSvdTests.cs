using LeadDashboard.Learning.Text;

namespace LeadDashboard.Learning.Tests.Text;

public sealed class TruncatedSvdTests
{
    [Fact]
    public void Fit_SparseMatrix_EqualsScikitLearnUpToSign()
    {
        var fixture = TextFixture.Read();

        var svd = TruncatedSvd.Fit(
            SparseRows.FromDense(fixture.Matrix, 45),
            TruncatedSvdOptions.Default with
            {
                ComponentCount = 5,
                IterationCount = 15,
            }
        );

        for (var k = 0; k < 5; k++)
        {
            Assert.Equal(fixture.SingularValues[k], svd.SingularValues[k], 1e-6 * fixture.SingularValues[k]);
            var component = svd.Component(k).ToArray();
            Assert.Equal(
                1,
                Math.Abs(component.Zip(fixture.Components[k], (ours, theirs) => ours * theirs).Sum()),
                1e-5
            );
            Assert.True(component.MaxBy(Math.Abs) > 0);
        }
    }

    [Fact]
    public void Fit_DefaultPasses_IsWithinATenthOfAPercent()
    {
        var fixture = TextFixture.Read();

        var svd = TruncatedSvd.Fit(
            SparseRows.FromDense(fixture.Matrix, 45),
            TruncatedSvdOptions.Default with
            {
                ComponentCount = 5,
            }
        );

        Assert.Equal(
            fixture.SingularValues,
            svd.SingularValues,
            (expected, actual) => Math.Abs(expected - actual) < 1e-3 * expected
        );
    }

    [Fact]
    public void Fit_MatrixOfRankTwo_FindsBothDirectionsExactlyAndNoMore()
    {
        // 3 u1 v1' + 1 u2 v2' with orthogonal unit vectors.
        float[][] rows =
        [
            .. Enumerable.Range(0, 8).Select(i => new float[] { i < 4 ? 1.5f : 0, 0, i < 4 ? 0 : 0.5f, 0 }),
        ];

        var svd = TruncatedSvd.Fit(SparseRows.FromDense(rows, 4), TruncatedSvdOptions.Default);

        Assert.Equal(2, svd.ComponentCount);
        Assert.Equal([3, 1], svd.SingularValues, (expected, actual) => Math.Abs(expected - actual) < 1e-9);
        Assert.Equal(
            [1f, 0, 0, 0],
            svd.Component(0).ToArray(),
            (expected, actual) => Math.Abs(expected - actual) < 1e-6
        );
        Assert.Equal(1.5, svd.Transform([0], [1.5f])[0], 1e-6);
    }

    [Fact]
    public void Fit_SameSeedAnyThreads_SameBytesAndReadBack()
    {
        var fixture = TextFixture.Read();
        byte[] Bytes(int threads)
        {
            using var stream = new MemoryStream();
            TruncatedSvd
                .Fit(
                    SparseRows.FromDense(fixture.Matrix, 45),
                    TruncatedSvdOptions.Default with
                    {
                        MaxThreads = threads,
                    }
                )
                .Write(stream);
            return stream.ToArray();
        }

        var bytes = Bytes(1);
        Assert.Equal(bytes, Bytes(4));
        var read = TruncatedSvd.Read(new MemoryStream(bytes));
        Assert.Equal(
            TruncatedSvd
                .Fit(SparseRows.FromDense(fixture.Matrix, 45), TruncatedSvdOptions.Default)
                .Transform([3, 7], [1, 2]),
            read.Transform([3, 7], [1, 2])
        );
        bytes[8] = 5;
        Assert.Contains(
            "format version 5; this program reads version 1",
            Assert.Throws<InvalidDataException>(() => TruncatedSvd.Read(new MemoryStream(bytes))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Fit_EmptyMatrixOneRowOrNoEntries_HasNoMoreComponentsThanThereAre()
    {
        Assert.Equal(0, TruncatedSvd.Fit(SparseRows.FromDense([], 5), TruncatedSvdOptions.Default).ComponentCount);
        Assert.Equal(
            0,
            TruncatedSvd
                .Fit(SparseRows.FromDense([new float[5], new float[5]], 5), TruncatedSvdOptions.Default)
                .ComponentCount
        );
        Assert.Equal(
            1,
            TruncatedSvd
                .Fit(
                    SparseRows.FromDense(
                        [
                            [0, 2, 1, 0, 0],
                        ],
                        5
                    ),
                    TruncatedSvdOptions.Default
                )
                .ComponentCount
        );
        Assert.Throws<ArgumentException>(() =>
            TruncatedSvd.Fit(SparseRows.FromDense([], 5), TruncatedSvdOptions.Default with { ComponentCount = 0 })
        );
    }
}
