using LeadDashboard.Learning.Clustering;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Tests.Clustering;

public sealed class CustomerTiersTests
{
    /// <summary>
    /// Three kinds of company: 30 % small web leads (5 % won), 50 % middle, 20 % large referred ones (60 % won).
    /// </summary>
    internal static (FeatureTable Table, float[] Labels, int[] Truth) Companies(int rowCount)
    {
        var random = new Random(12);
        var size = new float[rowCount];
        var visits = new float[rowCount];
        var source = new int[rowCount];
        var labels = new float[rowCount];
        var truth = new int[rowCount];
        for (var row = 0; row < rowCount; row++)
        {
            var kind = truth[row] =
                row % 10 < 3 ? 2
                : row % 10 < 8 ? 1
                : 0;
            size[row] = (float)(
                (
                    kind == 0 ? 800
                    : kind == 1 ? 400
                    : 20
                )
                + 40 * random.NextDouble()
            );
            visits[row] =
                random.NextDouble() < 0.1
                    ? float.NaN
                    : (
                        kind == 0 ? 20
                        : kind == 1 ? 8
                        : 1
                    ) + random.Next(3);
            source[row] =
                kind == 0 ? 2
                : kind == 1 ? 1
                : 0;
            labels[row] =
                row % 7 == 0 ? float.NaN
                : random.NextDouble()
                < (
                    kind == 0 ? 0.6
                    : kind == 1 ? 0.2
                    : 0.05
                )
                    ? 1
                : 0;
        }

        return (
            new FeatureTable([
                FeatureColumn.Number("size", size),
                FeatureColumn.Number("visits", visits),
                FeatureColumn.Category("source", source, ["web", "fair", "referral"]),
            ]),
            labels,
            truth
        );
    }

    [Fact]
    public void Fit_ThreeKindsOfCompany_TiersFollowTheirConversion()
    {
        var (table, labels, truth) = Companies(2_000);

        var tiers = CustomerTiers.Fit(table, labels, CustomerTiersOptions.Default);

        Assert.Equal(truth, tiers.Assign(table));
        Assert.Equal([0.6, 0.2, 0.05], tiers.Rates, (a, b) => Math.Abs(a - b) < 0.05);
    }

    [Fact]
    public void Distances_AnyRow_SmallestIsItsTier()
    {
        var (table, labels, _) = Companies(500);
        var tiers = CustomerTiers.Fit(table, labels, CustomerTiersOptions.Default);
        var assigned = tiers.Assign(table);

        for (var row = 0; row < 500; row += 50)
        {
            var distances = tiers.Distances(table, row);
            Assert.Equal(assigned[row], Array.IndexOf(distances, distances.Min()));
        }
    }

    [Fact]
    public void Read_WhatWasSaved_SameTiersAndBytes()
    {
        var (table, labels, _) = Companies(500);
        var tiers = CustomerTiers.Fit(table, labels, CustomerTiersOptions.Default);
        using var stream = new MemoryStream();
        tiers.Write(stream);

        var again = CustomerTiers.Read(new MemoryStream(stream.ToArray()));

        using var second = new MemoryStream();
        again.Write(second);
        Assert.Equal(stream.ToArray(), second.ToArray());
        Assert.Equal(tiers.Assign(table), again.Assign(table, 2));
    }

    [Fact]
    public void Fit_NoOutcomesOrOneClass_RatesAreEqualNotNumbersMissing()
    {
        var (table, labels, _) = Companies(200);

        Assert.All(
            CustomerTiers.Fit(table, [.. labels.Select(_ => float.NaN)], CustomerTiersOptions.Default).Rates,
            rate => Assert.Equal(0, rate)
        );
        Assert.All(
            CustomerTiers.Fit(table, [.. labels.Select(_ => 1f)], CustomerTiersOptions.Default).Rates,
            rate => Assert.Equal(1, rate, 1e-12)
        );
    }

    [Fact]
    public void Fit_WrongLabels_SayWhich()
    {
        var (table, labels, _) = Companies(10);
        labels[3] = 2;

        Assert.Contains(
            "label of row 4 is 2",
            Assert
                .Throws<ArgumentException>(() => CustomerTiers.Fit(table, labels, CustomerTiersOptions.Default))
                .Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "1 labels for 10 rows",
            Assert.Throws<ArgumentException>(() => CustomerTiers.Fit(table, [1], CustomerTiersOptions.Default)).Message,
            StringComparison.Ordinal
        );
    }
}
