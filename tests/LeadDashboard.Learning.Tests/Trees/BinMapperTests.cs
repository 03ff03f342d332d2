using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Trees;

namespace LeadDashboard.Learning.Tests.Trees;

public sealed class BinMapperTests
{
    [Fact]
    public void Map_FewDistinctNumbers_OneBinEachAndMissingLast()
    {
        var bins = Bins(FeatureColumn.Number("x", [3, -1, float.NaN, 3, 0]), out var binCount);

        Assert.Equal(4, binCount);
        Assert.Equal([2, 0, 3, 2, 1], bins);
    }

    [Fact]
    public void Map_ManyNumbers_IsTheCountOfCutsNotAboveTheValue()
    {
        var random = new Random(1);
        var x = Enumerable.Range(0, 20_000).Select(_ => (float)Math.Pow(random.NextDouble(), 4)).ToArray();
        var table = new FeatureTable([FeatureColumn.Number("x", x)]);
        var mapper = BinMapper.Fit(table, 1);

        var bins = mapper.Map(table, 1).ByColumn[0];

        Assert.Equal(x.Select(v => (byte)mapper.Cuts[0].Count(cut => cut <= v)), bins);
        Assert.Equal(255, bins.Distinct().Count());
        Assert.All(bins.CountBy(bin => bin), pair => Assert.InRange(pair.Value, 50, 110)); // 20,000 / 255 = 78
    }

    [Fact]
    public void Map_HalfZeros_ZeroHasItsOwnBin()
    {
        var x = Enumerable.Range(0, 10_000).Select(i => i < 5_000 ? 0f : i).ToArray();
        var bins = Bins(FeatureColumn.Number("x", x), out _);

        Assert.Single(bins.Take(5_000).Distinct());
        Assert.DoesNotContain(bins[0], bins.Skip(5_000));
        Assert.InRange(bins.Distinct().Count(), 200, 255);
    }

    [Fact]
    public void Map_NeighbouringFloats_AreToldApart()
    {
        var low = 1f;
        var high = MathF.BitIncrement(low);

        Assert.Equal([0, 1, 0], Bins(FeatureColumn.Number("x", [low, high, low]), out _));
    }

    [Fact]
    public void Map_RareCategories_ShareOneBin()
    {
        // a 10 times, b 6 times, c and d once each, e never.
        int[] codes = [.. Enumerable.Repeat(0, 10), .. Enumerable.Repeat(1, 6), 2, 3, -1];
        var bins = Bins(FeatureColumn.Category("job", codes, ["a", "b", "c", "d", "e"]), out var binCount);

        Assert.Equal(4, binCount);
        Assert.Equal(bins[16], bins[17]);
        Assert.Equal(3, bins[18]);
        Assert.Equal([0, 1, 2, 3], bins.Distinct());
    }

    [Fact]
    public void Map_ThousandCategories_FitIntoBytes()
    {
        var codes = Enumerable.Range(0, 20_000).Select(i => i % 1000).ToArray();
        var table = new FeatureTable([
            FeatureColumn.Category("city", codes, [.. Enumerable.Range(0, 1000).Select(i => $"city {i}")]),
        ]);

        var binned = BinMapper.Fit(table, 1).Map(table, 1);

        Assert.Equal(256, binned.BinCounts[0]);
        Assert.Equal(254, binned.ByColumn[0].Max());
    }

    [Fact]
    public void Map_AnyTable_SameBytesByRowAndByColumnForAnyThreads()
    {
        var (table, _) = Made.Leads(20_000);
        var one = BinMapper.Fit(table, 1).Map(table, 1);
        var three = BinMapper.Fit(table, 3).Map(table, 3);

        Assert.Equal(one.ByRow, three.ByRow);
        Assert.All(Enumerable.Range(0, 4), c => Assert.Equal(one.ByColumn[c], one.ByRow.Where((_, i) => i % 4 == c)));
    }

    [Fact]
    public void Fit_CodeOutsideTheCategories_NamesColumnAndRow()
    {
        var table = new FeatureTable([FeatureColumn.Category("job", [0, 2], ["a", "b"])]);

        var error = Assert.Throws<ArgumentException>(() => BinMapper.Fit(table, 1));

        Assert.Contains(
            "'job' holds code 2 in row 2; expected -1 (missing) .. 1",
            error.Message,
            StringComparison.Ordinal
        );
    }

    private static byte[] Bins(FeatureColumn column, out int binCount)
    {
        var table = new FeatureTable([column]);
        var binned = BinMapper.Fit(table, 1).Map(table, 1);
        binCount = binned.BinCounts[0];
        return binned.ByColumn[0];
    }
}
