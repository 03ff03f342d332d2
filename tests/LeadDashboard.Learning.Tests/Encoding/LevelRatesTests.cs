using LeadDashboard.Learning.Encoding;

namespace LeadDashboard.Learning.Tests.Encoding;

public sealed class LevelRatesTests
{
    private static readonly ulong[] Keys = [5, 5, 5, 5, 9, 9, LevelRates.Missing, LevelRates.Missing];
    private static readonly float[] Labels = [1, 1, 1, 0, 0, 0, 0, 1];

    [Fact]
    public void Transform_KnownUnseenAndMissingLevel_FollowTheFormula()
    {
        var (rates, counts) = LevelRates.Fit(Keys, Labels).Transform([5, 9, 77, LevelRates.Missing]);

        // Overall (4 + 0.5) / (8 + 1) = 0.5; level 5: (3 + 5) / 14, level 9: (0 + 5) / 12.
        Assert.Equal(Math.Log(8.0 / 6), rates[0], 1e-6);
        Assert.Equal(Math.Log(5.0 / 7), rates[1], 1e-6);
        Assert.Equal((0f, 0f), (rates[2], counts[2]));
        Assert.Equal((float.NaN, float.NaN), (rates[3], counts[3]));
        Assert.Equal(Math.Log(5), counts[0], 1e-6);
    }

    [Fact]
    public void CrossFit_OutcomeTurned_LeavesTheRatesOfItsFoldAlone()
    {
        int[] folds = [0, 1, 0, 1, 0, 1, 0, 1];
        float[] turned = [.. Labels];
        turned[0] = 0;

        var (before, counts) = LevelRates.CrossFit(Keys, Labels, folds);
        var (after, _) = LevelRates.CrossFit(Keys, turned, folds);

        Assert.Equal((before[0], before[2], before[4]), (after[0], after[2], after[4]));
        Assert.NotEqual(before[1], after[1]);
        Assert.Equal(Math.Log(4), counts[0], 1e-6);
        Assert.True(float.IsNaN(before[6]) && float.IsNaN(counts[6]));
    }

    [Fact]
    public void CrossFit_LevelOfOneRow_LooksUnseen()
    {
        ulong[] keys = [.. Enumerable.Range(1, 100).Select(key => (ulong)key)];
        int[] folds = [.. keys.Select((_, row) => row % 5)];

        var (rates, counts) = LevelRates.CrossFit(keys, [.. keys.Select(key => key % 3 == 0 ? 1f : 0f)], folds);

        Assert.All(rates, rate => Assert.Equal(0, rate));
        Assert.All(counts, count => Assert.Equal(0, count));
    }

    [Fact]
    public void FromBytes_WhatWasWritten_TransformsTheSame()
    {
        var fitted = LevelRates.Fit(Keys, Labels);
        var bytes = fitted.ToBytes();

        Assert.Equal(8 + 1 + 2 * (8 + 1 + 1), bytes.Length);
        Assert.Equal(fitted.Transform(Keys).Rates, LevelRates.FromBytes(bytes).Transform(Keys).Rates);
        Assert.Equal(fitted.Transform(Keys).Counts, LevelRates.FromBytes(bytes).Transform(Keys).Counts);
        Assert.Throws<EndOfStreamException>(() => LevelRates.FromBytes(bytes[..^3]));
    }

    [Fact]
    public void Codes_LevelOfOneRow_SharesTheCodeOfTheUnseenOnes()
    {
        var fitted = LevelRates.Fit([5, 5, 9, 7, 7, LevelRates.Missing], [1, 1, 1, 0, 1, 0]);
        ulong[] keys = [7, 5, 9, 77, LevelRates.Missing];

        var levels = fitted.Codes(keys);

        Assert.Equal(3, levels.Count);
        Assert.Equal([1, 0, 2, 2, -1], levels.Codes);
        Assert.Equal(levels.Codes, LevelRates.FromBytes(fitted.ToBytes()).Codes(keys).Codes);
    }

    [Fact]
    public void ToBytes_LevelOfOneRow_IsNotStored()
    {
        var stored = LevelRates.FromBytes(LevelRates.Fit([5, 5, 9], [1, 1, 1]).ToBytes());

        Assert.Equal(1, stored.LevelCount);
        Assert.Equal((0f, 0f), (stored.Transform([9]).Rates[0], stored.Transform([9]).Counts[0]));
    }
}
