using LeadDashboard.Learning.Anomalies;
using LeadDashboard.Learning.Tables;
using LeadDashboard.Learning.Tests.Trees;

namespace LeadDashboard.Learning.Tests.Anomalies;

public sealed class OddRowsTests
{
    [Fact]
    public void Explain_RareCategoryAndFarNumber_AreNamed()
    {
        var random = new Random(8);
        int[] source = [.. Enumerable.Range(0, 1_000).Select(i => i == 0 ? 2 : random.Next(2))];
        float[] size =
        [
            .. Enumerable.Range(0, 1_000).Select(i => i == 1 ? 1e6f : 100 + 10 * (float)random.NextDouble()),
        ];
        float[] visits = [.. Enumerable.Range(0, 1_000).Select(i => i == 2 ? float.NaN : random.Next(20))];
        var table = new FeatureTable([
            FeatureColumn.Category("source", source, ["web", "fair", "moon"]),
            FeatureColumn.Number("size", size),
            FeatureColumn.Number("visits", visits),
        ]);

        var odd = OddRows.Fit(table, IsolationForestOptions.Default with { SampleRows = 1_000 });

        for (var row = 0; row < 3; row++)
        {
            var found = odd.Explain(table, row);
            Assert.True(found.IsOdd);
            Assert.Equal(row, Array.IndexOf(found.Shares, found.Shares.Max()));
            Assert.Equal(Math.Log2(found.Score), -1 + found.Shares.Sum(), 1e-9);
        }
    }

    [Fact]
    public void Score_UnseenCategoryAndMissingNumber_AreFinite()
    {
        var (table, _) = Made.Leads(500);
        var odd = OddRows.Fit(table, IsolationForestOptions.Default);
        var strange = new FeatureTable([
            FeatureColumn.Number("x", [float.NaN]),
            FeatureColumn.Number("y", [1e30f]),
            FeatureColumn.Number("visits", [-5]),
            FeatureColumn.Category("job", [77], table.Columns[3].Categories),
        ]);

        Assert.InRange(odd.Score(strange)[0], 0.5, 1);
    }

    [Fact]
    public void Fit_IgnoredColumn_HasNoShare()
    {
        var (table, _) = Made.Leads(300);

        var found = OddRows
            .Fit(table, IsolationForestOptions.Default, new HashSet<string>(["x"], StringComparer.Ordinal))
            .Explain(table, 5);

        Assert.Equal(0, found.Shares[0]);
        Assert.NotEqual(0, found.Shares[1]);
    }

    [Fact]
    public void Read_WhatWasSaved_SameScoresAndBytes()
    {
        var (table, _) = Made.Leads(300);
        var odd = OddRows.Fit(table, IsolationForestOptions.Default with { TreeCount = 20 });
        using var stream = new MemoryStream();
        odd.Write(stream);

        var again = OddRows.Read(new MemoryStream(stream.ToArray()));

        using var second = new MemoryStream();
        again.Write(second);
        Assert.Equal(stream.ToArray(), second.ToArray());
        Assert.Equal(odd.Score(table), again.Score(table, 2));
    }
}
