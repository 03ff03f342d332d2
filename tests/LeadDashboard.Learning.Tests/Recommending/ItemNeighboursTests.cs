using LeadDashboard.Learning.Recommending;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Tests.Recommending;

public sealed class ItemNeighboursTests
{
    [Fact]
    public void Fit_WithoutShrinkage_EqualsCosineOfScikitLearn()
    {
        var fixture = FactorsFixture.Read();
        var neighbours = ItemNeighbours.Fit(fixture.Interactions(), 12, 0);

        for (var item = 0; item < 12; item++)
        {
            var own = fixture.Cosine[(item * 12)..(item * 12 + 12)];
            Assert.Equal(
                own.Where((similarity, other) => other != item && similarity > 0).OrderDescending(),
                neighbours.NeighboursOf(item).Select(other => other.Similarity),
                (a, b) => Math.Abs(a - b) < 1e-12
            );
            Assert.All(neighbours.NeighboursOf(item), other => Assert.Equal(own[other.Item], other.Similarity, 1e-12));
        }
    }

    [Fact]
    public void Fit_OneCommonUser_CountsLessThanMany()
    {
        // Items 0 and 1 share one user and nothing else; items 2 and 3 share ten.
        var held = Interactions.From(
            11,
            4,
            [
                (0, 0, 1),
                (0, 1, 1),
                .. Enumerable.Range(1, 10).SelectMany(user => new[] { (user, 2, 1.0), (user, 3, 1.0) }),
            ]
        );

        var neighbours = ItemNeighbours.Fit(held);

        Assert.Equal(1 / 6.0, neighbours.NeighboursOf(0)[0].Similarity, 1e-12);
        Assert.Equal(10 / 15.0, neighbours.NeighboursOf(2)[0].Similarity, 1e-12);
    }

    [Fact]
    public void FromContent_SameDirection_IsNearest()
    {
        var neighbours = ItemNeighbours.FromContent(
            DenseMatrix.FromRows([
                [1, 0],
                [2, 0.1],
                [0, 1],
                [0, 0],
            ]),
            1
        );

        Assert.Equal(1, neighbours.NeighboursOf(0)[0].Item);
        Assert.Equal(1, neighbours.NeighboursOf(2)[0].Item);
        Assert.Empty(neighbours.NeighboursOf(3));
    }

    [Fact]
    public void Read_WhatWasSaved_SameNeighbours()
    {
        var bytes = FactorsFixture.Saved(ItemNeighbours.Fit(FactorsFixture.Read().Interactions()).Write);

        Assert.Equal(bytes, FactorsFixture.Saved(ItemNeighbours.Read(new MemoryStream(bytes)).Write));
        Assert.Equal(
            bytes,
            FactorsFixture.Saved(ItemNeighbours.Fit(FactorsFixture.Read().Interactions(), maxThreads: 3).Write)
        );
        Assert.Throws<ArgumentException>(() => ItemNeighbours.Fit(FactorsFixture.Read().Interactions(), 0));
    }
}
