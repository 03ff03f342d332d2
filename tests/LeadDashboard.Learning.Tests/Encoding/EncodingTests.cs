using LeadDashboard.Learning.Encoding;

namespace LeadDashboard.Learning.Tests.Encoding;

public sealed class EncodingTests
{
    [Fact]
    public void Encode_CaseAndSpaces_AreOneCategory()
    {
        var encoder = CategoryEncoder.Fit(
            [.. Enumerable.Repeat("Web", 20), .. Enumerable.Repeat("phone", 15)],
            MissingTokens.IsMissing
        );

        Assert.Equal(["Web", "phone"], encoder.Categories);
        Assert.Equal([0, 0, 1], encoder.Encode(["web", " WEB ", "Phone"], MissingTokens.IsMissing));
    }

    [Fact]
    public void Encode_RareUnseenAndMissing_AreOtherOtherAndMissing()
    {
        string[] words = [.. Enumerable.Repeat("big", 900), .. Enumerable.Range(0, 100).Select(i => "rare" + i)];
        var encoder = CategoryEncoder.Fit(words, MissingTokens.IsMissing);

        Assert.Equal(["big", CategoryEncoder.Other], encoder.Categories);
        Assert.Equal([1, 1, -1, -1], encoder.Encode(["rare7", "never seen", "", "Unknown"], MissingTokens.IsMissing));
    }

    [Fact]
    public void Encode_UnseenWhereNothingWasFolded_IsMissing() =>
        Assert.Equal(
            [-1],
            CategoryEncoder
                .Fit([.. Enumerable.Repeat("a", 20), .. Enumerable.Repeat("b", 20)], MissingTokens.IsMissing)
                .Encode(["c"], MissingTokens.IsMissing)
        );

    [Fact]
    public void Sentinels_NineNineNineFarAbove_IsFound()
    {
        float[] days = [.. Enumerable.Repeat(999f, 900), .. Enumerable.Range(0, 100).Select(i => (float)(i % 28))];

        Assert.Equal([999f], MissingTokens.Sentinels(days));
    }

    [Fact]
    public void Sentinels_NineNineNineAmongLikeValues_IsAnAmount() =>
        Assert.Empty(MissingTokens.Sentinels([.. Enumerable.Range(0, 2000).Select(i => (float)Math.Min(i, 999))]));

    [Fact]
    public void Sentinels_MinusOneBelowCounts_IsFoundAndBelowMeasuresIsNot()
    {
        Assert.Equal(
            [-1f],
            MissingTokens.Sentinels([.. Enumerable.Repeat(-1f, 50), .. Enumerable.Range(0, 200).Select(i => (float)i)])
        );
        Assert.Empty(
            MissingTokens.Sentinels([.. Enumerable.Repeat(-1f, 50), .. Enumerable.Range(0, 200).Select(i => i / 7f)])
        );
    }
}
