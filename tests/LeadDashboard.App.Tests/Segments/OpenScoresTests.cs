using LeadDashboard.App.Segments;
using LeadDashboard.Core.Segments;

namespace LeadDashboard.App.Tests.Segments;

public sealed class OpenScoresTests
{
    [Theory]
    [InlineData(0.5, 0.2)]
    [InlineData(0.9, 0.9)]
    [InlineData(1, 0)]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(0.37, 0.36)]
    public void At_AnyLimits_CountsLikeBruteForce(double hotFrom, double warmFrom)
    {
        var limits = new SegmentLimits(hotFrom, warmFrom);
        // Whole hundredths, so that many probabilities lie exactly on a limit.
        var random = new Random(11);
        double[] probabilities = [.. Enumerable.Range(0, 500).Select(_ => random.Next(101) / 100.0).OrderDescending()];

        var found = new OpenScores(probabilities).At(limits);

        Assert.Equal([Segment.Hot, Segment.Warm, Segment.Cold], found.Select(row => row.Segment));
        foreach (var row in found)
        {
            var expected = probabilities
                .Where(probability => SegmentRules.Assign(probability, limits) == row.Segment)
                .ToList();
            Assert.Equal(expected.Count, row.LeadCount);
            Assert.Equal(expected.Sum(), row.ExpectedWins, 9);
        }
    }

    [Fact]
    public void At_NoLeads_IsZeroEverywhere()
    {
        var none = new OpenScores([]);

        Assert.All(none.At(SegmentLimits.Default), row => Assert.Equal((0, 0.0), (row.LeadCount, row.ExpectedWins)));
        Assert.Equal(1, none.LimitOf(3));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0.9)]
    [InlineData(3, 0.4)]
    [InlineData(99, 0.1)]
    public void LimitOf_ACount_IsTheScoreThatManyLeadsReach(int count, double expected) =>
        Assert.Equal(expected, new OpenScores([0.9, 0.6, 0.4, 0.1]).LimitOf(count));
}
