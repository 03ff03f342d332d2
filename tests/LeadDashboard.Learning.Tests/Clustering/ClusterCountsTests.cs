using LeadDashboard.Learning.Clustering;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Tests.Clustering;

public sealed class ClusterCountsTests
{
    [Fact]
    public void Compare_SameGroups_EqualsScikitLearn()
    {
        var fixture = KMeansTests.Fixture.Read();
        var reference = fixture.Cases.Single(c => c.ClusterCount == 3);

        var fit = ClusterCounts
            .Compare(fixture.Matrix(), 3, 3, KMeansOptions.Default with { Tolerance = 1e-9 })
            .Single();

        Assert.Equal(reference.Separation, fit.Separation, 1e-6 * reference.Separation);
    }

    [Fact]
    public void Best_FiveFarGroups_IsFive()
    {
        var random = new Random(14);
        var matrix = DenseMatrix.FromRows([
            .. Enumerable
                .Range(0, 500)
                .Select(i => new[] { 20.0 * (i % 5) + random.NextDouble(), 13.0 * (i * i % 5) + random.NextDouble() }),
        ]);

        var fits = ClusterCounts.Compare(matrix, 2, 8, KMeansOptions.Default);

        Assert.Equal(Enumerable.Range(2, 7), fits.Select(fit => fit.ClusterCount));
        Assert.Equal(5, ClusterCounts.Best(fits)!.ClusterCount);
    }

    [Fact]
    public void Compare_TooFewDistinctRowsOrWrongRange_EmptyOrSaysWhatIsWrong()
    {
        Assert.Null(
            ClusterCounts.Best(
                ClusterCounts.Compare(
                    DenseMatrix.FromRows([
                        [1],
                        [1],
                        [1],
                    ]),
                    2,
                    4,
                    KMeansOptions.Default
                )
            )
        );
        Assert.Equal(
            double.PositiveInfinity,
            ClusterCounts
                .Compare(
                    DenseMatrix.FromRows([
                        [1],
                        [1],
                        [2],
                    ]),
                    2,
                    4,
                    KMeansOptions.Default
                )
                .Single()
                .Separation
        );
        Assert.Contains(
            "The counts are 1..4; expected at least 2",
            Assert
                .Throws<ArgumentException>(() =>
                    ClusterCounts.Compare(
                        DenseMatrix.FromRows([
                            [1],
                        ]),
                        1,
                        4,
                        KMeansOptions.Default
                    )
                )
                .Message,
            StringComparison.Ordinal
        );
    }
}
