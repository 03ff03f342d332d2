using LeadDashboard.Learning.Clustering;
using LeadDashboard.Learning.Tables;

namespace LeadDashboard.Learning.Tests.Clustering;

public sealed class PortraitsTests
{
    [Fact]
    public void Describe_ThreeKindsOfCompany_NamesWhatSetsEachApart()
    {
        var (table, labels, truth) = CustomerTiersTests.Companies(2_000);

        var portraits = Portraits.Describe(table, truth, 3, labels, PortraitOptions.Default);

        Assert.Equal(
            ["size", "source", "visits"],
            portraits[0].Traits.Select(trait => trait.Column).Order(StringComparer.Ordinal)
        );
        var source = portraits[0].Traits.Single(trait => trait.Column == "source");
        Assert.Equal(
            ("referral", 1.0, 0.2, 2.0),
            (source.Category, source.Here, Math.Round(source.Overall, 12), Math.Round(source.Difference, 9))
        );
        Assert.True(portraits[2].Traits.Single(trait => trait.Column == "size").Difference < -1);
        Assert.Equal([0.2, 0.5, 0.3], portraits.Select(portrait => portrait.Share));
        Assert.InRange(0.6, portraits[0].WinRateLow, portraits[0].WinRateHigh);
        Assert.Equal(400, portraits[0].RowCount);
        Assert.True(portraits[0].LabelledRowCount < 400);
    }

    [Fact]
    public void Describe_GroupsByChance_HaveNoTraits()
    {
        var (table, labels, _) = CustomerTiersTests.Companies(2_000);
        var random = new Random(1);

        var portraits = Portraits.Describe(
            table,
            [.. labels.Select(_ => random.Next(3))],
            3,
            labels,
            PortraitOptions.Default
        );

        Assert.All(portraits, portrait => Assert.Empty(portrait.Traits));
    }

    [Fact]
    public void Describe_MissingOnlyHere_IsATrait()
    {
        var numbers = Enumerable.Range(0, 100).Select(i => i < 50 ? float.NaN : i).ToArray();
        var table = new FeatureTable([
            FeatureColumn.Number("budget", numbers),
            FeatureColumn.Number("constant", new float[100]),
        ]);

        var portraits = Portraits.Describe(
            table,
            [.. Enumerable.Range(0, 100).Select(i => i / 50)],
            2,
            null,
            PortraitOptions.Default
        );

        Assert.Equal(
            (TraitKind.Missing, 1.0, 0.5, 1.0),
            portraits[0].Traits.Select(trait => (trait.Kind, trait.Here, trait.Overall, trait.Difference)).Single()
        );
        Assert.True(double.IsNaN(portraits[0].WinRate));
    }

    [Fact]
    public void Describe_EmptyClusterNoClusterOrNoRows_AreSane()
    {
        var table = new FeatureTable([FeatureColumn.Number("x", [1, 2, 3, 4])]);

        var portraits = Portraits.Describe(table, [0, 0, -1, 0], 2, [1, 0, 1, 0], PortraitOptions.Default);

        Assert.Equal((0, 0.0, 0), (portraits[1].RowCount, portraits[1].Share, portraits[1].Traits.Count));
        Assert.Equal(3, portraits[0].RowCount);
        Assert.Equal(1 / 3.0, portraits[0].WinRate, 1e-12);
        Assert.Single(Portraits.Describe(new FeatureTable([]), [], 1, null, PortraitOptions.Default));
        Assert.Contains(
            "Row 2 is in cluster 5; expected -1..1",
            Assert
                .Throws<ArgumentException>(() =>
                    Portraits.Describe(table, [0, 5, 0, 0], 2, null, PortraitOptions.Default)
                )
                .Message,
            StringComparison.Ordinal
        );
    }
}
