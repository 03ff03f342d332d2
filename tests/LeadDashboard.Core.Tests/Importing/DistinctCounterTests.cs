using System.Globalization;
using LeadDashboard.Core.Importing.Mapping;

namespace LeadDashboard.Core.Tests.Importing;

public sealed class DistinctCounterTests
{
    [Theory]
    [InlineData("Google Ads", "GOOGLE ADS")]
    [InlineData("Émile Zola", "émile zola")]
    [InlineData("abÄc", "ABäC")]
    public void Add_OtherCase_IsTheSameValue(string one, string other)
    {
        var counter = new DistinctCounter();
        counter.Add(one);
        counter.Add(other);

        Assert.Equal(1, counter.Count);
    }

    [Fact]
    public void Add_ValuesThatLookAlike_AreDifferent()
    {
        var counter = new DistinctCounter();
        foreach (
            var value in (string[])
                ["不", "中", "中中", "a", "aa", "a ", "1", "Q", "中文公司", "不文公司", "abcde", "abcdf"]
        )
        {
            counter.Add(value);
        }

        Assert.Equal((12, true), (counter.Count, counter.IsExact));
    }

    [Theory]
    [InlineData(4_096)]
    [InlineData(5_000)]
    [InlineData(100_000)]
    [InlineData(1_000_000)]
    public void Count_ManyValues_IsExactUpToTheLimitAndCloseBeyond(int count)
    {
        var counter = new DistinctCounter();
        for (var i = 0; i < 2 * count; i++)
        {
            counter.Add((i % count).ToString(CultureInfo.InvariantCulture));
        }

        Assert.Equal(count <= DistinctCounter.ExactLimit, counter.IsExact);
        Assert.InRange(
            counter.Count,
            count * (1 - (counter.IsExact ? 0 : 4 * DistinctCounter.EstimateError)),
            count * (1 + (counter.IsExact ? 0 : 4 * DistinctCounter.EstimateError))
        );
    }
}
